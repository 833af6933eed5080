import { Textarea, type TextareaProps } from '@mantine/core';

/** Text of this length fills every field of ours; growing with it would lay all of it out at every key. */
const longText = 3_000;

type Props = TextareaProps & { readonly value: string };

/**
 * A field of several lines that grows with its text up to `maxRows`, and then
 * scrolls. The browser does the growing: measuring it by script costs a layout
 * for each field shown.
 */
export function TextArea({ minRows = 2, maxRows = 10, ...rest }: Props) {
  const maxHeight = `calc(${maxRows} * 1.45em + 18px)`;
  const size = isLongText(rest.value)
    ? { height: maxHeight }
    : { fieldSizing: 'content' as const, minHeight: `calc(${minRows} * 1.45em + 18px)`, maxHeight };
  return <Textarea {...rest} rows={minRows} styles={{ input: size }} />;
}

export function isLongText(text: string): boolean {
  return text.length > longText;
}
