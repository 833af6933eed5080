/** The colours of lanes on white paper, as `renderer/styles/tokens.css` has them for the light theme. */
import type { LaneTone } from '#shared/domain/flow/flow-version.ts';

export const tones: Readonly<Record<LaneTone, { readonly full: string; readonly soft: string }>> = {
  client: { full: '#0a7070', soft: '#dff2f0' },
  agent: { full: '#1668c9', soft: '#e3eefb' },
  internal: { full: '#54206f', soft: '#efe5f4' },
  owner: { full: '#5b4636', soft: '#f0eae4' },
  fifth: { full: '#566500', soft: '#eef1d8' },
  sixth: { full: '#a3257f', soft: '#f9e3f2' },
  seventh: { full: '#3f5566', soft: '#e4eaef' },
  eighth: { full: '#4338a8', soft: '#e7e5f7' },
};
