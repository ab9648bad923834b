import { useEffect, useRef, type ReactNode } from 'react';
import styles from './watchlist.module.css';

/** More changes than this in a second and the flashes would be a flicker: then there are none. */
const mostPerSecond = 8;

const stillness = matchMedia('(prefers-reduced-motion: reduce)');

/** Washes a figure for a moment in the colour of its last move. */
export function Flash({ value, children }: { readonly value: number | null; readonly children: ReactNode }) {
  const element = useRef<HTMLSpanElement>(null);
  const before = useRef(value);
  const moments = useRef<number[]>([]);
  useEffect(() => {
    const from = before.current;
    before.current = value;
    if (from === null || value === null || from === value) return;
    const now = performance.now();
    moments.current = [...moments.current.filter((moment) => now - moment < 1_000), now];
    if (moments.current.length > mostPerSecond || stillness.matches) return;
    element.current?.animate([{ backgroundColor: `var(${value > from ? '--up-wash' : '--down-wash'})` }, { backgroundColor: 'transparent' }], { duration: 160, easing: 'ease-out' });
  }, [value]);
  return <span ref={element} className={styles.flash}>{children}</span>;
}
