import { z } from 'zod';
import { laneOf } from '#shared/domain/flow/elements.ts';
import { outcomesAt } from '#shared/domain/flow/outcomes.ts';
import { inLanguage } from '#shared/lib/words.ts';
import { findBuiltInFlow } from './built-in-flows.ts';
import { defineCommand, refused } from './command.ts';
import { toldWay } from './flow-words.ts';

/** A built-in flow as a list: each step with its lane and its ways out; the whole version as JSON. */
export const flowShow = defineCommand({
  name: 'flow show',
  positionals: ['ID'],
  options: {},
  args: z.object({ ID: z.string().min(1).max(80) }),
  run: async (args, { say, language }) => {
    const builtIn = await findBuiltInFlow(args.ID);
    if (builtIn === undefined) return refused(say, 'noSuchFlow', { id: args.ID });
    const { version } = builtIn;
    const lines = version.elements
      .filter((element) => element.kind === 'step')
      .map((element) => {
        const lane = inLanguage(laneOf(version, element.id).name, language);
        const ways = outcomesAt(version, element.id).map((way) => toldWay(version, way, language));
        return `${element.id}  ${lane}: ${inLanguage(element.name, language)}  → ${ways.join(' | ')}`;
      });
    return { kind: 'done', json: version, words: [inLanguage(version.name, language), ...lines].join('\n') };
  },
});
