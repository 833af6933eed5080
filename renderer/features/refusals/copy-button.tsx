import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceButton } from '#renderer/ui/choice-button.tsx';

type Props = { readonly texts: readonly string[]; readonly shortcut: string };

/** Takes words along that have no place here any more, each on a paragraph of its own. They stay where they are. */
export function CopyButton({ texts, shortcut }: Props) {
  const { t } = useTranslation('refusals');
  const [hint, setHint] = useState<'copyHint' | 'copied' | 'copyFailed'>('copyHint');
  const handleCopy = () =>
    navigator.clipboard.writeText(texts.join('\n\n')).then(
      () => setHint('copied'),
      () => setHint('copyFailed'),
    );
  return (
    <>
      <ChoiceButton label={t('copy')} hint={t(hint)} shortcut={shortcut} onClick={() => void handleCopy()} />
      <span role="status" className="visually-hidden">
        {hint === 'copyHint' ? '' : t(hint)}
      </span>
    </>
  );
}
