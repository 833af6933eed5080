/** Makes a plan that fails short: steps go, in ever smaller groups, for as long as it fails in the same way. */
import type { Plan, Step } from './plan.ts';
import { runPlan } from './run-plan.ts';

const mostRuns = 400;

/** What a plan came to; a program that throws is told like an invariant that does not hold. */
export async function complaintsOf(plan: Plan): Promise<readonly string[]> {
  try {
    return await runPlan(plan);
  } catch (error) {
    return [`threw ${error instanceof Error ? error.stack : String(error)}`];
  }
}

export async function shrink(plan: Plan, complaints: readonly string[]): Promise<Plan> {
  const how = wayOf(complaints);
  let { steps } = plan;
  let runs = 0;
  const fails = async (fewer: readonly Step[]): Promise<boolean> => {
    runs += 1;
    return wayOf(await complaintsOf({ ...plan, steps: fewer })) === how;
  };
  for (let size = steps.length >> 1; size > 0 && runs < mostRuns; size = nextSize(size, steps.length)) {
    for (let from = 0; from < steps.length && runs < mostRuns; ) {
      const fewer = [...steps.slice(0, from), ...steps.slice(from + size)];
      if (await fails(fewer)) steps = fewer;
      else from += size;
    }
    if (size === 1) break;
  }
  return { ...plan, steps };
}

function nextSize(size: number, length: number): number {
  return Math.max(1, Math.min(size >> 1, length));
}

/** The number of the first invariant, or the first words of what was thrown. */
function wayOf([first = '']: readonly string[]): string {
  return /^\d+/.exec(first)?.[0] ?? first.split('\n')[0] ?? '';
}
