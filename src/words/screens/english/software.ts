/** Words of the pages, in English: software. */

export const englishSoftware = {
  title: 'Software',
  text: 'What is installed, at which sites and how often. A line shows the versions.',
  columns: {
    name: 'Name',
    publisher: 'Publisher',
    versions: 'Versions',
    installations: 'Installations',
    sites: 'Sites',
  },
  search: 'Name or publisher',
  site: 'Site',
  allSites: 'all',
  uncounted_one: '{{count}} site has just changed and is not counted yet.',
  uncounted_other: '{{count}} sites have just changed and are not counted yet.',
  versions: 'Versions of {{name}}',
  version: 'Version',
  unknownVersion: 'no version',
  seeAssets: 'See the assets that have it',
  seeVersion: 'Assets with {{version}}',
  empty: {
    title: 'No software yet',
    text: 'Software appears when a site has sent inventories with lists of software.',
    none: 'Nothing matches',
    noneText: 'Change the search or choose another site.',
    reset: 'Take all filters away',
  },
};
