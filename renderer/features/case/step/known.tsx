import { useTranslation } from 'react-i18next';
import { useWords } from '#renderer/ui/use-words.ts';
import { fieldsIn } from '#shared/domain/flow/elements.ts';
import { useAnswerText } from '../answers.tsx';
import { useOpenCase } from '../case-context.ts';
import styles from './step-panel.module.css';

/** What earlier steps recorded, a click away from the one that needs it. */
export function Known() {
  const { t } = useTranslation('case');
  const words = useWords();
  const show = useAnswerText();
  const { supportCase, version } = useOpenCase();
  const answers = Object.entries(supportCase.form).filter(([, value]) => value.trim() !== '');
  if (answers.length === 0) return null;
  const fields = new Map(fieldsIn(version).map((field) => [field.id, field]));
  // What a table found out is called as the table calls it.
  const found = new Map(
    version.decisions?.flatMap(({ outputs }) => outputs.map(({ id, label }) => [id, label])),
  );
  return (
    <details className={styles.known}>
      <summary>{t('known')}</summary>
      <dl>
        {answers.map(([id, value]) => {
          const field = fields.get(id);
          const label = field?.label ?? found.get(id);
          return (
            <div key={id}>
              <dt>{label === undefined ? id : words(label)}</dt>
              <dd>{show(field, value)}</dd>
            </div>
          );
        })}
      </dl>
    </details>
  );
}
