import { useEffect, useState } from 'react';

/** The present moment, renewed twice a minute: enough for ages told in minutes. */
export function useNow(read: () => number): number {
  const [now, setNow] = useState(read);
  useEffect(() => {
    const timer = setInterval(() => setNow(read()), 30_000);
    return () => clearInterval(timer);
  }, [read]);
  return now;
}
