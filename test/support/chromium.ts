/** How the tests start Chromium: the one `RAIA_CHROMIUM` names (the test command finds it), quiet towards the network. */
const quiet = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export type ChromiumLaunch = { readonly executablePath?: string; readonly args: string[] };

export function chromiumLaunch(): ChromiumLaunch {
  const executablePath = process.env.RAIA_CHROMIUM;
  // Chromium refuses its sandbox to the superuser, as whom containers run.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return { ...(executablePath && { executablePath }), args: [...quiet, ...sandbox] };
}
