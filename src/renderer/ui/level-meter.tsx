import styles from './level-meter.module.css';

export type LevelMeterProps = {
  /** What is measured, for those who hear it. */
  readonly label: string;
  /** Share of the scale, 0 to 1; null: not known. */
  readonly value: number | null;
  /** What it would be after the order on the ticket. */
  readonly after?: number | null;
  /** Share from which it warns, and from which it is at its limit. */
  readonly soft?: number;
  readonly hard?: number;
  readonly segments?: number;
};

/** Lit segments of a scale. A figure always stands beside it: the meter is for the glance. */
export function LevelMeter({ label, value, after = null, soft = 1.01, hard = 1.01, segments = 32 }: LevelMeterProps) {
  const lit = Math.round(Math.min(1, Math.max(0, value ?? 0)) * segments);
  const next = after === null ? lit : Math.round(Math.min(1, Math.max(0, after)) * segments);
  const kindOf = (index: number): string | undefined => {
    const share = (index + 1) / segments;
    if (index < lit) return share > hard ? styles.over : share > soft ? styles.warn : styles.lit;
    if (index < next) return share > soft ? styles.warn : styles.after;
    return undefined;
  };
  const percent = Math.round((value ?? 0) * 100);
  return (
    <span className={styles.meter} role="meter" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent}>
      {Array.from({ length: segments }, (_, index) => <i key={index} className={kindOf(index)} />)}
    </span>
  );
}
