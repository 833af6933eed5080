import { describeArchive } from '#test/server/archive-contract.ts';
import { describeSnapshots } from '#test/server/snapshot-contract.ts';
import { describeStore } from '#test/server/store-contract.ts';
import { describeTimers } from '#test/server/timers-contract.ts';
import { createMemoryStore } from './memory-store.ts';

async function openStore() {
  const store = createMemoryStore();
  return { store, createSpace: async (id: string) => store.createSpace({ id, name: 'Casa Aurora' }) };
}

describeStore('the store in memory', openStore);
describeArchive('the archive in memory', openStore);
describeTimers('the timers in memory', openStore);
describeSnapshots('snapshots in memory', openStore);
