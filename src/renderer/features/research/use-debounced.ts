import { useEffect, useState } from 'react';

/** A text once it has stood still for a while; null at once. */
export function useDebounced(text: string | null, ms: number): string | null {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), ms);
    return () => clearTimeout(timer);
  }, [text, ms]);
  return text === null ? null : settled;
}
