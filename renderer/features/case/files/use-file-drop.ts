import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';

/** Files dragged over an area and dropped on it: for the pointer alone, a button does the same by key. */
export function useFileDrop(onDrop: (files: readonly File[]) => void): {
  readonly area: RefObject<HTMLDivElement | null>;
  readonly isOver: boolean;
} {
  const area = useRef<HTMLDivElement>(null);
  const [isOver, setIsOver] = useState(false);
  const handleDrop = useEffectEvent(onDrop);
  useEffect(() => {
    const element = area.current;
    if (element === null) return;
    const whenDragged = (event: DragEvent) => {
      const files = filesIn(event);
      if (files === undefined) return;
      event.preventDefault();
      setIsOver(event.type === 'dragover');
      if (event.type === 'drop') handleDrop([...files]);
    };
    const whenLeft = ({ relatedTarget }: DragEvent) => {
      if (!(relatedTarget instanceof Node && element.contains(relatedTarget))) setIsOver(false);
    };
    element.addEventListener('dragover', whenDragged);
    element.addEventListener('drop', whenDragged);
    element.addEventListener('dragleave', whenLeft);
    return () => {
      element.removeEventListener('dragover', whenDragged);
      element.removeEventListener('drop', whenDragged);
      element.removeEventListener('dragleave', whenLeft);
    };
  }, []);
  return { area, isOver };
}

function filesIn({ dataTransfer }: DragEvent): FileList | undefined {
  return dataTransfer?.types.includes('Files') ? dataTransfer.files : undefined;
}
