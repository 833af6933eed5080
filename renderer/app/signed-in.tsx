import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import type { SignIn } from '#renderer/features/session/sign-in-form.tsx';
import { Routes } from './routes.tsx';
import { Shell } from './shell/shell.tsx';

/** Everything behind the door. Addresses live in the hash, so they work over http and `app://` alike. */
export function SignedIn({
  onSignIn,
  onSignOut,
}: {
  readonly onSignIn: SignIn;
  readonly onSignOut: () => Promise<void>;
}) {
  return (
    <Router hook={useHashLocation}>
      <Shell onSignIn={onSignIn} onSignOut={onSignOut}>
        <Routes />
      </Shell>
    </Router>
  );
}
