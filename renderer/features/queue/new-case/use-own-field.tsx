import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldName } from '#renderer/ui/field-name.tsx';
import { useWords } from '#renderer/ui/use-words.ts';
import { startOf } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { type OwnPlace, ownPlace } from '#shared/domain/flow/opening.ts';

/** What the start of the flow says of a field that any new case has. */
export type OwnField = (
  place: OwnPlace,
  name: string,
) => {
  readonly label: ReactNode;
  readonly description: string | undefined;
  readonly error: string | null;
  readonly 'aria-required': boolean;
};

/** Without them no case is opened, whatever its flow. */
const alwaysRequired: readonly OwnPlace[] = ['subject', 'name'];

/** `lit` are the fields of the start to be answered before the case is opened. */
export function useOwnField(version: FlowVersion | undefined, lit: readonly string[]): OwnField {
  const { t } = useTranslation(['queue', 'case']);
  const words = useWords();
  const form = version === undefined ? [] : startOf(version).form;
  return (place, name) => {
    const field = form.find((one) => ownPlace(one) === place);
    const isRequired = field?.isRequired === true || alwaysRequired.includes(place);
    return {
      label: <FieldName name={name} asides={isRequired ? [] : [t('case:optional')]} />,
      'aria-required': isRequired,
      description: field?.help ? words(field.help) : undefined,
      error: field !== undefined && lit.includes(field.id) ? t('queue:formNeedsAnswer') : null,
    };
  };
}
