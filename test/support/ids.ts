/** Ids of test data: the same label is the same id, in every test and on every run. */
import { derivedId } from '#shared/lib/ids.ts';

const namespace = '0b6f7f0e-3f43-5a6e-9a55-6f1a3c0d7e21';

export function idOf(label: string): string {
  return derivedId(namespace, label);
}
