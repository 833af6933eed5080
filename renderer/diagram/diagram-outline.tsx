import { classes } from '#renderer/ui/classes.ts';
import type { Drawing, DrawnNode } from '#shared/diagram/drawing.ts';
import type { ElementId } from '#shared/domain/flow/ids.ts';
import styles from './diagram-outline.module.css';

/** The same content and actions as a list. Hidden from the eye unless asked for; never from a screen reader. */
export function DiagramOutline({
  drawing,
  label,
  isShown,
  describeNode,
  onSelect,
}: {
  readonly drawing: Drawing;
  readonly label: string;
  readonly isShown: boolean;
  readonly describeNode: (node: DrawnNode) => string;
  readonly onSelect: (id: ElementId) => void;
}) {
  return (
    <nav className={isShown ? styles.outline : 'visually-hidden'} aria-label={label}>
      {drawing.lanes.map((lane) => {
        const nodes = drawing.nodes.filter(({ laneId }) => laneId === lane.id);
        return (
          <section key={lane.id} className={styles.lane} data-tone={lane.tone}>
            <p>{lane.name}</p>
            <ol>
              {nodes.map((node) => (
                <li key={node.id}>
                  <button
                    type="button"
                    className={classes(node.state === 'present' && styles.present)}
                    // Hidden, it would only double the stops of Tab: the drawing has the same.
                    tabIndex={isShown ? 0 : -1}
                    onClick={() => onSelect(node.id)}
                  >
                    {describeNode(node)}
                  </button>
                </li>
              ))}
            </ol>
          </section>
        );
      })}
    </nav>
  );
}
