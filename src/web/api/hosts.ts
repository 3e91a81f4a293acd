/** Which names the web page answers to. A page of a stranger whose name leads to this machine (DNS rebinding, threat T15) has another. */

/** As a browser writes them in a URL. */
export const loopbackNames: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

/** Host headers to answer to. `names` are those of a URL, without port; an IPv6 address may lack its brackets. */
export const allowedHosts = ({
  names,
  port,
  isTls,
}: {
  readonly names: readonly string[];
  readonly port: number;
  readonly isTls: boolean;
}): readonly string[] =>
  names.map((name) => normaliseHost(`${name.includes(':') && !name.startsWith('[') ? `[${name}]` : name}:${port}`, isTls));

/** In small letters and without the port that the scheme implies, as browsers write Host and Origin. */
export const normaliseHost = (host: string, isTls: boolean): string => host.toLowerCase().replace(isTls ? /:443$/ : /:80$/, '');

/** The only origin whose pages may speak to this host. */
export const originOf = (host: string, isTls: boolean): string => `${isTls ? 'https' : 'http'}://${normaliseHost(host, isTls)}`;
