import type { RunCosts } from '../../../contract/model/run-analysis.ts';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { cx } from '../../ui/cx.ts';
import { formatMoney, formatNumber, formatSigned } from '../../ui/format.ts';
import styles from './analysis-panel.module.css';

/** From the gain before costs to what was left, part by part. */
export function Costs({ costs }: { readonly costs: RunCosts }) {
  const { gross, net, parts, traded, turnover } = costs;
  const most = Math.max(Math.abs(gross), ...parts.map(({ amount }) => Math.abs(amount))) || 1;
  return (
    <Card title="Costs" {...costs}>
      <dl className={styles.costs} aria-label="From the gain before costs to what was left">
        <div className={styles.sum}><dt>Before costs</dt><dd /><dd>{formatSigned(gross)}</dd></div>
        {parts.map(({ name, title, amount, basis, explanation: { formula, convention, source } }) => (
          <div key={name} title={`${formula}. ${convention} ${source}.`}>
            <dt>{title} {basis === 'estimate' && <Badge kind="unknown">Estimate</Badge>}</dt>
            <dd className={styles.rail} aria-hidden><i className={cx(amount > 0 && styles.brought)} style={{ width: `${(100 * Math.abs(amount)) / most}%` }} /></dd>
            <dd>{formatSigned(amount)}</dd>
          </div>
        ))}
        <div className={styles.sum}><dt>After costs</dt><dd /><dd>{formatSigned(net)}</dd></div>
      </dl>
      <p className={styles.foot}>{formatNumber(costs.fills, 0)} fills, {formatMoney(traded)} traded{turnover !== null && `, ${formatNumber(turnover, 1)} times the equity a year`}.</p>
    </Card>
  );
}
