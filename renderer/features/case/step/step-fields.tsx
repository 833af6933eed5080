import type { Step } from '#shared/domain/flow/flow-element.ts';
import { useOpenCase } from '../case-context.ts';
import { AnswerField } from './answer-field.tsx';
import { SolutionField } from './solution-field.tsx';
import styles from './step-panel.module.css';
import { stepPartId } from './step-part-id.ts';
import type { UsedStepWork } from './step-work.ts';
import { useOutcomeName } from './use-outcome-name.ts';

/** The form of a step. Every key is kept; nothing has to be filled in to type on elsewhere. */
export function StepFields({
  step,
  work,
  write,
  lit,
}: Pick<UsedStepWork, 'work' | 'write'> & {
  readonly step: Step;
  /** The fields in the way of an outcome that was asked for. */
  readonly lit: readonly string[];
}) {
  const nameOf = useOutcomeName();
  const { version } = useOpenCase();
  if (step.form.length === 0) return null;
  return (
    <div className={styles.fields}>
      {step.form.map((field) => {
        const outcomes = version.transitions.filter(({ id }) => field.onlyFor.includes(id)).map(nameOf);
        return (
          <div
            key={field.id}
            id={stepPartId(field.id)}
            className={lit.includes(field.id) ? styles.lit : undefined}
          >
            {field.type === 'solution' ? (
              <SolutionField field={field} outcomes={outcomes} value={work.form[field.id] ?? ''} />
            ) : (
              <AnswerField
                field={field}
                version={version}
                outcomes={outcomes}
                value={work.form[field.id] ?? ''}
                error={lit.includes(field.id)}
                onChange={(text) => write(field, text)}
              />
            )}
          </div>
        );
      })}
    </div>
  );
}
