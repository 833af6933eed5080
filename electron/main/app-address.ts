/** Where the interface lives inside the app: `app://raia/`. */
export const appScheme = 'app';
const appHost = 'raia';
export const appOrigin = `${appScheme}://${appHost}`;

export function isAppAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, host } = new URL(text);
  return protocol === `${appScheme}:` && host === appHost;
}
