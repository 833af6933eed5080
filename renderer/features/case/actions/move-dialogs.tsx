/** Up to the process owner, back with a decision, and open again. */
import { useTranslation } from 'react-i18next';
import { useWords } from '#renderer/ui/use-words.ts';
import { findElement } from '#shared/domain/flow/elements.ts';
import { useOpenCase } from '../case-context.ts';
import { useChange } from '../use-change.ts';
import { WordsDialog } from './words-dialog.tsx';

type Props = { readonly isOpen: boolean; readonly onClose: () => void };

export function EscalateDialog(props: Props) {
  const { t } = useTranslation('case');
  const { supportCase, place } = useOpenCase();
  const { change, problem } = useChange();
  return (
    <WordsDialog
      {...props}
      action="escalate"
      title={t('escalateTitle')}
      lead={t('escalateLead')}
      label={t('escalateText')}
      verb={t('escalate')}
      problem={problem}
      onSend={(text) =>
        place !== undefined &&
        change('case.escalate', {
          caseId: supportCase.id,
          tokenId: place.token.id,
          elementId: place.token.elementId,
          attempt: place.token.attempt,
          text,
        })
      }
    />
  );
}

export function ReturnDialog(props: Props) {
  const { t } = useTranslation('case');
  const words = useWords();
  const { supportCase, place, version } = useOpenCase();
  const { change, problem } = useChange();
  const home = place?.token.returnsTo?.elementId;
  const step = home && findElement(version, home);
  return (
    <WordsDialog
      {...props}
      action="return"
      title={t('returnTitle')}
      lead={step ? t('returnLead', { step: words(step.name) }) : undefined}
      label={t('returnText')}
      verb={t('return')}
      problem={problem}
      onSend={(text) =>
        place !== undefined &&
        change('case.return', {
          caseId: supportCase.id,
          tokenId: place.token.id,
          elementId: place.token.elementId,
          attempt: place.token.attempt,
          text,
        })
      }
    />
  );
}

export function ReopenDialog(props: Props) {
  const { t } = useTranslation('case');
  const { supportCase } = useOpenCase();
  const { change, problem } = useChange();
  return (
    <WordsDialog
      {...props}
      action="reopen"
      title={t('reopenTitle')}
      label={t('reopenText')}
      verb={t('reopen')}
      problem={problem}
      onSend={(text) => change('case.reopen', { caseId: supportCase.id, text })}
    />
  );
}
