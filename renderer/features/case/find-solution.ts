import type { SupportCase } from '#shared/domain/case/support-case.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';

/** The solution the case has recorded, whatever its flow calls the field; empty when there is none. */
export function findSolution({ form }: SupportCase, version: FlowVersion): string {
  for (const element of version.elements)
    if (element.kind === 'step')
      for (const { id, type } of element.form) {
        const text = type === 'solution' ? (form[id] ?? '').trim() : '';
        if (text !== '') return text;
      }
  return '';
}
