/**
 * What the launcher tells the app, by environment variables.
 *
 * - `RAIA_SERVER`: the company's server; https, or http on this computer.
 * - `RAIA_SESSION`: a token to start signed in with. Taken once: no child
 *   process and no later reader finds it.
 * - `RAIA_USER_DATA`: the folder of this copy's data, for a second one beside it.
 */
const defaultServer = 'http://127.0.0.1:4820';

export type LaunchOptions = {
  /** An origin, without a path. Undefined where the address given cannot be used. */
  readonly server: string | undefined;
  readonly session: string | undefined;
  readonly userData: string | undefined;
};

export function takeLaunchOptions(environment: NodeJS.ProcessEnv): LaunchOptions {
  const session = environment.RAIA_SESSION;
  delete environment.RAIA_SESSION;
  return {
    server: parseServer(environment.RAIA_SERVER || defaultServer),
    session: session || undefined,
    userData: environment.RAIA_USER_DATA || undefined,
  };
}

/** Plain http only where nothing leaves the computer. */
function parseServer(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, origin } = new URL(text);
  const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback) ? origin : undefined;
}
