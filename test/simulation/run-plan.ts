/** Runs a plan from its first step to the quiet after the last, and says what did not hold. */

import { otherSpace, space } from '../support/sync-simulation.ts';
import { syncPeople } from '../support/sync-space.ts';
import { aCompany, type Company } from './company.ts';
import { checkFiles } from './file-checks.ts';
import { checkHistory } from './history-checks.ts';
import { look } from './look.ts';
import { personOf, writePerson } from './people.ts';
import { findKey, perform, setBuild } from './perform.ts';
import type { Plan } from './plan.ts';
import { checkQuiet } from './quiet-checks.ts';

/** One sentence each; those of an invariant begin with its number. Empty where everything held. */
export async function runPlan({ seed, steps }: Plan): Promise<readonly string[]> {
  const company = await aCompany(seed);
  for (const step of steps) {
    await perform(company, step);
    const complaints = step.do === 'look' ? await look(company) : [];
    if (complaints.length > 0) return complaints;
  }
  await comeToRest(company);
  // The first that does not hold: the others often follow from it.
  for (const check of [look, backToRest, checkQuiet, checkFiles, checkHistory]) {
    const complaints = await check(company);
    if (complaints.length > 0) return complaints;
  }
  return [];
}

/** Every build is the newest, everyone may work, and nothing is in the way. */
async function comeToRest(company: Company): Promise<void> {
  const { machines, simulation } = company;
  const { server, quiet } = simulation;
  for (const machine of machines) {
    setBuild(machine, false);
    for (const place of machine.places) findKey(company, place);
  }
  server.forgetMutator(undefined);
  for (const { id } of [space, otherSpace])
    for (const person of Object.values(syncPeople)) {
      const doc = { ...personOf(company, id, person), isDisabled: false };
      // The database may still have a fault to get over.
      while (!(await writePerson(company, id, doc)));
    }
  await quiet();
  // There was time enough to notice.
  for (const { disk } of simulation.places) disk.isLossy = false;
}

async function backToRest({ simulation }: Company): Promise<readonly string[]> {
  await simulation.quiet();
  return [];
}
