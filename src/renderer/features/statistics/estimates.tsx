import type { VolatilityOutlook } from '../../../contract/model/description.ts';
import { formatPercent } from '../../ui/format.ts';
import { Card } from '../../ui/card.tsx';
import styles from './statistics.module.css';

const sayRange = (estimates: VolatilityOutlook['estimates']): string => {
  const recent = estimates.flatMap(({ id, annual }) => (annual === null || id === 'all' ? [] : [annual]));
  return recent.length === 0 ? 'Too few bars' : `From ${formatPercent(Math.min(...recent), 0)} to ${formatPercent(Math.max(...recent), 0)} of late`;
};

/** Ways to measure volatility side by side; each says how on pointing at it. */
export function Estimates({ estimates }: { readonly estimates: VolatilityOutlook['estimates'] }) {
  const most = Math.max(...estimates.map(({ annual }) => annual ?? 0)) || 1;
  return (
    <Card title="Volatility measured" className={styles.rulers} verdict={sayRange(estimates)} sentence="The same thing by other rulers, a year. Highs and lows use more of each bar than closes do, and miss the gaps between bars.">
      <dl className={styles.estimates}>
        {estimates.map(({ id, title, annual, explanation: { formula, convention, source } }) => (
          <div key={id} title={`${formula}. ${convention} ${source}.`}>
            <dt>{title}</dt>
            <dd className={styles.rail} aria-hidden><i style={{ width: `${((annual ?? 0) / most) * 100}%` }} /></dd>
            <dd>{formatPercent(annual, 1)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
