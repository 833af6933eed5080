import { Menu } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconChevronsUp,
  IconDots,
  IconRefresh,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { findStep } from '#shared/domain/flow/elements.ts';
import { useOpenCase } from '../case-context.ts';
import { AssigneeMenu } from './assignee-menu.tsx';
import { HandOverDialog } from './hand-over-dialog.tsx';
import { EscalateDialog, ReopenDialog, ReturnDialog } from './move-dialogs.tsx';

type Action = 'hand-over' | 'escalate' | 'return' | 'reopen';

/** What can be done with the case as a whole. Only what is possible now is offered. */
export function CaseActions() {
  const { t } = useTranslation('case');
  const { supportCase, place, version } = useOpenCase();
  const [open, setOpen] = useState<Action | null>(null);
  const close = () => setOpen(null);
  const isEnded = supportCase.position.endedAt !== null;
  const step = place && findStep(version, place.token.elementId);
  const isEscalated = place !== undefined && place.token.returnsTo !== null;
  const canEscalate = place?.isMine === true && step?.canEscalate === true && !isEscalated;
  const canReturn = place?.isMine === true && isEscalated;
  return (
    <>
      {isEnded ? (
        <Button size="small" onClick={() => setOpen('reopen')}>
          <IconRefresh size={15} aria-hidden="true" />
          {t('reopen')}
        </Button>
      ) : (
        <AssigneeMenu />
      )}
      {canReturn && (
        <Button size="small" onClick={() => setOpen('return')}>
          <IconArrowBackUp size={15} aria-hidden="true" />
          {t('return')}
        </Button>
      )}
      {!isEnded && (
        <Menu position="bottom-end">
          <Menu.Target>
            <IconButton label={t('more')} size="small">
              <IconDots size={17} aria-hidden="true" />
            </IconButton>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconArrowForwardUp size={16} aria-hidden="true" />}
              onClick={() => setOpen('hand-over')}
            >
              {t('handOver')}
            </Menu.Item>
            {canEscalate && (
              <Menu.Item
                leftSection={<IconChevronsUp size={16} aria-hidden="true" />}
                onClick={() => setOpen('escalate')}
              >
                {t('escalate')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      {/* Only the open one exists: four closed dialogs would be work at every case opened. */}
      {open === 'hand-over' && <HandOverDialog isOpen onClose={close} />}
      {open === 'escalate' && <EscalateDialog isOpen onClose={close} />}
      {open === 'return' && <ReturnDialog isOpen onClose={close} />}
      {open === 'reopen' && <ReopenDialog isOpen onClose={close} />}
    </>
  );
}
