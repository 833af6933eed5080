/** Every screen there is, and how a person gets to it. */
import { expect } from '@playwright/test';
import type { Desk } from './desk.ts';

export type Screen = { readonly name: string; readonly show: (desk: Desk) => Promise<void> };

export async function showComputer(desk: Desk): Promise<void> {
  await desk.choose(desk.personButton, desk.say('shell:computer'));
  await expect(desk.page.getByRole('table')).toContainText(desk.say('computer:altogether'));
}

export function screensWith(subject: string): readonly Screen[] {
  return [
    { name: 'case', show: (desk) => desk.openByName(subject) },
    {
      name: 'queue',
      show: async (desk) => {
        await desk.go('queue');
        await expect(desk.page.getByText(desk.say('queue:chooseTitle'))).toBeVisible();
      },
    },
    {
      name: 'new case',
      show: async (desk) => {
        await desk.button(desk.say('queue:new')).click();
        await expect(desk.page.getByRole('heading', { name: desk.say('queue:formTitle') })).toBeVisible();
      },
    },
    {
      name: 'board',
      show: async (desk) => {
        await desk.go('board');
        await expect(desk.page.getByRole('region', { name: desk.say('board:panel') })).toBeVisible();
      },
    },
    {
      name: 'computer',
      show: showComputer,
    },
    {
      name: 'knowledge',
      show: async (desk) => {
        await desk.go('knowledge');
        const found = desk.page.getByRole('listbox', { name: desk.say('knowledge:results') });
        await expect(found.getByRole('option').first()).toBeVisible();
      },
    },
  ];
}
