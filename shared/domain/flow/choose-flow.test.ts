import { describe, expect, test } from 'vitest';
import { aFlow as aVersion, end, start, step, words } from '#test/support/a-flow.ts';
import { idOf } from '#test/support/ids.ts';
import { areForTheSame, categoriesToAsk, chooseFlow } from './choose-flow.ts';
import { type Flow, type FlowVersion, flowSchema } from './flow-version.ts';

function aFlow(name: string, opensFor?: Flow['opensFor'], publishedAt?: number): Flow {
  const words = { 'pt-BR': name, es: name, en: name };
  const currentVersionId = idOf(`${name} 1`);
  return flowSchema.parse({ id: idOf(name), name: words, currentVersionId, publishedAt, opensFor });
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

describe('of flows that are for the same', () => {
  const calls = { channels: ['phone', 'chat'], categories: [] };
  const asked = { channel: 'phone', category: '' };
  const older = aFlow('older', calls, 1);
  const newer = aFlow('newer', { channels: ['phone'], categories: [] }, 2);
  const unknown = aFlow('unknown', calls);

  test('the one published last is taken, wherever it stands', () => {
    for (const flows of [
      [older, newer, unknown],
      [unknown, newer, older],
    ])
      expect(chooseFlow(flows, asked)).toBe(newer);
  });

  test('those for everything keep their order: publishing one takes no case from another', () => {
    const published = aFlow('published', undefined, 3);
    expect(chooseFlow([general, published], asked)).toBe(general);
  });

  test('it is known which they are', () => {
    expect(areForTheSame(older, newer)).toBe(true);
    expect(areForTheSame(general, aFlow('cleared', { channels: [], categories: [] }))).toBe(true);
    expect(areForTheSame(newer, chat)).toBe(false);
    expect(areForTheSame(chat, chatOrders)).toBe(false);
    expect(areForTheSame(orders, general)).toBe(false);
  });
});

test('a case is asked for the categories of its flow, and for those that lead to another', () => {
  const versionOf = (flow: Flow, categories: readonly string[]): FlowVersion =>
    aVersion([start(), step('A'), end()], ['start-A', 'A-end'], {
      ...{ id: flow.currentVersionId, flowId: flow.id },
      categories: categories.map((id) => ({ id, label: words(id) })),
    });
  const version = versionOf(general, ['billing', 'request']);
  const returns = aFlow('returns', { channels: [], categories: ['return'] });
  const versions = [version, versionOf(orders, ['request']), versionOf(returns, ['return', 'damage'])];
  const asked = categoriesToAsk(version, [general, orders, returns], versions);
  expect(asked.map(({ id }) => id)).toEqual(['billing', 'request', 'return']);
});
