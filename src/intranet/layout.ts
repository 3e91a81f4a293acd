/** The frame of every page: head with its content policy, header, navigation, main part, footer. Ignores what the pages are about. */
import { type Content, type Html, html, nothing, textOf } from './html.ts';
import type { PageWords } from './page-words.ts';
import { type Chapter, chapterPaths, chapters, linkTo, linkUp, searchScriptPath, stylePath } from './paths.ts';

/** What all pages of one publishing have in common, in one language. */
export type Edition = {
  readonly words: PageWords;
  /** How the other languages name themselves; each page leads to itself in them. */
  readonly others: readonly Pick<PageWords, 'language' | 'frame'>[];
  readonly organisation: string;
};

/** `path` is relative to the folder of all pages. */
export type Page = { readonly path: string; readonly html: string };

export type PageParts = {
  /** Inside the language's folder. */
  readonly path: string;
  /** Marked in the navigation. */
  readonly chapter: Chapter;
  readonly title: string;
  readonly summary: string;
  /** Beside the title. */
  readonly marks?: Content;
  /** Where this page belongs, when that is not its chapter's first page. */
  readonly above?: readonly { readonly path: string; readonly title: string }[];
  readonly body: Content;
  /** ISO 8601; only on pages that are written at each publishing, else nothing but it would change. */
  readonly publishedAt?: string;
  /** The one page with a script. */
  readonly isSearch?: boolean;
};

/** `'self'` alone: no page can load anything from elsewhere or run what a text smuggles in. */
export const contentPolicy =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; base-uri 'none'; form-action 'none'";

export const layOut = (edition: Edition, parts: PageParts): Page => {
  const { words } = edition;
  const markup = html`<!doctype html>
<html lang="${words.language}">
${headOf(edition, parts)}
<body>
<a class="skip" href="#main">${words.frame.skip}</a>
${headerOf(edition, parts)}
<main id="main" tabindex="-1">
${trailOf(edition, parts)}
<div class="title"><h1>${parts.title}</h1>${parts.marks ?? nothing}</div>
<p class="summary">${parts.summary}</p>
${parts.body}
</main>
${footerOf(edition, parts)}
</body>
</html>
`;
  return { path: `${words.language}/${parts.path}`, html: textOf(markup) };
};

const headOf = ({ words, organisation }: Edition, { path, title, isSearch = false }: PageParts): Html => html`<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${title} · ${organisation || words.frame.noName}</title>
<link rel="stylesheet" href="${linkUp(path, stylePath)}">
${isSearch ? html`<script src="${linkUp(path, searchScriptPath)}" defer></script>` : nothing}
</head>`;

const headerOf = ({ words, others, organisation }: Edition, { path, chapter }: PageParts): Html => html`<header class="top">
<div class="bar">
<a class="brand" href="${linkTo(path, chapterPaths.overview)}">${emblem}<span>${organisation || words.frame.noName}</span></a>
<ul class="languages" role="list">
<li><span aria-current="true" lang="${words.language}">${words.frame.thisLanguage}</span></li>
${others.map(
  ({ language, frame }) =>
    html`<li><a href="${linkUp(path, `${language}/${path}`)}" lang="${language}" hreflang="${language}" title="${frame.inThisLanguage}">${frame.thisLanguage}</a></li>`,
)}
</ul>
</div>
<nav aria-label="${words.frame.navigation}"><ul role="list">
${chapters.map(
  (each) =>
    html`<li><a href="${linkTo(path, chapterPaths[each])}" aria-current="${each === chapter ? 'page' : 'false'}">${words.chapters[each]}</a></li>
`,
)}</ul></nav>
</header>`;

/** An envelope with a horn's curve: drawn, so that no file is needed. */
const emblem = html`<svg class="emblem" viewBox="0 0 32 24" aria-hidden="true" focusable="false"><path d="M2 3h28v18H2z"/><path d="M2 4l14 10L30 4"/></svg>`;

const trailOf = ({ words }: Edition, { path, above = [] }: PageParts): Html =>
  above.length === 0
    ? nothing
    : html`<nav class="trail" aria-label="${words.frame.breadcrumb}"><ol role="list">${above.map(
        (step) => html`<li><a href="${linkTo(path, step.path)}">${step.title}</a></li>`,
      )}</ol></nav>`;

const footerOf = ({ words }: Edition, { publishedAt = '' }: PageParts): Html => html`<footer>
${publishedAt === '' ? nothing : html`<p>${words.frame.published(words.format.date(publishedAt))}</p>`}
<p>${words.frame.madeBy}</p>
</footer>`;
