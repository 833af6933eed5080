import { expect, test } from 'vitest';
import { languages } from '#shared/lib/words.ts';
import { createTranslator } from '#shared/text/translator.ts';
import { repairChoiceText } from './repair-choice-text.ts';

test.each(languages)('a choice that is missing is asked for by the name its field has, in %s', (language) => {
  const t = createTranslator(language).getFixedT(language, 'case');
  for (const act of ['move', 'skip', 'add'] as const) {
    const { label, missing } = repairChoiceText(act);
    expect(t(missing).toLowerCase()).toContain(t(label).toLowerCase());
  }
});
