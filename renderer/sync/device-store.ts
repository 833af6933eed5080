/** What this computer remembers about who signed in last, whoever it was. */
import { Dexie, type Table } from 'dexie';
import { z } from 'zod';
import { type Session, sessionSchema, wipedSchema } from '#shared/protocol/session.ts';

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

const wipingSchema = z
  .object({
    store: z.object({ spaceId: z.uuid(), personId: z.uuid() }).readonly(),
    /** Of the session that ends with it; good for telling that it is done. */
    token: z.string(),
    wiped: wipedSchema,
    isDestroyed: z.boolean(),
  })
  .readonly();
/** A store that is to be forgotten, until the server knows that it was. */
export type Wiping = z.infer<typeof wipingSchema>;

export type DeviceStore = {
  readonly read: () => Promise<Remembered | null>;
  readonly write: (remembered: Remembered | null) => Promise<void>;
  /** What is known of them by now; of somebody who signed out meanwhile nothing is. */
  readonly renew: (remembered: Remembered) => Promise<void>;
  readonly readWiping: () => Promise<Wiping | null>;
  readonly writeWiping: (wiping: Wiping | null) => Promise<void>;
};

type DeviceRow = { readonly key: string; readonly value: unknown };

export function openDeviceStore(): DeviceStore {
  const dexie = new Dexie('raia-device', { chromeTransactionDurability: 'strict' });
  dexie.version(1).stores({ device: 'key' });
  const device: Table<DeviceRow, string> = dexie.table('device');

  async function put(key: string, value: unknown): Promise<void> {
    if (value === null) await device.delete(key);
    else await device.put({ key, value });
  }

  async function read(): Promise<Remembered | null> {
    return rememberedSchema.safeParse((await device.get('last'))?.value).data ?? null;
  }

  return {
    read,
    write: (remembered) => put('last', remembered),
    renew: (remembered) =>
      dexie.transaction('rw', device, async () => {
        if ((await read())?.fingerprint === remembered.fingerprint) await put('last', remembered);
      }),
    readWiping: async () => wipingSchema.safeParse((await device.get('wiping'))?.value).data ?? null,
    writeWiping: (wiping) => put('wiping', wiping),
  };
}
