import { useEffect, useState, type ReactNode } from 'react';
import styles from './panel-state.module.css';
import { Reels } from './reels.tsx';

/** Nothing here yet, and what to do about it. */
export const Empty = ({ title, children, action }: { readonly title: string; readonly children?: ReactNode; readonly action?: ReactNode }) => (
  <div className={styles.empty}>
    <span className={styles.mark}><Reels played={0} size={36} /></span>
    <strong>{title}</strong>
    {children !== undefined && <p>{children}</p>}
    {action}
  </div>
);

/** It could not be had: why, and how to try again. */
export const Failed = ({ title, children, action }: { readonly title: string; readonly children?: ReactNode; readonly action?: ReactNode }) => (
  <div className={styles.failed} role="alert">
    <strong>{title}</strong>
    {children !== undefined && <p>{children}</p>}
    {action}
  </div>
);

/** Rows in their later height; they come into sight only when the wait is long enough to be noticed. */
export function Loading({ rows = 4, label = 'Loading' }: { readonly rows?: number; readonly label?: string }) {
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSeen(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={styles.loading} role="status" aria-label={label}>
      {isSeen && Array.from({ length: rows }, (_, index) => <i key={index} />)}
    </div>
  );
}
