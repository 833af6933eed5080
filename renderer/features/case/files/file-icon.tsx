import {
  IconFile,
  IconFileMusic,
  IconFileSpreadsheet,
  IconFileText,
  IconFileTypePdf,
  IconFileZip,
  IconPhoto,
  IconVideo,
} from '@tabler/icons-react';

const icons = [
  [/^image\//, IconPhoto],
  [/^video\//, IconVideo],
  [/^audio\//, IconFileMusic],
  [/pdf/, IconFileTypePdf],
  [/zip|compressed|tar/, IconFileZip],
  [/csv|sheet|excel/, IconFileSpreadsheet],
  [/^text\/|word|document/, IconFileText],
] as const;

export function FileIcon({ type, size = 16 }: { readonly type: string; readonly size?: number }) {
  const Icon = icons.find(([pattern]) => pattern.test(type))?.[1] ?? IconFile;
  return <Icon size={size} stroke={1.7} aria-hidden="true" />;
}
