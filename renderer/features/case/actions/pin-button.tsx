import { IconPin, IconPinFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePins, useTogglePin } from '#renderer/data/pins.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useKeys } from '#renderer/ui/use-keys.ts';
import { useOpenCase } from '../case-context.ts';

/** Keeps the case whole on the computers of whoever presses it, or no longer. */
export function PinButton() {
  const { t } = useTranslation('case');
  const { supportCase } = useOpenCase();
  const isPinned = usePins().has(supportCase.id);
  const toggle = useTogglePin();
  const handleToggle = () => toggle(supportCase.id);
  useKeys({ p: handleToggle });
  const Icon = isPinned ? IconPinFilled : IconPin;
  return (
    <Button
      size="small"
      look="quiet"
      aria-pressed={isPinned}
      title={`${t(isPinned ? 'unpinHint' : 'pinHint')} (P)`}
      aria-keyshortcuts="P"
      onClick={handleToggle}
    >
      <Icon size={15} aria-hidden="true" />
      {t(isPinned ? 'pinned' : 'pin')}
    </Button>
  );
}
