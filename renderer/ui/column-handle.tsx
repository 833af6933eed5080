import type { KeyboardEvent, PointerEvent } from 'react';
import { classes } from './classes.ts';
import styles from './column-handle.module.css';

/** The edge of a column: dragged, or moved by arrows, to make it wider or narrower. */
export function ColumnHandle({
  label,
  side,
  width,
  min,
  max,
  onResize,
}: {
  readonly label: string;
  readonly side: 'left' | 'right';
  readonly width: number;
  readonly min: number;
  readonly max: number;
  readonly onResize: (width: number) => void;
}) {
  const wider = side === 'right' ? 1 : -1;
  const resize = (wanted: number) => onResize(Math.round(Math.min(max, Math.max(min, wanted))));
  const handlePointer = (event: PointerEvent<HTMLButtonElement>) => {
    const handle = event.currentTarget;
    const from = event.clientX;
    handle.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent) => resize(width + (moved.clientX - from) * wider);
    handle.addEventListener('pointermove', move);
    handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', move), {
      once: true,
    });
  };
  const handleKey = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -16 * wider, ArrowRight: 16 * wider }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    resize(width + step);
  };
  return (
    <button
      type="button"
      className={classes(styles.handle, styles[side])}
      aria-label={label}
      onPointerDown={handlePointer}
      onKeyDown={handleKey}
    />
  );
}
