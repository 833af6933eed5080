/** A list of those to tell after a change. */
export type Listeners = {
  readonly subscribe: (listener: () => void) => () => void;
  readonly emit: () => void;
};

export function createListeners(): Listeners {
  const listeners = new Set<() => void>();
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    emit: () => {
      for (const listener of listeners) listener();
    },
  };
}
