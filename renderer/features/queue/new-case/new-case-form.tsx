import { NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newCaseDraftKey } from '#renderer/data/draft-keys.ts';
import { useActor, useClient, useDraft, useRows } from '#renderer/data/hooks.ts';
import { Button } from '#renderer/ui/button.tsx';
import { FieldRow, sendOnKey } from '#renderer/ui/form.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { KeptMark } from '#renderer/ui/kept-mark.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { TextArea } from '#renderer/ui/text-area.tsx';
import { commandKey } from '#renderer/ui/use-keys.ts';
import { useWords } from '#renderer/ui/use-words.ts';
import { channels, priorities } from '#shared/domain/case/support-case.ts';
import { categoriesToAsk, chooseFlow } from '#shared/domain/flow/choose-flow.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { CustomerField } from './customer-field.tsx';
import styles from './new-case.module.css';
import { NewCustomerFields } from './new-customer-fields.tsx';
import { useOpenCase } from './open-case.ts';
import { useUnanswered } from './read-new-case.ts';
import { type RenderField, StartFields } from './start-fields.tsx';
import { dropNewCase, newCustomerId, useNewCaseField, useNewCaseTooLong } from './use-new-case.ts';
import { useOwnField } from './use-own-field.tsx';

/** Free text first: nothing mandatory stands between the caller's first word and the keyboard. */
export function NewCaseForm({
  renderField,
  onOpened,
  onLeave,
}: {
  readonly renderField: RenderField;
  readonly onOpened: (caseId: string) => void;
  readonly onLeave: () => void;
}) {
  const { t } = useTranslation(['queue', 'refusals', 'sync']);
  const words = useWords();
  const { drafts } = useClient();
  const [text, writeText] = useNewCaseField('text');
  const [subject, writeSubject] = useNewCaseField('subject');
  const [customerId] = useNewCaseField('customerId');
  const [channel, writeChannel] = useNewCaseField('channel', 'phone');
  const [category, writeCategory] = useNewCaseField('category');
  const [priority, writePriority] = useNewCaseField('priority', 'normal');
  const { draft } = useDraft(newCaseDraftKey('text'));
  const flows = useRows('flow');
  const teams = useMyTeams();
  const suggested = chooseFlow(
    flows.map(({ doc }) => doc),
    { channel, category },
  );
  const [flowId, writeFlow] = useNewCaseField('flowId', suggested?.id ?? '');
  const [teamId, writeTeam] = useNewCaseField('teamId', teams[0]?.id ?? '');
  const version = useCurrentVersion(flowId);
  const categories = useCategories(version);
  const openCase = useOpenCase();
  const [problem, setProblem] = useState<string | null>(null);
  const [asked, setAsked] = useState<'subject' | 'customer' | null>(null);
  const unanswered = useUnanswered();
  const [hasAsked, setHasAsked] = useState(false);
  const lit = hasAsked ? unanswered : [];
  const ownField = useOwnField(version, lit);
  const ownText = ownField('text', t('queue:formText'));
  const ownSubject = ownField('subject', t('queue:formSubject'));
  const ownCategory = ownField('category', t('queue:formCategory'));
  const form = useRef<HTMLFormElement>(null);
  const longText = useNewCaseTooLong('text');
  const longSubject = useNewCaseTooLong('subject');
  const tooLong = longText ?? longSubject;
  const hasSubject = subject.trim() !== '' || text.trim() !== '';
  const needsSubject = asked === 'subject' && !hasSubject ? t('queue:formNeedsSubject') : null;
  const needsCustomer = asked === 'customer' ? t('queue:formNeedsCustomer') : null;
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault();
    const result = openCase();
    setProblem(null);
    setAsked(null);
    setHasAsked(result.kind === 'unanswered');
    if (result.kind === 'opened') onOpened(result.caseId);
    else if (result.kind === 'too-long' || result.kind === 'unanswered')
      requestAnimationFrame(() => {
        const field = form.current?.querySelector(inTheWay);
        if (field instanceof HTMLElement) field.focus();
        else setProblem(t('queue:formInTheWay'));
      });
    else if (result.kind === 'missing') {
      const field = { formNeedsSubject: 'subject', formNeedsCustomer: 'customer' } as const;
      if (result.what === 'formNeedsSubject' || result.what === 'formNeedsCustomer') {
        const name = field[result.what];
        setAsked(name);
        form.current?.querySelector<HTMLElement>(`[data-${name}]`)?.focus();
      } else setProblem(t(`queue:${result.what}`));
    } else setProblem(t(`refusals:reason_${result.code}`));
  };
  return (
    <div className={styles.page}>
      <form ref={form} className={styles.form} onSubmit={handleSubmit} onKeyDown={sendOnKey}>
        <h1>{t('queue:formTitle')}</h1>
        <p className={styles.lead}>{t('queue:formLead')}</p>
        <div className={styles.card}>
          <TextArea
            {...ownText}
            description={ownText.description ?? t('queue:formTextHint')}
            minRows={4}
            maxRows={14}
            data-autofocus
            autoFocus
            value={text}
            error={longText ?? ownText.error}
            onChange={(event) => writeText(event.currentTarget.value)}
          />
          <TextInput
            {...ownSubject}
            value={subject}
            data-subject
            error={longSubject ?? needsSubject ?? ownSubject.error}
            onChange={(event) => writeSubject(event.currentTarget.value)}
          />
          <CustomerField missing={needsCustomer} ownField={ownField} />
          {customerId === newCustomerId && <NewCustomerFields ownField={ownField} />}
        </div>
        <div className={styles.card}>
          <FieldRow>
            <NativeSelect
              label={t('queue:formChannel')}
              value={channel}
              onChange={(event) => writeChannel(event.currentTarget.value)}
              data={channels.map((value) => ({ value, label: t(`queue:channel_${value}`) }))}
            />
            <NativeSelect
              {...ownCategory}
              value={category}
              onChange={(event) => writeCategory(event.currentTarget.value)}
              data={[
                { value: '', label: t('queue:formCategoryLater') },
                ...categories.map(({ id, label }) => ({ value: id, label: words(label) })),
              ]}
            />
            <NativeSelect
              label={t('queue:formPriority')}
              value={priority}
              onChange={(event) => writePriority(event.currentTarget.value)}
              data={priorities.map((value) => ({ value, label: t(`queue:priority_${value}`) }))}
            />
          </FieldRow>
          {(flows.length > 1 || teams.length > 1) && (
            <FieldRow>
              {flows.length > 1 && (
                <NativeSelect
                  label={t('queue:formFlow')}
                  value={flowId}
                  onChange={(event) => writeFlow(event.currentTarget.value)}
                  data={flows.map(({ id, doc }) => ({ value: id, label: words(doc.name) }))}
                />
              )}
              {teams.length > 1 && (
                <NativeSelect
                  label={t('queue:formTeam')}
                  value={teamId}
                  onChange={(event) => writeTeam(event.currentTarget.value)}
                  data={teams.map(({ id, doc }) => ({ value: id, label: doc.name }))}
                />
              )}
            </FieldRow>
          )}
        </div>
        {version !== undefined && <StartFields {...{ version, lit, renderField }} />}
        {problem !== null && (
          <Notice tone="warn" isUrgent>
            {problem}
          </Notice>
        )}
        <div className={styles.foot}>
          <KeptMark draft={draft} />
          <Button
            look="quiet"
            onClick={() => {
              dropNewCase(drafts);
              onLeave();
            }}
          >
            {t('queue:formDiscard')}
          </Button>
          <Button
            look="primary"
            type="submit"
            aria-disabled={tooLong !== null}
            title={tooLong ?? undefined}
            aria-keyshortcuts="Control+Enter Meta+Enter"
          >
            {t('queue:formOpen')}
            <Kbd>{commandKey()} ↵</Kbd>
          </Button>
        </div>
      </form>
    </div>
  );
}

/** What keeps the case from being opened: a field that says so, or what is inside a group of them. */
const inTheWay = '[aria-invalid="true"], [data-lit] :is(input, select, textarea)';

function useMyTeams() {
  const actor = useActor();
  return useRows('team').filter((row) => actor.teamIds.some((id) => id === row.id));
}

function useCurrentVersion(flowId: string) {
  const flow = useRows('flow').find((row) => row.id === flowId);
  return useRows('flow-version').find((row) => row.id === flow?.doc.currentVersionId)?.doc;
}

/** Those of the flow that was chosen; where none was, they are asked to find it. */
function useCategories(version: FlowVersion | undefined): FlowVersion['categories'] {
  const { draft: chosen } = useDraft(newCaseDraftKey('flowId'));
  const flows = useRows('flow').map(({ doc }) => doc);
  const versions = useRows('flow-version').map(({ doc }) => doc);
  return chosen === undefined || chosen === null
    ? categoriesToAsk(version, flows, versions)
    : (version?.categories ?? []);
}
