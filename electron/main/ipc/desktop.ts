import { z } from 'zod';
import type { DesktopInfo } from '#shared/ipc/contract.ts';
import { isOutsideLink } from '../outside-links.ts';
import type { Notice } from '../services/notifications.ts';
import type { Handlers } from './handle.ts';

/** What these channels need of the system. */
export type DesktopServices = {
  readonly info: () => Promise<DesktopInfo>;
  readonly notify: (notice: Notice) => void;
  readonly setBadge: (count: number) => void;
  readonly openOutside: (url: string) => Promise<void>;
};

export function desktopHandlers({ info, notify, setBadge, openOutside }: DesktopServices) {
  return {
    'app:info': { schema: z.null(), run: info },
    'notify:show': {
      schema: z.strictObject({
        title: z.string().min(1).max(200),
        body: z.string().max(1000),
        caseId: z.uuid(),
      }),
      run: (notice) => {
        notify(notice);
        return null;
      },
    },
    'badge:set': {
      schema: z.strictObject({ count: z.number().int().min(0).max(1_000_000) }),
      run: ({ count }) => {
        setBadge(count);
        return null;
      },
    },
    'link:open': {
      schema: z.strictObject({ url: z.string().max(4096).refine(isOutsideLink) }),
      run: async ({ url }) => {
        await openOutside(url);
        return null;
      },
    },
  } satisfies Partial<Handlers>;
}
