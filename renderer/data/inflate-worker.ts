/** The thread that inflates what a window reads of its store; one text after the other. */
import type { Bytes } from './blobs.ts';
import { inflateText } from './deflate.ts';
import type { InflateErrorKind } from './inflating.ts';
import { answerInThread } from './thread.ts';

answerInThread<Bytes, string, InflateErrorKind>(
  (_folder, deflated) => inflateText(deflated),
  () => 'damaged',
);
