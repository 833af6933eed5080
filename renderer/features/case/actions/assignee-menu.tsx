import { Menu } from '@mantine/core';
import { IconChevronDown, IconUser } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useActor } from '#renderer/data/hooks.ts';
import { usePersonName } from '#renderer/data/use-person-name.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { focusWhenLost } from '#renderer/ui/focus.ts';
import { useKeys } from '#renderer/ui/use-keys.ts';
import type { PersonId } from '#shared/domain/people/person.ts';
import { useOpenCase } from '../case-context.ts';
import { useChange } from '../use-change.ts';
import { useTakers } from '../use-people.ts';

/** Who has the case, and to whom it can be given. `a` takes it. */
export function AssigneeMenu() {
  const { t } = useTranslation('case');
  const actor = useActor();
  const nameOf = usePersonName();
  const { supportCase } = useOpenCase();
  const { change, problem } = useChange();
  const takers = useTakers(supportCase.teamId);
  const { assigneeId } = supportCase;
  const button = useRef<HTMLButtonElement>(null);
  const assign = (to: PersonId | null) => {
    if (to !== assigneeId) change('case.assign', { caseId: supportCase.id, to, before: assigneeId });
    focusWhenLost(() => button.current);
  };
  const mayTake = takers.some(({ id }) => id === actor.id);
  useKeys({ a: () => mayTake && assign(actor.id) });
  const label =
    assigneeId === null
      ? t('nobody')
      : assigneeId === actor.id
        ? t('withYou')
        : t('with', { name: nameOf(assigneeId) });
  return (
    <>
      {mayTake && assigneeId !== actor.id && (
        <Button size="small" aria-keyshortcuts="a" onClick={() => assign(actor.id)}>
          {t('assignMe')}
        </Button>
      )}
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <Button ref={button} size="small" aria-label={`${t('assign')}: ${label}`}>
            {assigneeId === null ? (
              <IconUser size={15} aria-hidden="true" />
            ) : (
              <Avatar name={nameOf(assigneeId)} size="small" />
            )}
            {label}
            <IconChevronDown size={14} aria-hidden="true" />
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
          <Menu.Label>{t('assignTo')}</Menu.Label>
          {takers.map(({ id, name }) => (
            <Menu.Item key={id} leftSection={<Avatar name={name} />} onClick={() => assign(id)}>
              {id === actor.id ? t('assignMe') : name}
            </Menu.Item>
          ))}
          {assigneeId !== null && (
            <>
              <Menu.Divider />
              <Menu.Item onClick={() => assign(null)}>{t('unassign')}</Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {problem !== null && <span role="alert">{problem}</span>}
    </>
  );
}
