/** The sign inside a shape, as BPMN has it: lines in a box of 20 by 20. */
import type { ElementOf, FlowElement } from '#shared/domain/flow/flow-element.ts';

export const signs = {
  play: 'M7.5 5.5v9l7-4.5z',
  stop: 'M6.5 6.5h7v7h-7z',
  envelope: 'M4 6h12v8.5H4zM4 6.3l6 4.7 6-4.7',
  clock: 'M10 3.5a6.5 6.5 0 1 0 .01 0M10 6v4.2l3 1.8',
  bolt: 'M5 15.5 8 5l4 6 3-7-2.6 11L8.6 9.6z',
  up: 'M10 4l4.5 11.5L10 11.6l-4.5 3.9z',
  back: 'M15 14.5v-3a4 4 0 0 0-4-4H5M8 4.5l-3 3 3 3',
  disc: 'M10 4.5a5.5 5.5 0 1 0 .01 0z',
  plus: 'M10 3.5v13M3.5 10h13',
  ring: 'M10 4a6 6 0 1 0 .01 0',
  pentagon: 'M10 3.5 16.5 8 14 15.5H6L3.5 8z',
  gear: 'M10 6.8a3.2 3.2 0 1 0 .01 0M10 3v2M10 15v2M3 10h2M15 10h2M5 5l1.5 1.5M13.5 13.5 15 15M15 5l-1.5 1.5M6.5 13.5 5 15',
  table: 'M3.5 5h13v10.5h-13zM3.5 8.5h13M7.5 8.5v7',
} as const;
export type Sign = keyof typeof signs;

/** The others are lines alone. */
export function isFilled(sign: Sign): boolean {
  return sign === 'disc';
}

/** Null where the shape says it all. */
export function signOf(element: FlowElement): Sign | null {
  switch (element.kind) {
    case 'start':
      return startSigns[element.trigger];
    case 'throw':
    case 'catch':
    case 'boundary':
      return eventSigns[element.event.kind];
    case 'end':
      return element.event.kind === 'none' ? 'stop' : eventSigns[element.event.kind];
    case 'gateway':
      return gatewaySigns[element.gateway];
    case 'automatic':
      return taskSigns[element.task];
    case 'call':
      return 'plus';
    default:
      return null;
  }
}

const startSigns = {
  request: 'play',
  message: 'envelope',
  timer: 'clock',
  error: 'bolt',
  escalation: 'up',
} as const satisfies Record<ElementOf<'start'>['trigger'], Sign>;

const eventSigns = {
  none: null,
  message: 'envelope',
  timer: 'clock',
  error: 'bolt',
  escalation: 'up',
  terminate: 'disc',
  return: 'back',
} as const;

/** One path is taken: people know the empty diamond. */
const gatewaySigns = { exclusive: null, parallel: 'plus', inclusive: 'ring', event: 'pentagon' } as const;

const taskSigns = { service: 'gear', send: 'envelope', rule: 'table' } as const;
