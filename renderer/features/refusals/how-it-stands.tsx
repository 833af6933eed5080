import { useTranslation } from 'react-i18next';
import { useActor, useChildren, useClient, useRow } from '#renderer/data/hooks.ts';
import { usePersonName } from '#renderer/data/use-person-name.ts';
import { LaneChip } from '#renderer/ui/lane-chip.tsx';
import { momentText } from '#renderer/ui/time.ts';
import { useLanguage, useWords } from '#renderer/ui/use-words.ts';
import type { Refusal } from '#shared/domain/case/refusal.ts';
import { findElement, laneOf } from '#shared/domain/flow/elements.ts';
import { standingTokens } from '#shared/domain/flow/standing.ts';
import { useRefusalWords } from './refusal-words.ts';
import styles from './refusals.module.css';
import { useMeanwhile } from './use-meanwhile.ts';
import { WordsList } from './words-list.tsx';
import { writtenWords } from './written-words.ts';

type Props = { readonly refusal: Refusal };

/** The other version: what is on the record now, and, folded, what the author had seen. */
export function HowItStands({ refusal }: Props) {
  const { t } = useTranslation('refusals');
  const isCase = refusal.name.startsWith('case.');
  return (
    <div className={styles.side}>
      <h5>{t('theirs')}</h5>
      {isCase ? <CaseNow refusal={refusal} /> : <FieldsNow refusal={refusal} />}
    </div>
  );
}

function CaseNow({ refusal }: Props) {
  const { t } = useTranslation(['refusals', 'case']);
  const words = useWords();
  const language = useLanguage();
  const { now } = useClient();
  const supportCase = useRow('case', refusal.caseId)?.doc;
  const version = useRow('flow-version', supportCase?.flowVersionId ?? null)?.doc;
  const meanwhile = useMeanwhile(refusal);
  const nameOf = usePersonName();
  const mine = writtenWords(refusal);
  if (supportCase === undefined || version === undefined) return <p>{t('refusals:nowGone')}</p>;
  const [token] = standingTokens(supportCase.position);
  const element = token && findElement(version, token.elementId);
  const lane = element && laneOf(version, element.id);
  return (
    <div className={styles.now}>
      {element && lane ? (
        <LaneChip tone={lane.tone} letter={lane.letter} title={words(lane.name)}>
          {words(element.name)}
        </LaneChip>
      ) : (
        <p>{t('refusals:nowEnded')}</p>
      )}
      <p>
        {t('refusals:nowAssignee', {
          name: supportCase.assigneeId === null ? t('refusals:nobody') : nameOf(supportCase.assigneeId),
        })}
      </p>
      {meanwhile && (
        <p>
          {t(meanwhile.isMove ? 'refusals:lastMove' : 'refusals:lastChange', {
            name: nameOf(meanwhile.event.by),
            when: momentText(meanwhile.event.at, now(), language),
          })}
        </p>
      )}
      {meanwhile && <WordsList refusal={refusal} words={meanwhile.words} others={mine} />}
    </div>
  );
}

/** Field by field, what stands where the author wrote. */
function FieldsNow({ refusal }: Props) {
  const { t } = useTranslation('refusals');
  const { labelOf } = useRefusalWords(refusal);
  const { customerId, articleId, fields } = refusal.args;
  const customer = useRow('customer', typeof customerId === 'string' ? customerId : null)?.doc;
  const article = useRow('article', typeof articleId === 'string' ? articleId : null)?.doc;
  const doc = new Map<string, unknown>(Object.entries(customer ?? article ?? {}));
  const seen = new Map(Object.entries(refusal.base[String(customerId ?? articleId)] ?? {}));
  const names = typeof fields === 'object' && fields !== null ? Object.keys(fields) : [];
  if (doc.size === 0) return <p>{t('nowGone')}</p>;
  const list = (values: ReadonlyMap<string, unknown>) => (
    <dl>
      {names.map((id) => (
        <div key={id}>
          <dt>{labelOf({ id, kind: 'text', value: '' })}</dt>
          <dd>{shown(values.get(id), t('empty'))}</dd>
        </div>
      ))}
    </dl>
  );
  return (
    <>
      {list(doc)}
      {seen.size > 0 && (
        <details>
          <summary>{t('base')}</summary>
          {list(seen)}
        </details>
      )}
    </>
  );
}

function shown(value: unknown, empty: string): string {
  return typeof value === 'string' && value !== '' ? value : empty;
}

/** "Ana finished this at 10:42, you at 10:40", or who edited the record last, where that is what happened. */
export function Overtaken({ refusal }: Props) {
  const { code, name } = refusal;
  if (name === 'case.completeStep') return <FinishedFirst refusal={refusal} />;
  return code === 'changed-meanwhile' && !name.startsWith('case.') && <EditedLast refusal={refusal} />;
}

function EditedLast({ refusal: { args } }: Props) {
  const { t } = useTranslation('refusals');
  const language = useLanguage();
  const { now } = useClient();
  const actor = useActor();
  const nameOf = usePersonName();
  const article = useRow('article', typeof args.articleId === 'string' ? args.articleId : null)?.doc;
  const customer = useRow('customer', typeof args.customerId === 'string' ? args.customerId : null)?.doc;
  const by = article?.writtenBy ?? customer?.editedBy ?? null;
  const at = article?.writtenAt ?? customer?.editedAt ?? null;
  // One's own later edit of something else says nothing of who was first.
  if (by === null || at === null || by === actor.id) return null;
  return t('lastChange', { name: nameOf(by), when: momentText(at, now(), language) });
}

function FinishedFirst({ refusal }: Props) {
  const { t } = useTranslation('refusals');
  const language = useLanguage();
  const { now } = useClient();
  const nameOf = usePersonName();
  const events = useChildren('event', refusal.caseId ?? '');
  const theirs = events.findLast(
    ({ doc: { happening } }) =>
      happening.kind === 'step-completed' &&
      happening.elementId === refusal.args.elementId &&
      happening.attempt === refusal.args.attempt,
  )?.doc;
  if (theirs === undefined) return null;
  return t('both', {
    name: nameOf(theirs.by),
    theirs: momentText(theirs.claimedAt, now(), language),
    yours: momentText(refusal.at, now(), language),
  });
}
