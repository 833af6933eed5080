import { Menu } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconChevronsUp,
  IconDots,
  IconRefresh,
  IconRoute,
} from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActor } from '#renderer/data/hooks.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { focusById, focusWhenLost } from '#renderer/ui/focus.ts';
import { findStep } from '#shared/domain/flow/elements.ts';
import { mayRepair } from '#shared/domain/people/person.ts';
import { useOpenCase } from '../case-context.ts';
import { caseHeadingId } from '../case-focus.ts';
import { AssigneeMenu } from './assignee-menu.tsx';
import { HandOverDialog } from './hand-over-dialog.tsx';
import { EscalateDialog, ReopenDialog, ReturnDialog } from './move-dialogs.tsx';
import { PinButton } from './pin-button.tsx';
import { RepairDialog } from './repair-dialog.tsx';

type Action = 'hand-over' | 'escalate' | 'repair' | 'return' | 'reopen';

/** What can be done with the case as a whole. Only what is possible now is offered. */
export function CaseActions() {
  const { t } = useTranslation('case');
  const { supportCase, place, version } = useOpenCase();
  const [open, setOpen] = useState<Action | null>(null);
  const opener = useRef<HTMLElement | null>(null);
  const more = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(null);
    // The button may be gone with what it did.
    focusWhenLost(() => (opener.current?.isConnected === true ? opener.current : focusById(caseHeadingId)()));
  };
  const openFrom = (action: Action, from: HTMLElement | null) => {
    opener.current = from;
    setOpen(action);
  };
  const isEnded = supportCase.position.endedAt !== null;
  const step = place && findStep(version, place.token.elementId);
  const isEscalated = place !== undefined && place.token.returnsTo !== null;
  const canEscalate = place?.isMine === true && step?.canEscalate === true && !isEscalated;
  const canRepair = mayRepair(useActor());
  const canReturn = place?.isMine === true && isEscalated;
  return (
    <>
      <PinButton />
      {isEnded ? (
        <Button size="small" onClick={(event) => openFrom('reopen', event.currentTarget)}>
          <IconRefresh size={15} aria-hidden="true" />
          {t('reopen')}
        </Button>
      ) : (
        <AssigneeMenu />
      )}
      {canReturn && (
        <Button size="small" onClick={(event) => openFrom('return', event.currentTarget)}>
          <IconArrowBackUp size={15} aria-hidden="true" />
          {t('return')}
        </Button>
      )}
      {!isEnded && (
        <Menu position="bottom-end">
          <Menu.Target>
            <IconButton ref={more} label={t('more')} size="small">
              <IconDots size={17} aria-hidden="true" />
            </IconButton>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconArrowForwardUp size={16} aria-hidden="true" />}
              onClick={() => openFrom('hand-over', more.current)}
            >
              {t('handOver')}
            </Menu.Item>
            {canEscalate && (
              <Menu.Item
                leftSection={<IconChevronsUp size={16} aria-hidden="true" />}
                onClick={() => openFrom('escalate', more.current)}
              >
                {t('escalate')}
              </Menu.Item>
            )}
            {canRepair && (
              <Menu.Item
                leftSection={<IconRoute size={16} aria-hidden="true" />}
                onClick={() => openFrom('repair', more.current)}
              >
                {t('repair')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      {/* Only the open one exists: five closed dialogs would be work at every case opened. */}
      {open === 'hand-over' && <HandOverDialog isOpen onClose={close} />}
      {open === 'escalate' && <EscalateDialog isOpen onClose={close} />}
      {open === 'repair' && <RepairDialog isOpen onClose={close} />}
      {open === 'return' && <ReturnDialog isOpen onClose={close} />}
      {open === 'reopen' && <ReopenDialog isOpen onClose={close} />}
    </>
  );
}
