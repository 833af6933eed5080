import { Textarea, type TextareaProps } from '@mantine/core';

/**
 * A field of several lines that grows with its text. The browser does the
 * growing: measuring it by script costs a layout for each field shown.
 */
export function TextArea({ minRows = 2, maxRows = 10, ...rest }: TextareaProps) {
  return (
    <Textarea
      {...rest}
      rows={minRows}
      styles={{
        input: {
          fieldSizing: 'content',
          minHeight: `calc(${minRows} * 1.45em + 18px)`,
          maxHeight: `calc(${maxRows} * 1.45em + 18px)`,
        },
      }}
    />
  );
}
