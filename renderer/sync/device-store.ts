/** What this computer remembers about who signed in last, whoever it was. */
import { Dexie, type Table } from 'dexie';
import { z } from 'zod';
import { type Session, sessionSchema } from '#shared/protocol/session.ts';

const rememberedSchema = z
  .object({
    session: sessionSchema,
    /** In the browser; on the desktop the keychain has it. */
    token: z.string().nullable(),
    /** Tells whose a token of the keychain is, without being one. */
    fingerprint: z.string(),
  })
  .readonly();
export type Remembered = {
  readonly session: Session;
  readonly token: string | null;
  readonly fingerprint: string;
};

export type DeviceStore = {
  readonly read: () => Promise<Remembered | null>;
  readonly write: (remembered: Remembered | null) => Promise<void>;
};

type DeviceRow = { readonly key: string; readonly value: unknown };

export function openDeviceStore(): DeviceStore {
  const dexie = new Dexie('raia-device', { chromeTransactionDurability: 'strict' });
  dexie.version(1).stores({ device: 'key' });
  const device: Table<DeviceRow, string> = dexie.table('device');
  return {
    read: async () => rememberedSchema.safeParse((await device.get('last'))?.value).data ?? null,
    write: async (remembered) => {
      if (remembered === null) await device.delete('last');
      else await device.put({ key: 'last', value: remembered });
    },
  };
}
