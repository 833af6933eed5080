/** One server, and the seats of the people who work with it. */
import type { Chance } from '#server/demo/seeded.ts';
import { type RaiaServer, startRaiaServer } from '#test/e2e/support/raia-server.ts';
import { newSeat, type Seat } from './seat.ts';

export type Stage = {
  readonly server: RaiaServer;
  readonly seats: readonly Seat[];
  readonly newSeat: (options?: { readonly url?: string; readonly profile?: string }) => Promise<Seat>;
  readonly close: () => Promise<void>;
};

export async function setStage(chance: Chance, keptIn?: string): Promise<Stage> {
  const server = await startRaiaServer(12, keptIn);
  const seats: Seat[] = [];
  return {
    server,
    seats,
    newSeat: async (options = {}) => {
      const initial = String.fromCharCode('g'.charCodeAt(0) + seats.length);
      const seat = await newSeat({ url: server.url, chance, initial, ...options });
      seats.push(seat);
      return seat;
    },
    close: async () => {
      for (const { computer } of seats) await computer.close();
      await server.close();
    },
  };
}
