import { expect, test } from 'vitest';
import { idOf } from '#test/support/ids.ts';
import { chooseFlow } from './choose-flow.ts';
import { type Flow, flowSchema } from './flow-version.ts';

function aFlow(name: string, opensFor?: Flow['opensFor']): Flow {
  const words = { 'pt-BR': name, es: name, en: name };
  return flowSchema.parse({ id: idOf(name), name: words, currentVersionId: idOf(`${name} 1`), opensFor });
}

const general = aFlow('general');
const chat = aFlow('chat', { channels: ['chat'], categories: [] });
const orders = aFlow('orders', { channels: [], categories: ['request'] });
const chatOrders = aFlow('chat orders', { channels: ['chat'], categories: ['request'] });
const all = [general, chat, orders, chatOrders];

test('a flow for this category and channel comes before one for the category, that before one for the channel', () => {
  expect(chooseFlow(all, { channel: 'chat', category: 'request' })).toBe(chatOrders);
  expect(chooseFlow(all, { channel: 'phone', category: 'request' })).toBe(orders);
  expect(chooseFlow(all, { channel: 'chat', category: 'billing' })).toBe(chat);
});

test('what no flow names goes to the first that is for everything, wherever it stands', () => {
  expect(chooseFlow([chat, general], { channel: 'phone', category: '' })).toBe(general);
});

test('where every flow is for something else the first is taken, and a company without flows has none', () => {
  expect(chooseFlow([chat, orders], { channel: 'phone', category: '' })).toBe(chat);
  expect(chooseFlow([], { channel: 'phone', category: '' })).toBeUndefined();
});
