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

export function mayListen({ host, hasTls, isBehindProxy }: ListenWish): boolean {
  return hasTls || isBehindProxy || isLoopback(host);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}
