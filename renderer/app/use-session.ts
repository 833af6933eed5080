import { useCallback, useEffect, useRef, useState } from 'react';
import type { RaiaClient } from '#renderer/data/client.ts';
import { JournalError } from '#renderer/data/journal-error.ts';
import { writtenDrafts } from '#renderer/data/unsent.ts';
import { openSessionChannel, type SessionChannel } from '#renderer/sync/browser-ports.ts';
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
  /** This browser window keeps no files, so that nothing could be kept on this computer. */
  | { readonly kind: 'unsupported' }
  /** What is kept on this computer could not be opened. */
  | { readonly kind: 'failed' };

type UsedSession = {
  readonly state: SessionState;
  readonly signIn: (login: string, password: string) => Promise<SignInResult>;
  readonly signOut: () => Promise<void>;
  readonly retry: () => void;
};

/** Who is signed in, and the client that is open for them: one at a time, and the same in every window. */
export function useSession(): UsedSession {
  const [state, setState] = useState<SessionState>({ kind: 'opening' });
  const [run, setRun] = useState(0);
  const opened = useRef<RaiaClient | null>(null);
  const door = useRef<Promise<Door> | null>(null);
  if (door.current === null) door.current = openDoor();
  const theDoor = door.current;
  /** Word from another window may come while a client still opens. */
  const turn = useRef(Promise.resolve());
  const inTurn = useCallback((work: () => Promise<void>): Promise<void> => {
    const done = turn.current.then(work);
    turn.current = done.catch(() => undefined);
    return done;
  }, []);

  const fail = useCallback((error: unknown) => {
    console.error('What is kept on this computer could not be opened.', error);
    setState({ kind: 'failed' });
  }, []);
  const close = useCallback(async () => {
    await opened.current?.close();
    opened.current = null;
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
  /** Why what is kept here cannot be shown. */
  const turnAway = useCallback(
    async (error: unknown, stored: StoredSession) => {
      await close();
      if (error instanceof JournalError && error.kind === 'unsupported')
        return setState({ kind: 'unsupported' });
      if (!(error instanceof SyncError)) return fail(error);
      if (error.kind === 'wiped') await wipe(stored).catch(fail);
      else if (error.kind === 'signed-out') setState({ kind: 'signed-out', isWiped: false });
      else setState({ kind: 'locked' });
    },
    [close, wipe, fail],
  );
  const open = useCallback(
    async (stored: StoredSession) => {
      try {
        await close();
        const { serverUrl } = await theDoor;
        let isWiped = false;
        const onWiped = () => {
          if (isWiped) return;
          isWiped = true;
          void inTurn(() => wipe(stored)).catch(fail);
        };
        const { client, whole } = await openClient({
          ...stored,
          serverUrl,
          desktop: window.desktop,
          onWiped,
        });
        opened.current = client;
        followPerson(client.session.person.language);
        setState({ kind: 'open', client });
        // Nobody waits for it: whoever wants to leave need not wait for a database.
        whole.catch((error: unknown) =>
          inTurn(async () => {
            if (opened.current === client) await turnAway(error, stored);
          }),
        );
      } catch (error) {
        await turnAway(error, stored);
      }
    },
    [theDoor, inTurn, close, wipe, fail, turnAway],
  );
  const leave = useCallback(async () => {
    await close();
    setState({ kind: 'signed-out', isWiped: false });
  }, [close]);

  const started = useRef(-1);
  useEffect(() => {
    // Development mounts twice; one run opens once.
    if (started.current === run) return;
    started.current = run;
    void inTurn(async () => {
      const { sessions, others } = await theDoor;
      others.onTold(() => setRun((last) => last + 1));
      const stored = await sessions.last();
      await (stored === null ? leave() : open(stored));
      // The browser lets us have no database, or the shell does not answer.
    }).catch(fail);
  }, [run, theDoor, inTurn, open, leave, fail]);

  const signIn = useCallback(
    async (login: string, password: string) => {
      const { sessions } = await theDoor;
      const result = await sessions.signIn(login, password);
      if (result.kind === 'signed-in') await inTurn(() => open(result.stored));
      return result;
    },
    [theDoor, inTurn, open],
  );
  const signOut = useCallback(
    () =>
      inTurn(async () => {
        await close();
        await (await theDoor).sessions.signOut();
        await leave();
      }),
    [theDoor, inTurn, close, leave],
  );
  const retry = useCallback(() => {
    setState({ kind: 'opening' });
    setRun((last) => last + 1);
  }, []);
  return { state, signIn, signOut, retry };
}

type Door = {
  readonly sessions: SessionStore;
  readonly others: SessionChannel;
  readonly serverUrl: string;
};

async function openDoor(): Promise<Door> {
  const info = await window.desktop?.info();
  const serverUrl = info?.ok ? info.value.server : '';
  const device = `${window.desktop ? 'Raia' : 'Web'}, ${navigator.platform || 'computer'}`;
  const others = openSessionChannel();
  const onChanged = others.tell;
  const sessions = createSessionStore({ serverUrl, desktop: window.desktop, device, onChanged });
  return { sessions, others, serverUrl };
}
