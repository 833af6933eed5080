/** One-use tickets that open a live connection: a WebSocket of a browser cannot carry a header. */
import { randomBytes } from 'node:crypto';
import type { Instant } from '#shared/lib/instant.ts';
import type { OpenSession } from './sessions.ts';

export type Tickets = {
  readonly issue: (session: OpenSession, now: Instant) => string;
  /** The session it was issued to, once and within 30 seconds. */
  readonly take: (ticket: string, now: Instant) => OpenSession | undefined;
};

const lifeMs = 30_000;

export function createTickets(): Tickets {
  const open = new Map<string, { readonly session: OpenSession; readonly until: number }>();
  return {
    issue: (session, now) => {
      // Issued in order, so the first ones are the oldest.
      for (const [ticket, { until }] of open) {
        if (until > now) break;
        open.delete(ticket);
      }
      const ticket = randomBytes(24).toString('base64url');
      open.set(ticket, { session, until: now + lifeMs });
      return ticket;
    },
    take: (ticket, now) => {
      const entry = open.get(ticket);
      open.delete(ticket);
      return entry !== undefined && entry.until > now ? entry.session : undefined;
    },
  };
}
