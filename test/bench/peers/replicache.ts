/** Rows in Replicache, pulled as one patch, with the same fields indexed; it writes to the disk behind one's back. */
import { Replicache, TEST_LICENSE_KEY } from 'replicache';
import { type Contender, type FlatRow, flatRows, pageLength } from './contender.ts';

const prefix = 'rows/';
/** Unchanged for so long, what is on the disk is all of it. */
const quietMs = 4_000;

export function replicacheContender(): Contender {
  return {
    fill: async (text) => {
      const rows = flatRows(text);
      const replicache = openReplicache(rows);
      await firstRow(replicache);
      await untilOnDisk(rows.length * 100);
    },
    load: async () => {
      const replicache = openReplicache([]);
      const rows = await replicache.query((tx) => tx.scan({ prefix }).values().toArray());
      return { count: rows.length, rows };
    },
    first: async () => {
      const replicache = openReplicache([]);
      const scan = { indexName: 'at', limit: pageLength };
      return (await replicache.query((tx) => tx.scan(scan).values().toArray())).length;
    },
  };
}

/** With these rows to be pulled; none where they were pulled before. */
function openReplicache(rows: readonly FlatRow[]): Replicache {
  let isPulled = rows.length === 0;
  const patch = () => {
    if (isPulled) return [];
    isPulled = true;
    return rows.map((row) => ({
      op: 'put',
      key: `${prefix}${row.id}`,
      value: { ...row, at: String(row.changedAt) },
    }));
  };
  return new Replicache({
    name: 'peer-replicache',
    licenseKey: TEST_LICENSE_KEY,
    schemaVersion: '1',
    pullInterval: null,
    puller: async () => ({
      response: { cookie: 1, lastMutationIDChanges: {}, patch: patch() },
      httpRequestInfo: { httpStatusCode: 200, errorMessage: '' },
    }),
    indexes: {
      at: { prefix, jsonPointer: '/at' },
      kind: { prefix, jsonPointer: '/kind' },
      team: { prefix, jsonPointer: '/teamId' },
      person: { prefix, jsonPointer: '/personId' },
      parent: { prefix, jsonPointer: '/parent' },
    },
    logLevel: 'error',
  });
}

function firstRow(replicache: Replicache): Promise<void> {
  return new Promise((resolve) => {
    const stop = replicache.subscribe(
      (tx) => tx.scan({ prefix, limit: 1 }).values().toArray(),
      (rows) => {
        if (rows.length === 0) return;
        stop();
        resolve();
      },
    );
  });
}

/** It says nothing when it has written: the disk is watched. */
async function untilOnDisk(leastBytes: number): Promise<void> {
  let last = { usage: 0, at: performance.now() };
  while (last.usage < leastBytes || performance.now() - last.at < quietMs) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const { usage = 0 } = await navigator.storage.estimate();
    if (usage !== last.usage) last = { usage, at: performance.now() };
  }
}
