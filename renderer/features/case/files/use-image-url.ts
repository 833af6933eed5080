import { useEffect, useState } from 'react';
import { useClient } from '#renderer/data/hooks.ts';

/** Kinds every browser draws and none of them runs. */
const drawn = /^image\/(png|jpeg|gif|webp|avif|bmp)$/;

export function isPicture(type: string): boolean {
  return drawn.test(type);
}

/** An address of the picture's bytes on this computer, good while the component is there. */
export function useImageUrl(sha256: string, type: string, isWanted: boolean): string | null {
  const { files } = useClient();
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!isWanted) return;
    let isOver = false;
    let made: string | undefined;
    void files.open(sha256).then((opened) => {
      if (isOver || opened.kind !== 'opened') return;
      made = URL.createObjectURL(new Blob([opened.bytes], { type }));
      setUrl(made);
    });
    return () => {
      isOver = true;
      if (made !== undefined) URL.revokeObjectURL(made);
      setUrl(null);
    };
  }, [files, sha256, type, isWanted]);
  return url;
}
