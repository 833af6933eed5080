/** Decision tables in a file: `raia:table` with its inputs, outputs and rows of cells. */
import type { Part } from './bpmn-file.ts';
import { idOf, partsIn, textIn } from './parts.ts';
import { readWords } from './words.ts';

export function readTable(table: Part) {
  return {
    id: idOf(table),
    name: readWords(table, 'name', undefined, 'pt-BR'),
    hitPolicy: textIn(table, 'hitPolicy') ?? 'first',
    inputs: partsIn(table, 'inputs').map((input) => ({
      expression: textIn(input, 'expression') ?? '',
      label: readWords(input, 'label', undefined, 'pt-BR'),
    })),
    outputs: partsIn(table, 'outputs').map((output) => ({
      id: idOf(output),
      label: readWords(output, 'label', undefined, 'pt-BR'),
    })),
    rules: partsIn(table, 'rows').map((row) => ({ when: cells(row, 'when'), gives: cells(row, 'gives') })),
  };
}

function cells(row: Part, of: 'when' | 'gives'): readonly string[] {
  return partsIn(row, 'cells')
    .filter((cell) => textIn(cell, 'of') === of)
    .map((cell) => textIn(cell, 'body') ?? '');
}
