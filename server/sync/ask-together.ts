/** Questions that come while others are being answered are asked together: one reading instead of fifty. */
import { createGroupQueue } from './group-queue.ts';

type Asked<Question, Answer> = {
  readonly question: Question;
  readonly settle: (answer: Answer) => void;
  readonly fail: (error: unknown) => void;
};

export type Together = {
  readonly atMost: number;
  /** How long the first one waits for others. */
  readonly gathered: () => Promise<void>;
};

/** For questions that come of one event, each a few steps behind it. */
export function sameMoment(): Promise<void> {
  return Promise.resolve();
}

/**
 * `answerAll` gives an answer to each, in order. What is read for a question is
 * read after it was asked, so nobody is answered out of the past. Where it
 * fails all of them fail.
 */
export function askTogether<Question, Answer>(
  { atMost, gathered }: Together,
  answerAll: (questions: readonly Question[]) => Promise<readonly Answer[]>,
): (question: Question) => Promise<Answer> {
  const queue = createGroupQueue<Asked<Question, Answer>>(
    { group: atMost, waiting: Number.POSITIVE_INFINITY },
    () => 1,
    async (asked) => {
      try {
        const answers = await answerAll(asked.map(({ question }) => question));
        if (answers.length < asked.length) throw new Error('Not every question was answered');
        for (const [nth, answer] of answers.entries()) asked[nth]?.settle(answer);
      } catch (error) {
        for (const { fail } of asked) fail(error);
      }
    },
    gathered,
  );
  return (question) =>
    new Promise((settle, fail) => {
      queue.add({ question, settle, fail });
    });
}
