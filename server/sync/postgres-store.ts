import type { Database } from '#server/db/database.ts';
import type { Store } from './ports.ts';

export function createPostgresStore(_db: Database): Store {
  throw new Error('Not built yet');
}
