import AxeBuilder from '@axe-core/playwright';
import type { Desk } from './desk.ts';
import { expect } from './fixtures.ts';

/** What stands on the screen has no serious fault of WCAG; in the dark only the colours are asked again. */
export async function isUsableByEveryone(desk: Desk, where: string, isDark: boolean): Promise<void> {
  const axe = new AxeBuilder({ page: desk.page });
  const { violations } = await (isDark ? axe.withRules('color-contrast') : axe).analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
  expect.soft(serious, `${where}${isDark ? ', dark' : ''}`).toEqual([]);
}
