/** The page at the top of the folder: leads on to the preferred language by itself, and to each by a link. */
import { html, textOf } from './html.ts';
import { contentPolicy, type Edition, type Page } from './layout.ts';
import { stylePath } from './paths.ts';

/** `editions`: the preferred language first. */
export const doorPage = (editions: readonly [Edition, ...Edition[]]): Page => {
  const [{ words, organisation }] = editions;
  const title = organisation || words.frame.noName;
  const markup = html`<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy}">
<meta http-equiv="refresh" content="0; url=${words.language}/index.html">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="stylesheet" href="${stylePath}">
</head>
<body>
<header class="top"><div class="bar"><span class="brand">${title}</span></div></header>
<main id="main">
<h1>${title}</h1>
<ul>${editions.map(
    ({ words: { language, frame } }) =>
      html`<li><a href="${language}/index.html" lang="${language}" hreflang="${language}">${frame.thisLanguage}</a></li>`,
  )}</ul>
</main>
</body>
</html>
`;
  return { path: 'index.html', html: textOf(markup) };
};
