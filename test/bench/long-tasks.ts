/** Runs in a page: for how long the page could not answer. */

/** The answer gives the longest since then, in ms; 0 where none was 50 ms or more. */
export function watchTasks(): () => Promise<number> {
  let longest = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  });
  observer.observe({ type: 'longtask' });
  return async () => {
    // What the last task was is told after it.
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    observer.disconnect();
    return longest;
  };
}
