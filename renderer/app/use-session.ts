import { useCallback, useEffect, useRef, useState } from 'react';
import type { RaiaClient } from '#renderer/data/client.ts';
import { writtenDrafts } from '#renderer/data/unsent.ts';
import { openClient } from '#renderer/sync/open-client.ts';
import {
  createSessionStore,
  type SessionStore,
  type SignInResult,
  type StoredSession,
} from '#renderer/sync/session-store.ts';
import { SyncError } from '#renderer/sync/transport.ts';
import { followPerson } from './language.ts';

export type SessionState =
  | { readonly kind: 'opening' }
  /** `isWiped`: just now, because the company wanted it. */
  | { readonly kind: 'signed-out'; readonly isWiped: boolean }
  | { readonly kind: 'open'; readonly client: RaiaClient }
  /** The key of what is kept on this computer is lost, and the server with its copy cannot be reached. */
  | { readonly kind: 'locked' }
  /** What is kept on this computer could not be opened. */
  | { readonly kind: 'failed' };

type UsedSession = {
  readonly state: SessionState;
  readonly signIn: (login: string, password: string) => Promise<SignInResult>;
  readonly signOut: () => Promise<void>;
  readonly retry: () => void;
};

/** Who is signed in, and the client that is open for them. One client at a time. */
export function useSession(): UsedSession {
  const [state, setState] = useState<SessionState>({ kind: 'opening' });
  const [run, setRun] = useState(0);
  const opened = useRef<RaiaClient | null>(null);
  const door = useRef<Promise<Door> | null>(null);
  if (door.current === null) door.current = openDoor();
  const theDoor = door.current;

  const fail = useCallback((error: unknown) => {
    console.error(error);
    setState({ kind: 'failed' });
  }, []);
  const wipe = useCallback(
    async (stored: StoredSession) => {
      const client = opened.current;
      opened.current = null;
      const unsent =
        client === null
          ? { changes: 0, drafts: 0 }
          : { changes: client.sync.state().pending, drafts: writtenDrafts(client.drafts).length };
      await client?.close();
      await (await theDoor).sessions.wipe(stored, unsent);
      setState({ kind: 'signed-out', isWiped: true });
    },
    [theDoor],
  );
  const open = useCallback(
    async (stored: StoredSession) => {
      try {
        await opened.current?.close();
        opened.current = null;
        const { serverUrl } = await theDoor;
        let isWiped = false;
        const onWiped = () => {
          if (isWiped) return;
          isWiped = true;
          void wipe(stored).catch(fail);
        };
        const client = await openClient({ ...stored, serverUrl, desktop: window.desktop, onWiped });
        opened.current = client;
        followPerson(client.session.person.language);
        setState({ kind: 'open', client });
      } catch (error) {
        if (!(error instanceof SyncError)) return fail(error);
        if (error.kind === 'wiped') await wipe(stored).catch(fail);
        else if (error.kind === 'signed-out') setState({ kind: 'signed-out', isWiped: false });
        else setState({ kind: 'locked' });
      }
    },
    [theDoor, wipe, fail],
  );

  const started = useRef(-1);
  useEffect(() => {
    // Development mounts twice; one run opens once.
    if (started.current === run) return;
    started.current = run;
    void theDoor
      .then(({ sessions }) => sessions.last())
      .then((stored) => (stored === null ? setState({ kind: 'signed-out', isWiped: false }) : open(stored)))
      // The browser lets us have no database, or the shell does not answer.
      .catch(fail);
  }, [run, theDoor, open, fail]);

  const signIn = useCallback(
    async (login: string, password: string) => {
      const { sessions } = await theDoor;
      const result = await sessions.signIn(login, password);
      if (result.kind === 'signed-in') await open(result.stored);
      return result;
    },
    [theDoor, open],
  );
  const signOut = useCallback(async () => {
    const { sessions } = await theDoor;
    await opened.current?.close();
    opened.current = null;
    await sessions.signOut();
    setState({ kind: 'signed-out', isWiped: false });
  }, [theDoor]);
  const retry = useCallback(() => {
    setState({ kind: 'opening' });
    setRun((last) => last + 1);
  }, []);
  return { state, signIn, signOut, retry };
}

type Door = { readonly sessions: SessionStore; readonly serverUrl: string };

async function openDoor(): Promise<Door> {
  const info = await window.desktop?.info();
  const serverUrl = info?.ok ? info.value.server : '';
  const device = `${window.desktop ? 'Raia' : 'Web'}, ${navigator.platform || 'computer'}`;
  return { serverUrl, sessions: createSessionStore({ serverUrl, desktop: window.desktop, device }) };
}
