/** Where the focus goes when what had it is gone. Nobody should have to look for it from the top of the page. */

/** Now, and once what is closing has closed. Where a person has moved it meanwhile, it stays. */
export function focusWhenLost(find: () => HTMLElement | null | undefined): () => void {
  const waits = [0, 80, 350].map((ms) => setTimeout(() => isLost() && find()?.focus(), ms));
  return () => {
    for (const wait of waits) clearTimeout(wait);
  };
}

/** As soon as it is there and no dialog covers it. */
export function focusOnceThere(find: () => HTMLElement | null | undefined): void {
  let left = 25;
  const timer = setInterval(() => {
    left -= 1;
    const found = document.querySelector('[role="dialog"][aria-modal="true"]') === null ? find() : null;
    found?.focus();
    if (found || left === 0) clearInterval(timer);
  }, 80);
}

export function focusById(id: string): () => HTMLElement | null {
  return () => document.getElementById(id);
}

/** Whether keys typed now become text. */
export function isTyping(): boolean {
  return (
    document.activeElement?.closest(
      'textarea, input:not([type="checkbox"], [type="radio"]), [contenteditable="true"]',
    ) != null
  );
}

function isLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}
