/**
 * Who is signed in on this computer, kept so that the app opens offline.
 *
 * Signing out forgets the token alone: the person's store and journal stay, and
 * unsent work goes when the same person signs in again.
 */
import { z } from 'zod';
import type { Desktop } from '#shared/ipc/contract.ts';
import { type Session, type SignIn, sessionSchema, signedInSchema } from '#shared/protocol/session.ts';
import { openDeviceStore, type Remembered } from './device-store.ts';
import { createWiper, type Unsent } from './wiper.ts';

export type StoredSession = { readonly session: Session; readonly token: string };

export type SignInResult =
  | { readonly kind: 'signed-in'; readonly stored: StoredSession }
  | { readonly kind: 'wrong-sign-in' }
  /** Too many attempts; wait before the next one. */
  | { readonly kind: 'too-many' }
  /** The server cannot be reached from here. */
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'failed'; readonly detail: string };

export type SessionStore = {
  /** The last person signed in here, known without the network; null when nobody is. */
  readonly last: () => Promise<StoredSession | null>;
  readonly signIn: (login: string, password: string) => Promise<SignInResult>;
  /** Forgets the token here and on the server (where it can be reached). Unsent work stays for its author. */
  readonly signOut: () => Promise<void>;
  /** Signs out and forgets everything kept of this person; the server is told how much was never sent. */
  readonly wipe: (stored: StoredSession, unsent: Unsent) => Promise<void>;
};

export type SessionDesktop = Pick<Desktop, 'readSession' | 'writeSession' | 'openKey' | 'destroyStore'>;

export type SessionStoreOptions = {
  /** As in `openClient`. */
  readonly serverUrl: string;
  readonly desktop: SessionDesktop | undefined;
  /** How the list of devices names this computer. */
  readonly device: string;
  /** Somebody signed in or out, which the other windows of this computer are to hear. */
  readonly onChanged: () => void;
};

/** A sign-in that takes longer is told as unreachable, so that the person can go on. */
const answerWithinMs = 20_000;
/** Whoever signs out is not kept waiting for a server that may be out of reach. */
const signedOutWithinMs = 3_000;
const problemSchema = z.object({ title: z.string(), detail: z.string().optional() });

export function createSessionStore({
  serverUrl,
  desktop,
  device,
  onChanged,
}: SessionStoreOptions): SessionStore {
  const deviceStore = openDeviceStore();
  const wiper = createWiper({ serverUrl, desktop, device: deviceStore });

  async function ask(
    method: string,
    token: string | null,
    body?: SignIn,
    withinMs = answerWithinMs,
  ): Promise<Response> {
    const headers = {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const signal = AbortSignal.timeout(withinMs);
    const text = body === undefined ? null : JSON.stringify(body);
    return fetch(`${serverUrl}/api/session`, { method, headers, body: text, signal, cache: 'no-store' });
  }

  async function remember(session: Session, token: string): Promise<StoredSession> {
    const fingerprint = await fingerprintOf(token);
    if (desktop !== undefined) await desktop.writeSession(token);
    await deviceStore.write({ session, token: desktop === undefined ? token : null, fingerprint });
    return { session, token };
  }

  async function findToken(): Promise<string | null> {
    if (desktop === undefined) return (await deviceStore.read())?.token ?? null;
    const answer = await desktop.readSession();
    return answer.ok ? answer.value : null;
  }

  async function last(): Promise<StoredSession | null> {
    await wiper.goOn();
    const token = await findToken();
    if (token === null) return null;
    const remembered = await deviceStore.read();
    if (remembered !== null && remembered.fingerprint === (await fingerprintOf(token))) {
      void refresh(remembered, token);
      return { session: remembered.session, token };
    }
    // Handed over by the launcher: only the server knows whose it is.
    try {
      const response = await ask('GET', token);
      return response.ok ? await remember(sessionSchema.parse(await response.json()), token) : null;
    } catch {
      return null;
    }
  }

  /** What the person may do can change while they are signed in: the next start knows. */
  async function refresh(remembered: Remembered, token: string): Promise<void> {
    try {
      const response = await ask('GET', token);
      if (!response.ok) return;
      const session = sessionSchema.parse(await response.json());
      await deviceStore.renew({ ...remembered, session });
    } catch {
      // Not now; the store opens with what was known.
    }
  }

  async function signIn(login: string, password: string): Promise<SignInResult> {
    let response: Response;
    try {
      response = await ask('POST', null, { login, password, device });
    } catch {
      return { kind: 'unreachable' };
    }
    if (response.status === 401) return { kind: 'wrong-sign-in' };
    if (response.status === 429) return { kind: 'too-many' };
    const answer: unknown = await response.json().catch(() => undefined);
    const signedIn = response.ok ? signedInSchema.safeParse(answer) : undefined;
    if (signedIn?.success) {
      const { token, ...session } = signedIn.data;
      const stored = await remember(session, token);
      onChanged();
      return { kind: 'signed-in', stored };
    }
    const problem = problemSchema.safeParse(answer).data;
    return { kind: 'failed', detail: problem?.detail ?? problem?.title ?? String(response.status) };
  }

  async function forget(): Promise<void> {
    await deviceStore.write(null);
    if (desktop !== undefined) await desktop.writeSession(null);
  }

  async function signOut(): Promise<void> {
    const token = await findToken();
    await forget();
    onChanged();
    if (token !== null) await ask('DELETE', token, undefined, signedOutWithinMs).catch(() => undefined);
  }

  async function wipe({ session, token }: StoredSession, unsent: Unsent): Promise<void> {
    await wiper.begin({ spaceId: session.space.id, personId: session.person.id }, token, unsent);
    await forget();
    await wiper.goOn();
  }

  return { last, signIn, signOut, wipe };
}

async function fingerprintOf(token: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
