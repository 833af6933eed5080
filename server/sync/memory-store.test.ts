import { describeStore } from '#test/server/store-contract.ts';
import { createMemoryStore } from './memory-store.ts';

describeStore('the store in memory', async () => {
  const store = createMemoryStore();
  return { store, createSpace: async (id) => store.createSpace({ id, name: 'Casa Aurora' }) };
});
