/**
 * Where the server may listen. Plain http beyond this computer is no secure
 * context: browsers would refuse service workers, WebCrypto and Web Locks, and
 * anyone on the way could read along.
 */
export type ListenWish = {
  readonly host: string;
  readonly hasTls: boolean;
  readonly isBehindProxy: boolean;
};

/** Null when the server may listen there; else the sentence that says why not. */
export function whyNotListen({ host, hasTls, isBehindProxy }: ListenWish): string | null {
  if (hasTls || isBehindProxy || isLoopback(host)) return null;
  return `Listening on ${host} would send passwords and cases in the clear. Give a certificate and its key, or say that a proxy with TLS stands in front.`;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}
