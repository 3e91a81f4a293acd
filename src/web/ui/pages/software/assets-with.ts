/** The page of the assets that have a software, in a version or in any: asked as people ask it. */

type Wanted = { readonly name: string; readonly version?: string; readonly site?: string };

export function assetsWith({ name, version = '', site = '' }: Wanted): string {
  const question = `software:${quoted(name)}${version === '' ? '' : ` = ${quoted(version)}`}`;
  return `/assets?${new URLSearchParams({ question, ...(site === '' ? {} : { site }) }).toString()}`;
}

/** In quotes that the text itself does not have. */
const quoted = (text: string): string => {
  if (!text.includes('"')) return `"${text}"`;
  return text.includes('”') ? `«${text}»` : `“${text}”`;
};
