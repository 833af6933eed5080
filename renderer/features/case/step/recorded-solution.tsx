import { useTranslation } from 'react-i18next';
import { useOpenCase } from '../case-context.ts';
import { findSolution } from '../find-solution.ts';
import styles from './step-panel.module.css';

/** What an earlier step wrote as the solution, open where this one reviews or sends it. */
export function RecordedSolution() {
  const { t } = useTranslation('case');
  const { supportCase, version } = useOpenCase();
  const text = findSolution(supportCase, version);
  if (text === '') return null;
  return (
    <div className={styles.solution}>
      <h4 className={styles.label}>{t('recordedSolution')}</h4>
      <p className={styles.whole}>{text}</p>
    </div>
  );
}
