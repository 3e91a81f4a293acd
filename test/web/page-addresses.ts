/** The addresses of all pages, from the pages' own list: a new page is visited by every test that goes through all of them. */
import { pages } from '../../src/web/ui/routes.tsx';

const tabs = ['session', 'sending', 'receiving', 'trace'];

/** Without those that are about one thing of many. */
export const pagesOf = (role: 'common' | 'distant'): readonly string[] =>
  pages
    .filter((page) => page.role === undefined || page.role === role)
    .flatMap(({ path }) => (path.endsWith('/:tab?') ? tabs.map((tab) => path.replace(':tab?', tab)) : [path]))
    .filter((path) => !path.includes(':'));
