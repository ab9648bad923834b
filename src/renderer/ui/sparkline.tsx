import { memo } from 'react';
import styles from './sparkline.module.css';

/** A few prices as a line, in the colour of their direction, over the level they began from. Numbers stand beside it. */
export const Sparkline = memo(function Sparkline({ values, base, width = 48, height = 18 }: {
  readonly values: readonly number[];
  /** Level of the dotted line and of the direction, such as the previous close. */
  readonly base: number | null;
  readonly width?: number;
  readonly height?: number;
}) {
  if (values.length < 2) return <svg width={width} height={height} aria-hidden />;
  const level = base ?? values[0] ?? 0;
  const low = Math.min(level, ...values);
  const span = Math.max(level, ...values) - low || 1;
  const y = (value: number): string => (1 + (1 - (value - low) / span) * (height - 2)).toFixed(1);
  const step = width / (values.length - 1);
  const path = values.map((value, index) => `${index === 0 ? 'M' : 'L'}${(index * step).toFixed(1)} ${y(value)}`).join('');
  const isUp = (values.at(-1) ?? level) >= level;
  return (
    <svg width={width} height={height} fill="none" aria-hidden>
      <path d={`M0 ${y(level)}H${width}`} className={styles.base} />
      <path d={path} className={isUp ? styles.up : styles.down} />
    </svg>
  );
});
