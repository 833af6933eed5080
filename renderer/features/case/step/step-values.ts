import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useActor, useClient, useRow } from '#renderer/data/hooks.ts';
import { useLanguage } from '#renderer/ui/use-words.ts';
import { caseName } from '#shared/domain/case/support-case.ts';
import { answersInWords } from '#shared/domain/flow/answers.ts';
import { companyId } from '#shared/domain/people/company.ts';
import { useOpenCase } from '../case-context.ts';

/** What the braces of an instruction and a script stand for. */
export function useStepValues(): Readonly<Record<string, string>> {
  const { t } = useTranslation('case');
  const { now } = useClient();
  const actor = useActor();
  const language = useLanguage();
  const { supportCase, customer, version } = useOpenCase();
  const company = useRow('company', companyId)?.doc.name ?? '';
  const part = partOfDay(new Date(now()).getHours());
  return useMemo(
    () => ({
      ...answersInWords(version, supportCase.form, language),
      company,
      agent: actor.name,
      customer: customer?.name ?? '',
      case: caseName(supportCase),
      subject: supportCase.subject,
      partOfDay: t(part),
    }),
    [supportCase, version, language, company, actor.name, customer, part, t],
  );
}

function partOfDay(hour: number): 'partMorning' | 'partAfternoon' | 'partEvening' {
  if (hour >= 5 && hour < 12) return 'partMorning';
  return hour >= 12 && hour < 18 ? 'partAfternoon' : 'partEvening';
}
