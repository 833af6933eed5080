import { expect, test } from 'vitest';
import { heflo } from '#test/support/flows.ts';
import { flowVersionSchema } from './flow-version.ts';

/** As builds before November 2026 kept it. */
function asItWas(element: (typeof heflo.elements)[number]): object {
  const base = { id: element.id, laneId: element.laneId, name: element.name };
  if (element.kind === 'throw' && element.event.kind === 'message')
    return { ...base, kind: 'message', messageId: element.event.messageId };
  if (element.kind === 'end')
    return { ...base, kind: 'end', result: element.event.kind === 'return' ? 'return' : 'closed' };
  return element;
}

test('a version that an earlier build kept is read as what it meant', () => {
  const kept = JSON.parse(JSON.stringify({ ...heflo, elements: heflo.elements.map(asItWas) }));
  expect(kept.elements).not.toEqual(heflo.elements);
  expect(flowVersionSchema.parse(kept).elements).toEqual(heflo.elements);
});

test('what is neither of then nor of now is refused', () => {
  const kept = { ...heflo, elements: [{ ...heflo.elements[0], kind: 'message' }] };
  expect(flowVersionSchema.safeParse(kept).success).toBe(false);
});
