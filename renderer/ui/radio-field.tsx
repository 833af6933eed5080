import { Input, InputWrapperContext, Radio } from '@mantine/core';
import { type ReactNode, use, useId } from 'react';

type GroupProps = {
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: string;
  readonly 'aria-required': boolean;
  readonly onChange: (value: string) => void;
};
type Props = GroupProps & {
  readonly label: ReactNode;
  readonly description: string | undefined;
  readonly error: string | boolean;
};

/** A choice of few, all of them seen. The group of Mantine cannot say that one must be made. */
export function RadioField({ label, description, error, ...group }: Props) {
  return (
    <Input.Wrapper {...{ label, description, error }} labelElement="div">
      <RadioGroup {...group} />
    </Input.Wrapper>
  );
}

function RadioGroup({ options, value, 'aria-required': isRequired, onChange }: GroupProps) {
  const { labelId, describedBy } = use(InputWrapperContext);
  const name = useId();
  return (
    <div
      role="radiogroup"
      aria-labelledby={labelId}
      aria-describedby={describedBy}
      aria-required={isRequired}
    >
      {options.map((option) => (
        <Radio
          key={option.value}
          {...{ name, ...option }}
          checked={option.value === value}
          onChange={() => onChange(option.value)}
        />
      ))}
    </div>
  );
}
