/**
 * The search that works from a folder: a script and its data as scripts, for pages that are opened from a disk may load those and nothing
 * else. Rows are text only; the script puts them into the page as text, never as markup.
 */
import { assetPath } from './paths.ts';
import type { AssetRow } from './view.ts';

/** `part` counts from 0. Folded so that "Nîmes" is found by "nimes". */
export const searchDataScript = (part: number, rows: readonly AssetRow[]): string =>
  `malleposteFound(${part},${asScript(rows.map(searchRow))});\n`;

/** Link, name, what is shown beneath; folded words to look in. */
const searchRow = (row: AssetRow): readonly [string, string, string, string] => {
  const shown = [row.site.name, row.os, `${row.manufacturer} ${row.model}`.trim(), row.serial, row.user]
    .filter((text) => text !== '')
    .join(' · ');
  const unseen = [row.site.id, ...row.macs, ...row.ips].join(' ');
  return [assetPath(row.id).replace('asset/', ''), row.name || row.id, shown, fold(`${row.name} ${row.id} ${shown} ${unseen}`)];
};

const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase();

/** JSON that no script or markup parser can take for anything else. */
const asScript = (value: unknown): string =>
  JSON.stringify(value).replaceAll(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Loads the data at the first letter, looks for all words of the query, shows fifty. */
export const searchScript = String.raw`'use strict';
(function () {
  var parts = [];
  var box, query, hits, count, asked = false, missing = 0;

  window.malleposteFound = function (part, rows) {
    parts[part] = rows;
    missing -= 1;
    if (missing === 0) look();
  };

  function fold(text) {
    return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
  }

  function load() {
    if (asked) return;
    asked = true;
    missing = Number(box.dataset.parts);
    for (var part = 0; part < Number(box.dataset.parts); part += 1) {
      var script = document.createElement('script');
      script.src = box.dataset.folder + part + '.js';
      document.head.appendChild(script);
    }
  }

  function hit(row) {
    var item = document.createElement('li');
    var link = document.createElement('a');
    var more = document.createElement('span');
    link.href = box.dataset.asset + encodeURIComponent(row[0]);
    link.textContent = row[1];
    more.textContent = row[2];
    item.append(link, more);
    return item;
  }

  function look() {
    var words = fold(query.value).split(/\s+/).filter(Boolean);
    hits.replaceChildren();
    count.textContent = '';
    if (words.length === 0 || missing > 0) return;
    var found = [];
    parts.forEach(function (rows) {
      rows.forEach(function (row) {
        if (words.every(function (word) { return row[3].includes(word); })) found.push(row);
      });
    });
    found.sort(function (a, b) { return Number(fold(b[1]).startsWith(words[0])) - Number(fold(a[1]).startsWith(words[0])); });
    hits.append.apply(hits, found.slice(0, 50).map(hit));
    var said = found.length === 0 ? box.dataset.none : found.length === 1 ? box.dataset.foundOne : box.dataset.found.replace('{count}', String(found.length));
    count.textContent = found.length > 50 ? said + ' ' + box.dataset.more : said;
  }

  document.addEventListener('DOMContentLoaded', function () {
    box = document.getElementById('search');
    query = document.getElementById('query');
    hits = document.getElementById('hits');
    count = document.getElementById('count');
    box.hidden = false;
    query.addEventListener('focus', load);
    query.addEventListener('input', function () { load(); look(); });
    var given = new URLSearchParams(location.search).get('q');
    if (given) { query.value = given; load(); look(); }
  });
})();
`;
