import type { MouseEvent } from 'react';

/** For a button that takes the place of another: the second half of a double click was meant for that one. */
export function ifMeant(act: () => void): (event: MouseEvent) => void {
  return ({ detail }) => {
    if (detail < 2) act();
  };
}
