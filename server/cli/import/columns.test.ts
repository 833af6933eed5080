import { expect, test } from 'vitest';
import { findColumns } from './columns.ts';

const found = (header: readonly string[], map = '') => {
  const columns = findColumns(header, map);
  return columns instanceof Map ? Object.fromEntries(columns) : columns;
};

test('columns are known by their names in Portuguese, Spanish and English, however they are written', () => {
  expect(found(['ID', 'Assunto', 'Mensagem', 'Cliente', 'E-mail', 'Aberto_em'])).toEqual({
    id: 0,
    subject: 1,
    message: 2,
    customer: 3,
    email: 4,
    openedAt: 5,
  });
  expect(found(['Asunto', 'MENSAJE', 'Teléfono', 'Categoría'])).toEqual({
    subject: 0,
    message: 1,
    phone: 2,
    category: 3,
  });
  expect(found(['subject', 'opened at', 'priority', 'channel', 'language', 'code'])).toEqual({
    ...{ subject: 0, openedAt: 1, priority: 2, channel: 3, language: 4, code: 5 },
  });
});

test('a map names the others, and goes before what a column is called', () => {
  expect(found(['id', 'Corpo do Chamado', 'subject'], 'corpo do chamado=message')).toEqual({
    id: 0,
    message: 1,
    subject: 2,
  });
  expect(found(['message', 'body'], 'body=mensagem')).toMatchObject({ message: 1 });
});

test('what cannot be understood is named', () => {
  expect(found(['message'], 'nowhere=subject')).toEqual({ kind: 'column-missing', text: 'nowhere' });
  expect(found(['message'], 'message=colour')).toEqual({ kind: 'target-unknown', text: 'colour' });
  expect(found(['message'], 'message')).toEqual({ kind: 'map-unreadable', text: 'message' });
  expect(found(['id', 'colour'])).toEqual({ kind: 'no-words' });
});
