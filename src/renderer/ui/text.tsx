import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import { arrowOf, dash, formatSigned, formatSignedPercent } from './format.ts';
import styles from './text.module.css';

/** An engraved label: small capitals, over or beside a figure. */
export const Label = ({ children, className }: { readonly children: ReactNode; readonly className?: string }) => (
  <span className={cx(styles.label, className)}>{children}</span>
);

export const directionClass = (value: number | null): string | undefined => (value === null || value === 0 ? undefined : value > 0 ? styles.up : styles.down);

/** A change: sign, colour and, where there is room, an arrow. */
export const Change = ({ value, places = 2, isPercent = false, hasArrow = false }: {
  readonly value: number | null;
  readonly places?: number;
  readonly isPercent?: boolean;
  readonly hasArrow?: boolean;
}) => (
  <span className={cx(styles.change, directionClass(value))}>
    {hasArrow && value !== null && value !== 0 && <i className={styles.arrow} aria-hidden>{arrowOf(value)}</i>}
    {value === null ? dash : isPercent ? formatSignedPercent(value, places) : formatSigned(value, places)}
  </span>
);

/** The side of an order or a trade, never by colour alone. */
export const Side = ({ side, children }: { readonly side: 'buy' | 'sell'; readonly children?: ReactNode }) => (
  <span className={cx(styles.change, side === 'buy' ? styles.up : styles.down)}>
    <i className={styles.arrow} aria-hidden>{side === 'buy' ? '▲' : '▼'}</i>
    {side === 'buy' ? 'Buy' : 'Sell'}
    {children !== undefined && <span className={styles.aside}> {children}</span>}
  </span>
);

/** A name and its figure on one line. */
export const KeyValue = ({ name, children }: { readonly name: ReactNode; readonly children: ReactNode }) => (
  <div className={styles.pair}>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
