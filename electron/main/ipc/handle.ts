/**
 * The one way in from a page.
 *
 * Every channel has an entry in `Handlers`; leaving one out does not compile.
 * A call is looked at only if it comes from the main frame of `app://raia`, and
 * run only if its one argument has the right shape. It always ends in an
 * `Answer`.
 */
import type { z } from 'zod';
import type { Answer, Channel, Channels, ShellError } from '#shared/ipc/contract.ts';
import { isAppAddress } from '../app-address.ts';
import { BlobError } from '../services/blobs.ts';
import { JournalError } from '../services/journal-file.ts';

type Args<C extends Channel> = Channels[C]['args'];
type Result<C extends Channel> = Channels[C]['result'];

export type Handler<C extends Channel> = {
  readonly schema: z.ZodType<Args<C>>;
  readonly run: (args: Args<C>) => Promise<Result<C>> | Result<C>;
};
export type Handlers = { readonly [C in Channel]: Handler<C> };

/** Enough of Electron's `ipcMain` and its events; a frame is null once it is gone. */
type Frame = { readonly url: string };
export type IpcPort = {
  readonly handle: (
    channel: Channel,
    listener: (
      event: { senderFrame: Frame | null; sender: { mainFrame: Frame } },
      ...args: unknown[]
    ) => Promise<unknown>,
  ) => void;
};

export function handle<C extends Channel>(port: IpcPort, channel: C, { schema, run }: Handlers[C]): void {
  port.handle(channel, async (event, ...args): Promise<Answer<Result<C>>> => {
    try {
      const { senderFrame, sender } = event;
      if (!senderFrame || senderFrame !== sender.mainFrame || !isAppAddress(senderFrame.url))
        return refused('failed');
      const parsed = schema.safeParse(args[0]);
      if (args.length !== 1 || !parsed.success) return refused('invalid-arguments');
      return { ok: true, value: await run(parsed.data) };
    } catch (error) {
      const isTold = error instanceof JournalError || error instanceof BlobError;
      if (isTold && error.kind !== 'failed') return refused(error.kind);
      console.error(`${channel} failed:`, error);
      return refused('failed');
    }
  });
}

function refused(error: ShellError): { readonly ok: false; readonly error: ShellError } {
  return { ok: false, error };
}
