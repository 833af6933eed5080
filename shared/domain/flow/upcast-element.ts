/**
 * Flow elements as earlier builds wrote them, in today's form. Published
 * versions never change where they are kept, so every form there was is read
 * for as long as a case may be pinned to it.
 *
 * 2026-11: a message event was `{kind: 'message', messageId}`, and an end said
 * its `result`, `closed` or `return`; now both say their event, as BPMN does.
 */
export function upcastElement(kept: unknown): unknown {
  if (typeof kept !== 'object' || kept === null || !('kind' in kept)) return kept;
  if (kept.kind === 'message' && 'messageId' in kept) {
    const { messageId, ...rest } = kept;
    return { ...rest, kind: 'throw', event: { kind: 'message', messageId } };
  }
  if (kept.kind === 'end' && 'result' in kept) {
    const { result, ...rest } = kept;
    return { ...rest, event: { kind: result === 'return' ? 'return' : 'none' } };
  }
  return kept;
}
