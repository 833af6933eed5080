/** Which column of a file says what: by its name in pt, es or en, or by `--map`. */
import { foldName } from './fold-name.ts';

export const targets = [
  'id',
  'subject',
  'message',
  'customer',
  'code',
  'email',
  'phone',
  'channel',
  'language',
  'category',
  'priority',
  'openedAt',
] as const;
export type Target = (typeof targets)[number];

const names: Readonly<Record<Target, readonly string[]>> = {
  id: [
    'id',
    'identificador',
    'protocolo',
    'ticket',
    'ticket id',
    'case id',
    'numero',
    'number',
    'chamado',
    'caso',
  ],
  subject: ['subject', 'assunto', 'asunto', 'titulo', 'title'],
  message: [
    'message',
    'mensagem',
    'mensaje',
    'texto',
    'text',
    'descricao',
    'descripcion',
    'description',
    'body',
  ],
  customer: [
    'customer',
    'cliente',
    'customer name',
    'nome',
    'nombre',
    'name',
    'nome do cliente',
    'nombre del cliente',
  ],
  code: ['code', 'codigo', 'customer code', 'codigo do cliente', 'codigo del cliente'],
  email: ['email', 'e mail', 'correo', 'correo electronico'],
  phone: ['phone', 'telefone', 'telefono', 'celular'],
  channel: ['channel', 'canal'],
  language: ['language', 'idioma', 'lingua', 'lengua'],
  category: ['category', 'categoria'],
  priority: ['priority', 'prioridade', 'prioridad', 'urgencia', 'urgency'],
  openedAt: [
    'opened at',
    'openedat',
    'aberto em',
    'abierto en',
    'abierto el',
    'data de abertura',
    'fecha de apertura',
    'opened',
  ],
};

export type Columns = ReadonlyMap<Target, number>;

export type ColumnProblem =
  | { readonly kind: 'map-unreadable'; readonly text: string }
  | { readonly kind: 'target-unknown'; readonly text: string }
  | { readonly kind: 'column-missing'; readonly text: string }
  /** Without a subject or a message there is nothing to open a case with. */
  | { readonly kind: 'no-words' };

/** `map` is `column=field,…`; what it says goes before what a column's own name says. */
export function findColumns(header: readonly string[], map: string): Columns | ColumnProblem {
  const columns = new Map<Target, number>();
  for (const pair of map.split(',').filter((part) => part.trim() !== '')) {
    const [column, field, ...more] = pair.split('=');
    if (column === undefined || field === undefined || more.length > 0)
      return { kind: 'map-unreadable', text: pair };
    const target = findTarget(field);
    if (target === undefined) return { kind: 'target-unknown', text: field };
    const index = header.findIndex((name) => foldName(name) === foldName(column));
    if (index === -1) return { kind: 'column-missing', text: column };
    columns.set(target, index);
  }
  const mapped = new Set(columns.values());
  for (const [index, name] of header.entries()) {
    const target = findTarget(name);
    if (target !== undefined && !columns.has(target) && !mapped.has(index)) columns.set(target, index);
  }
  return columns.has('subject') || columns.has('message') ? columns : { kind: 'no-words' };
}

function findTarget(name: string): Target | undefined {
  const folded = foldName(name);
  return targets.find((target) => names[target].includes(folded));
}
