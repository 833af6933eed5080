import { NativeSelect, Select } from '@mantine/core';

type Option<Id extends string> = { readonly value: Id; readonly label: string };

/** What to do, and where that leaves something open, what is chosen for it. */
export function ActFields<Act extends string>({
  label,
  acts,
  act,
  choiceLabel,
  choices,
  choice,
  isChoiceMissing = false,
  onAct,
  onChoice,
}: {
  readonly label: string;
  readonly acts: readonly Option<Act>[];
  readonly act: Act;
  readonly choiceLabel: string;
  readonly choices: readonly Option<string>[];
  readonly choice: string | null;
  /** The field is marked; the sentence is told below the form. */
  readonly isChoiceMissing?: boolean;
  readonly onAct: (act: Act) => void;
  readonly onChoice: (choice: string | null) => void;
}) {
  return (
    <>
      <NativeSelect
        label={label}
        value={act}
        onChange={(event) => {
          const chosen = acts.find(({ value }) => value === event.currentTarget.value);
          if (chosen !== undefined) onAct(chosen.value);
        }}
        data={acts}
      />
      {choices.length > 0 && (
        <Select
          label={choiceLabel}
          data={choices}
          value={choice}
          error={isChoiceMissing}
          onChange={onChoice}
          searchable
        />
      )}
    </>
  );
}
