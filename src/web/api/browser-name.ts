/** What a browser calls itself (RFC 9110 §10.1.5), as people call it. Anybody may send anything: only names that are known here come out. */

/** The first that fits: the others imitate each other. */
const browsers: readonly (readonly [name: string, sign: RegExp])[] = [
  ['Edge', /\bEdg(?:A|iOS)?\/(\d{1,4})/],
  ['Opera', /\bOPR\/(\d{1,4})/],
  ['Firefox', /\b(?:Firefox|FxiOS)\/(\d{1,4})/],
  ['Chromium', /\bChromium\/(\d{1,4})/],
  ['Chrome', /\b(?:Headless)?(?:Chrome|CriOS)\/(\d{1,4})/],
  ['Safari', /\bVersion\/(\d{1,4})\S* (?:Mobile\/\S+ )?Safari\//],
];

const systems: readonly (readonly [name: string, sign: RegExp])[] = [
  ['Android', /\bAndroid\b/],
  ['iOS', /\b(?:iPhone|iPad)\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['Linux', /\bLinux\b/],
];

const longest = 512;

/** `Firefox 132, Linux`; '' for none that is known. */
export function browserName(userAgent: string): string {
  const told = userAgent.slice(0, longest);
  const browser = browsers.flatMap(([name, sign]) => (sign.test(told) ? [`${name} ${sign.exec(told)?.[1]}`] : []))[0];
  const system = systems.find(([, sign]) => sign.test(told))?.[0];
  return [browser, system].filter((name) => name !== undefined).join(', ');
}
