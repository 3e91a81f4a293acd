/**
 * The one stylesheet: light and dark as the reader's system is set, narrow and wide, paper. No text from outside stands in it.
 * Every pair of ink and ground has a contrast of 4.5 or more (a test measures them); nothing is said by colour alone.
 */
import { chartColours } from './charts.ts';

/** Custom properties in both schemes; paper is always light. */
export const lightColours = {
  ground: '#f6f4ef',
  sheet: '#ffffff',
  ink: '#1d2733',
  faint: '#56616e',
  line: '#d9d5cb',
  link: '#1b4f8c',
  band: '#16324f',
  'band-ink': '#ffffff',
  'band-faint': '#c9d8e8',
  brass: '#e0a526',
  good: '#0b6b50',
  'good-ground': '#e3f3ec',
  notice: '#7a4a00',
  'notice-ground': '#fdf1d8',
  bad: '#9c1f2e',
  'bad-ground': '#fbe7e6',
  quiet: '#4d5865',
  'quiet-ground': '#eceae4',
} as const;

export const darkColours: Readonly<Record<keyof typeof lightColours, string>> = {
  ground: '#12181f',
  sheet: '#1a222c',
  ink: '#e8edf2',
  faint: '#a9b5c2',
  line: '#344050',
  link: '#8fc1ff',
  band: '#0b2036',
  'band-ink': '#ffffff',
  'band-faint': '#b9cade',
  brass: '#e8b64c',
  good: '#7fdcb8',
  'good-ground': '#12342b',
  notice: '#f5c877',
  'notice-ground': '#3a2b0c',
  bad: '#ffa9a6',
  'bad-ground': '#45191d',
  quiet: '#b7c2ce',
  'quiet-ground': '#283341',
};

/** What a chart's colours become on a dark screen; the keys are the values of charts.ts. */
const darkChart: Readonly<Record<string, string>> = {
  [chartColours.ink]: darkColours.ink,
  [chartColours.faint]: darkColours.faint,
  [chartColours.line]: darkColours.line,
  [chartColours.inverse]: darkColours.ground,
  ...Object.fromEntries(
    ['#6aaeff', '#ffab4a', '#4fd0b8', '#c9a6ff', '#ff8ba5', '#aab6c4'].map((dark, place) => [chartColours.series[place], dark]),
  ),
};

const properties = (colours: Readonly<Record<string, string>>): string =>
  Object.entries(colours)
    .map(([name, value]) => `--${name}:${value};`)
    .join('');

const recolour = (): string =>
  Object.entries(darkChart)
    .map(([light, dark]) => `.chart [fill="${light}"]{fill:${dark}}.chart [stroke="${light}"]{stroke:${dark}}`)
    .join('\n');

const frame = `
*{box-sizing:border-box}
html{font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Ubuntu,sans-serif;background:var(--ground);color:var(--ink);-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0}
h1,h2,h3{line-height:1.2;text-wrap:balance;overflow-wrap:anywhere}
h1{font-size:clamp(1.5rem,1.2rem + 1.6vw,2.1rem);margin:0;letter-spacing:-.01em}
h2{font-size:1.2rem;margin:0 0 .75rem}
h3{font-size:1.02rem;margin:0 0 .4rem}
a{color:var(--link);text-underline-offset:.15em;text-decoration-thickness:.06em}
a:hover{text-decoration-thickness:.13em}
:focus-visible{outline:3px solid var(--brass);outline-offset:2px;border-radius:2px}
main:focus{outline:none}
code{font:.9em ui-monospace,SFMono-Regular,Consolas,"Liberation Mono",monospace;overflow-wrap:anywhere}
ul[role=list],ol[role=list]{list-style:none;margin:0;padding:0}
.unseen{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-100vw;top:0;z-index:2;padding:.6rem 1rem;background:var(--brass);color:#1d2733}
.skip:focus{left:0}
.top{background:var(--band);color:var(--band-ink);border-bottom:4px solid var(--brass)}
.bar,.top nav,main,footer{max-width:80rem;margin:0 auto;padding-left:clamp(1rem,3vw,2rem);padding-right:clamp(1rem,3vw,2rem)}
.bar{display:flex;align-items:center;justify-content:space-between;gap:1rem;padding-top:.9rem;padding-bottom:.5rem}
.brand{display:flex;align-items:center;gap:.7rem;color:inherit;font-weight:650;font-size:1.1rem;text-decoration:none;overflow-wrap:anywhere}
.emblem{width:2rem;height:1.5rem;flex:none;fill:none;stroke:var(--brass);stroke-width:2;stroke-linejoin:round}
.languages{display:flex;gap:.2rem;flex:none;font-size:.9rem}
.languages li>*{display:block;padding:.2rem .55rem;border-radius:1rem;color:var(--band-faint)}
.languages [aria-current]{background:rgba(255,255,255,.16);color:var(--band-ink)}
.top nav ul{display:flex;gap:.1rem 0;flex-wrap:wrap;margin:0 -.7rem}
.top nav a{display:block;padding:.5rem .7rem .55rem;color:var(--band-faint);text-decoration:none;border-bottom:3px solid transparent;font-size:.95rem}
.top nav a:hover{color:var(--band-ink);border-color:var(--band-faint)}
.top nav a[aria-current=page]{color:var(--band-ink);border-color:var(--brass);font-weight:600}
main{padding-top:1.5rem;padding-bottom:3rem}
.trail{font-size:.9rem;margin-bottom:.5rem}
.trail ol{display:flex;flex-wrap:wrap}
.trail li+li::before{content:"›";margin:0 .5rem;color:var(--faint)}
.title{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem .8rem}
.summary{font-size:1.08rem;color:var(--faint);max-width:62rem;margin:.35rem 0 1.6rem;text-wrap:pretty;overflow-wrap:anywhere}
main>.facts{margin-top:1.6rem}
main>section{margin-top:2.2rem;scroll-margin-top:1rem}
footer{padding-top:1rem;padding-bottom:2rem;color:var(--faint);font-size:.9rem;border-top:1px solid var(--line);display:flex;flex-wrap:wrap;gap:.2rem 2rem}
footer p{margin:0}
.aside{color:var(--faint);font-size:.9rem;font-weight:400}
.onward{margin:.7rem 0 0}
.empty{padding:1rem 1.2rem;border:1px dashed var(--line);border-radius:.5rem;color:var(--faint);margin:0}
`;

const blocks = `
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:.8rem}
.tiles a{display:block;height:100%;padding:.8rem 1rem;background:var(--sheet);border:1px solid var(--line);border-radius:.6rem;color:var(--faint);text-decoration:none;line-height:1.3}
.tiles a:hover{border-color:var(--link)}
.tiles strong{display:block;font-size:1.75rem;line-height:1.15;font-weight:650;color:var(--ink);font-variant-numeric:tabular-nums}
.badge{display:inline-flex;align-items:center;gap:.4em;padding:.1em .65em;border-radius:1em;font-size:.87rem;font-weight:550;white-space:nowrap;line-height:1.55}
.badge .sign{font-size:.7em}
.badge.good{background:var(--good-ground);color:var(--good)}
.badge.notice{background:var(--notice-ground);color:var(--notice);white-space:normal}
.badge.bad{background:var(--bad-ground);color:var(--bad)}
.badge.quiet{background:var(--quiet-ground);color:var(--quiet)}
.notices{display:grid;gap:.6rem}
.notices li{padding:.7rem 1rem;border-radius:.5rem;border-left:5px solid currentColor}
.notices p{margin:0;color:var(--ink);overflow-wrap:anywhere}
.notices .what{font-weight:600}
.notices .sign{margin-right:.5em;font-size:.8em}
.notices .bad{background:var(--bad-ground);color:var(--bad)}
.notices .notice{background:var(--notice-ground);color:var(--notice)}
.notices .bad .sign{color:var(--bad)}
.notices .notice .sign{color:var(--notice)}
.frame{overflow-x:auto;background:var(--sheet);border:1px solid var(--line);border-radius:.6rem;max-width:100%}
table{border-collapse:collapse;width:100%;font-size:.94rem}
caption{text-align:left;padding:.7rem .9rem;color:var(--faint)}
th,td{padding:.5rem .9rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line);unicode-bidi:isolate;min-width:5.5rem;max-width:28rem;overflow-wrap:break-word}
tbody tr:last-child>*{border-bottom:0}
thead th{font-size:.85rem;font-weight:600;color:var(--faint);white-space:nowrap;vertical-align:bottom}
tbody th{font-weight:600;min-width:9.5rem;background:var(--sheet)}
tbody tr:hover>*{background:color-mix(in srgb,var(--link) 7%,var(--sheet))}
.number{text-align:right;font-variant-numeric:tabular-nums;min-width:4rem}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(18rem,100%),1fr));gap:0 2rem;margin:0;background:var(--sheet);border:1px solid var(--line);border-radius:.6rem;padding:.5rem 1.1rem}
.facts div{padding:.5rem 0;border-bottom:1px solid var(--line)}
.facts dt{font-size:.85rem;color:var(--faint)}
.facts dd{margin:0;overflow-wrap:anywhere;unicode-bidi:isolate}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(26rem,100%),1fr));gap:1rem}
figure{margin:0;padding:1rem 1.1rem;background:var(--sheet);border:1px solid var(--line);border-radius:.6rem;min-width:0}
figcaption{font-weight:600;margin-bottom:.5rem}
.chart{display:block;width:100%;max-width:34rem;height:auto;margin:0 auto;font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
.said{margin:.5rem 0 .3rem;color:var(--faint);font-size:.92rem;overflow-wrap:anywhere}
details summary{cursor:pointer;color:var(--link);font-size:.92rem;padding:.2rem 0}
details[open]>summary{margin-bottom:.5rem}
figure .frame{border-radius:.4rem;max-height:22rem;overflow-y:auto}
.contents{margin-bottom:1.4rem}
.contents ul,.letters ul,.pager ol,.inline,.counts,.versions{display:flex;flex-wrap:wrap;gap:.4rem .5rem}
.contents a,.letters a,.pager li>*{display:block;padding:.15rem .7rem;border:1px solid var(--line);border-radius:1rem;background:var(--sheet);text-decoration:none;font-size:.92rem}
.letters,.pager{margin:0 0 1rem}
.pager{margin:1rem 0 0}
.pager [aria-current]{background:var(--band);color:var(--band-ink);border-color:var(--band)}
.inline{gap:.2rem 1.1rem}
.counts{gap:.4rem 1.2rem;margin-bottom:.8rem}
.versions{gap:.1rem 1rem}
.block{margin-bottom:2rem}
.double{margin-bottom:1.4rem;padding:1rem 1.1rem;background:var(--sheet);border:1px solid var(--line);border-radius:.6rem}
.double p{margin:0 0 .7rem}
.history{border-left:3px solid var(--line);padding-left:1.1rem!important}
.history li{position:relative;padding:.25rem 0;overflow-wrap:anywhere}
.history li::before{content:"";position:absolute;left:-1.5rem;top:.75rem;width:.55rem;height:.55rem;border-radius:50%;background:var(--brass)}
.history time{color:var(--faint);font-variant-numeric:tabular-nums;font-size:.9rem;margin-right:.6rem}
.reasons{margin:0;padding-left:1.2rem}
.reasons li{margin-bottom:.5rem}
.section{border-bottom:1px solid var(--line);padding:.3rem 0}
.section .facts,.section .frame{margin:.2rem 0 .8rem}
.search label{display:block;font-weight:600;margin-bottom:.3rem}
.search input{width:100%;max-width:40rem;font:inherit;font-size:1.1rem;padding:.6rem .9rem;border:2px solid var(--link);border-radius:.5rem;background:var(--sheet);color:var(--ink)}
.hits li{padding:.55rem 0;border-bottom:1px solid var(--line)}
.hits a{font-weight:600}
.hits span{display:block;color:var(--faint);font-size:.92rem;overflow-wrap:anywhere}
@media (max-width:40rem){
.top nav ul{flex-wrap:nowrap;overflow-x:auto}
.top nav a{white-space:nowrap}
main{padding-top:1.1rem}
th,td{padding:.45rem .7rem}
tbody th{position:sticky;left:0;max-width:11rem;border-right:1px solid var(--line)}
.tiles{grid-template-columns:repeat(2,1fr);gap:.6rem}
.tiles strong{font-size:1.45rem}
figure{padding:.8rem}
}
`;

const paper = `
@media print{
@page{margin:15mm}
html{font-size:10pt;background:#fff}
.top{background:none;color:#000;border-bottom:2px solid #000}
.bar,main,footer{max-width:none;padding-left:0;padding-right:0}
.top nav,.languages,.skip,.pager,.letters,.contents,.trail,.onward,details:not([open]){display:none}
.frame{overflow:visible;border:0;max-height:none!important}
th,td{padding:.2rem .4rem;min-width:0}
tbody th{position:static;background:none}
thead{display:table-header-group}
tr,figure,.notices li,.double{break-inside:avoid}
h2,h3{break-after:avoid}
a{color:inherit;text-decoration:none}
.badge,.notices li{border:1px solid #888;background:none!important;color:#000!important}
.figures{grid-template-columns:1fr 1fr}
}
@media (prefers-contrast:more){:root{--faint:var(--ink);--line:var(--ink)}}
@media (forced-colors:active){.badge{border:1px solid}}
`;

export const stylesheet = `:root{color-scheme:light dark;${properties(lightColours)}}
@media screen and (prefers-color-scheme:dark){:root{${properties(darkColours)}}
${recolour()}
}
${frame}${blocks}${paper}`;
