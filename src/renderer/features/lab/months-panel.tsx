import type { YearReturns } from '../../../contract/model/report.ts';
import { formatNumber, formatSigned } from '../../ui/format.ts';
import { cx } from '../../ui/cx.ts';
import styles from './months-panel.module.css';
import { WithReport } from './with-report.tsx';

const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
/** A month of this share or more wears the full colour. */
const full = 0.1;

/** Returns month by month, in percent; the colour says how large, the number says it exactly. */
export const MonthsPanel = () => <WithReport>{(report) => <Months years={report.years} />}</WithReport>;

const Months = ({ years }: { readonly years: readonly YearReturns[] }) => (
  <div className={styles.scroller} role="region" aria-label="Returns by month, in percent" tabIndex={0}>
    <table className={styles.table}>
      <colgroup><col className={styles.year} />{names.map((name) => <col key={name} />)}<col className={styles.all} /></colgroup>
      <thead><tr><th scope="col">Year</th>{names.map((name) => <th key={name} scope="col">{name}</th>)}<th scope="col">All</th></tr></thead>
      <tbody>
        {years.map(({ year, months, total }) => (
          <tr key={year}>
            <th scope="row">{year}</th>
            {months.map((share, month) => (
              <td key={names[month]} style={share === null ? undefined : { background: washOf(share) }} title={`${names[month]} ${year}`}>{share === null ? '' : formatNumber(share * 100, 1)}</td>
            ))}
            <td className={cx(styles.total, total < 0 ? styles.down : styles.up)}>{formatSigned(total * 100, 1)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

/** 6 to 54 percent of the hue, so that the number on it can be read. */
const washOf = (share: number): string => `color-mix(in srgb, var(${share < 0 ? '--down' : '--up'}) ${(6 + 48 * Math.min(1, Math.abs(share) / full)).toFixed(0)}%, var(--panel))`;
