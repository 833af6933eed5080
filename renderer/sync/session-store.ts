/**
 * Who is signed in on this computer, kept so that the app opens offline.
 *
 * Signing out forgets the token alone: the person's store and journal stay, and
 * unsent work goes when the same person signs in again.
 */
import type { Desktop } from '#shared/ipc/contract.ts';
import type { Session } from '#shared/protocol/session.ts';

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
};

export type SessionStoreOptions = {
  /** As in `openClient`. */
  readonly serverUrl: string;
  readonly desktop: Desktop | undefined;
  /** How the list of devices names this computer. */
  readonly device: string;
};

export function createSessionStore(_options: SessionStoreOptions): SessionStore {
  throw new Error('The session store is not joined to its parts yet');
}
