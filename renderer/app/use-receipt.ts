/** Says so when everything done without a network has arrived. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/data/hooks.ts';
import { showToast } from '#renderer/ui/toast.tsx';
import { createReceiptBook, type Receipt } from './receipt.ts';

export function useReceipt(onNeedsYou: () => void): void {
  const { t } = useTranslation(['sync', 'common']);
  const { sync } = useClient();
  const tell = useRef<(receipt: Receipt) => void>(() => undefined);
  useEffect(() => {
    tell.current = ({ sent, files, refused }) => {
      const arrived = [
        ...(sent > 0 ? [t('sync:receipt', { count: sent })] : []),
        ...(files > 0 ? [t('sync:receiptFiles', { count: files })] : []),
      ];
      const end = refused === 0 ? t('sync:receiptAll') : t('sync:receiptRefused', { count: refused });
      showToast({
        title: arrived[0] ?? end,
        text: [...arrived.slice(1), end].join(' '),
        closeLabel: t('common:close'),
        ...(refused === 0 ? {} : { action: { label: t('sync:seeRefused'), onChosen: onNeedsYou } }),
      });
    };
  });
  useEffect(() => {
    const book = createReceiptBook();
    return sync.subscribe(() => {
      const receipt = book.see(sync.state());
      if (receipt !== undefined) tell.current(receipt);
    });
  }, [sync]);
}
