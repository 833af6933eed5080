import { z } from 'zod';
import type { Secrets } from '../services/secrets.ts';
import type { Handlers } from './handle.ts';

export function sessionHandlers(secrets: Secrets) {
  return {
    'session:read': { schema: z.null(), run: () => secrets.read() },
    'session:write': {
      schema: z.strictObject({ token: z.string().min(1).max(4096).nullable() }),
      run: async ({ token }) => {
        await secrets.write(token);
        return null;
      },
    },
  } satisfies Partial<Handlers>;
}
