/**
 * A flow small enough to read in one go, with one of everything: a loop through
 * the customer, decisions, an internal lane, a solution registered, an
 * escalation. For tests whose subject is a rule and not a company's drawing.
 */
import { type FlowVersion, flowVersionSchema } from '#shared/domain/flow/flow-version.ts';
import type { Words } from '#shared/lib/words.ts';
import { idOf } from './ids.ts';

const words = (text: string): Words => ({ 'pt-BR': `${text} (pt)`, es: `${text} (es)`, en: text });

const lanes = [
  { id: 'customer', name: words('Customer'), letter: 'C', tone: 'client', role: null },
  { id: 'agent', name: words('Agent'), letter: 'A', tone: 'agent', role: 'agent' },
  { id: 'internal', name: words('Internal agent'), letter: 'I', tone: 'internal', role: 'internal-agent' },
  { id: 'owner', name: words('Process owner'), letter: 'D', tone: 'owner', role: 'process-owner' },
].map((lane) => ({ ...lane, isOnlyUnderEscalation: lane.id === 'owner' }));

const step = (id: string, laneId: string, more: object = {}) => ({
  kind: 'step',
  id,
  laneId,
  name: words(id),
  task: 'user',
  instruction: words('Do it'),
  script: null,
  form: [],
  checklist: [],
  effect: null,
  canEscalate: false,
  ...more,
});
const field = (id: string, type: string, more: object = {}) => ({
  id,
  type,
  label: words(id),
  help: null,
  options: [],
  isRequired: true,
  onlyFor: [],
  ...more,
});
const passing = (id: string, messageId: string) => ({
  kind: 'message',
  id,
  laneId: 'agent',
  name: words(id),
  messageId,
});
const decision = (id: string, laneId: string) => ({
  kind: 'gateway',
  id,
  laneId,
  name: words(id),
  gateway: 'exclusive',
  decidedBy: 'person',
});
const start = (id: string, laneId: string, trigger: string) => ({
  kind: 'start',
  id,
  laneId,
  name: words(id),
  trigger,
  form: [],
});
const end = (id: string, laneId: string, result: string) => ({
  kind: 'end',
  id,
  laneId,
  name: words(id),
  result,
});
const arrow = (id: string, from: string, to: string) => ({
  id,
  from,
  to,
  name: words(id),
  consequence: null,
});
const message = (id: string, to: string, text: string) => ({ id, to, name: words(id), text: words(text) });

export const tinyFlow: FlowVersion = flowVersionSchema.parse({
  id: idOf('flow-version tiny'),
  flowId: idOf('flow tiny'),
  key: 'tiny',
  number: 1,
  name: words('Tiny'),
  publishedAt: 0,
  lanes,
  elements: [
    start('request', 'customer', 'request'),
    step('analyse', 'agent', {
      form: [field('category', 'category'), field('asked', 'text', { onlyFor: ['unclear'] })],
      checklist: [{ id: 'read', label: words('Read'), isRequired: true }],
      canEscalate: true,
    }),
    decision('clear', 'agent'),
    passing('ask', 'details'),
    step('details', 'customer', { task: 'receive', form: [field('details', 'long-text')] }),
    step('solve', 'internal', { form: [field('solution', 'solution')], canEscalate: true }),
    decision('worth', 'internal'),
    step('register', 'internal', {
      form: [field('articleTitle', 'text', { isRequired: false })],
      effect: 'register-solution',
    }),
    passing('tell', 'solution'),
    end('closed', 'agent', 'closed'),
    start('escalated', 'owner', 'escalation'),
    passing('warn', 'escalation'),
    step('decide', 'owner'),
    end('back', 'owner', 'return'),
  ],
  transitions: [
    arrow('start', 'request', 'analyse'),
    arrow('analysed', 'analyse', 'clear'),
    arrow('unclear', 'clear', 'ask'),
    arrow('asked', 'ask', 'details'),
    arrow('answered', 'details', 'analyse'),
    arrow('sufficient', 'clear', 'solve'),
    arrow('solved', 'solve', 'worth'),
    arrow('worth-it', 'worth', 'register'),
    arrow('not-worth-it', 'worth', 'tell'),
    arrow('registered', 'register', 'tell'),
    arrow('told', 'tell', 'closed'),
    arrow('up', 'escalated', 'warn'),
    arrow('warned', 'warn', 'decide'),
    arrow('decided', 'decide', 'back'),
  ],
  messages: [
    message('details', 'customer', '{customer}, about {case} "{subject}": {asked} {agent}, {company}'),
    message('solution', 'customer', '{customer}: {solution}'),
    message('escalation', 'process-owner', '{agent} escalates {case}: {reason}'),
  ],
  categories: [{ id: 'billing', label: words('Billing') }],
  reopensAt: 'analyse',
  rules: [],
  diagram: { lanes: {}, width: 0, shapes: {}, edges: {} },
});
