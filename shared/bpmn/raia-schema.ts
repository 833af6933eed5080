/**
 * What Raia writes into a BPMN file besides BPMN, as `raia:` elements inside
 * `extensionElements`: a moddle schema, published in docs/raia-bpmn.json and told
 * in docs/raia-bpmn.md. Other tools keep it without reading it.
 *
 * Version 1: words in every language, lanes, steps with their forms, timers'
 * calendars, message templates, decision tables.
 */
export const raiaNamespace = 'urn:raia:bpmn:1';

type Property = {
  readonly name: string;
  readonly type: string;
  readonly isAttr?: true;
  readonly isBody?: true;
  readonly isMany?: true;
};

const text = (name: string): Property => ({ name, type: 'String', isAttr: true });
const yes = (name: string): Property => ({ name, type: 'Boolean', isAttr: true });
const number = (name: string): Property => ({ name, type: 'Integer', isAttr: true });
const many = (name: string, type: string): Property => ({ name, type, isMany: true });
/** Words of the element, each with what it is of and its language. */
const texts = many('texts', 'Text');

export const raiaSchema = {
  name: 'Raia',
  uri: raiaNamespace,
  prefix: 'raia',
  xml: { tagAlias: 'lowerCase' },
  types: [
    type('Text', text('of'), text('lang'), { name: 'body', type: 'String', isBody: true }),
    type(
      'Flow',
      text('id'),
      text('flowId'),
      text('key'),
      number('number'),
      text('publishedAt'),
      text('reopensAt'),
      texts,
      many('rules', 'Rule'),
      many('categories', 'Category'),
      many('tables', 'Table'),
    ),
    type('Rule', text('id'), texts),
    type('Category', text('id'), texts),
    type('Lane', text('letter'), text('tone'), text('role'), yes('onlyUnderEscalation'), texts),
    type(
      'Step',
      text('task'),
      text('effect'),
      yes('canEscalate'),
      text('tags'),
      texts,
      many('fields', 'Field'),
      many('items', 'Item'),
      many('limits', 'Limit'),
    ),
    type('Start', texts, many('fields', 'Field')),
    type(
      'Field',
      text('id'),
      text('type'),
      yes('required'),
      text('onlyFor'),
      texts,
      many('options', 'Option'),
    ),
    type('Option', text('id'), texts),
    type('Item', text('id'), yes('required'), texts),
    type('Limit', text('id'), text('soft'), text('hard'), text('calendar'), texts),
    type('Named', texts),
    type('Gateway', text('decidedBy'), texts),
    type('Automatic', text('decision'), texts),
    type('Way', texts),
    type('Timer', text('calendar')),
    type('Template', text('id'), text('to'), texts),
    type('Escalation', yes('returns'), texts),
    type(
      'Table',
      text('id'),
      text('hitPolicy'),
      texts,
      many('inputs', 'Input'),
      many('outputs', 'Output'),
      many('rows', 'Row'),
    ),
    type('Input', text('expression'), texts),
    type('Output', text('id'), texts),
    type('Row', many('cells', 'Cell')),
    type('Cell', text('of'), { name: 'body', type: 'String', isBody: true }),
  ],
} as const;

/** What stands inside `extensionElements` is an Element to moddle. */
function type(name: string, ...properties: readonly Property[]) {
  return { name, superClass: ['Element'], properties };
}
