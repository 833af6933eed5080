import { fold } from '#shared/lib/fold.ts';

export type Command = {
  readonly id: string;
  readonly label: string;
  readonly haystack: string;
  readonly run: () => void;
};

export function toCommand(id: string, label: string, run: () => void): Command {
  return { id, label, haystack: fold(label), run };
}
