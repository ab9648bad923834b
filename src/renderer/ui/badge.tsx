import type { ReactNode } from 'react';
import styles from './badge.module.css';
import { cx } from './cx.ts';

export type BadgeKind = 'plain' | 'paper' | 'live' | 'ok' | 'stale' | 'unknown' | 'halt' | 'buy' | 'sell' | 'warn';

/** A state in a word. Dashed is old, dotted is not known. */
export const Badge = ({ kind = 'plain', children }: { readonly kind?: BadgeKind; readonly children: ReactNode }) => (
  <span className={cx(styles.badge, styles[kind])}>{children}</span>
);

/** How many, beside a name. */
export const Count = ({ children }: { readonly children: ReactNode }) => <span className={styles.count}>{children}</span>;
