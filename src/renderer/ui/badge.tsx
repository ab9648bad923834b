import type { ReactNode } from 'react';
import styles from './badge.module.css';
import { cx } from './cx.ts';

export type BadgeKind = 'plain' | 'paper' | 'live' | 'ok' | 'stale' | 'unknown' | 'halt' | 'buy' | 'sell' | 'warn';

/** A state in a word. Dashed is old, dotted is not known. */
export const Badge = ({ kind = 'plain', children }: { readonly kind?: BadgeKind; readonly children: ReactNode }) => (
  <span className={cx(styles.badge, styles[kind])}>{children}</span>
);

/** How many, beside a name. It is drawn and not part of the name: a tab is found under the same name whatever is in it. */
export const Count = ({ children }: { readonly children: number | string }) => <span className={styles.count} data-count={children} aria-hidden />;
