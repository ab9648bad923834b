import type { Comparison, GapCause } from '../../../contract/model/compare.ts';
import { formatSigned } from '../../ui/format.ts';
import styles from './gap-waterfall.module.css';

const causes: readonly (readonly [cause: GapCause, title: string])[] = [
  ['signal', 'Trades only one has'], ['size', 'Other sizes'], ['timing', 'Other moments'], ['price', 'Other prices'], ['fee', 'Fees and carry'], ['open', 'Still open'],
];

/** From the profit of one run to that of another, cause by cause; the parts add up. */
export function GapWaterfall({ comparison: { a, b, parts: byCause }, names }: { readonly comparison: Pick<Comparison, 'a' | 'b' | 'parts'>; readonly names: readonly [string, string] }) {
  const [from, to] = [a.profit, b.profit];
  const parts = causes.map(([cause, title]) => [title, byCause[cause]] as const).filter(([, amount]) => amount !== 0);
  let level = from;
  const steps = parts.map(([title, amount]) => {
    const start = level;
    level += amount;
    return { title, amount, low: Math.min(start, level), high: Math.max(start, level) };
  });
  const all = [0, from, to, ...steps.flatMap(({ low, high }) => [low, high])];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const at = (value: number): number => (100 * (value - least)) / (most - least || 1);
  const bar = (low: number, high: number, kind: string | undefined) => <span className={styles.rail} aria-hidden><i className={kind} style={{ left: `${at(low)}%`, width: `${Math.max(0.4, at(high) - at(low))}%` }} /></span>;
  return (
    <dl className={styles.waterfall} aria-label="From one profit to the other">
      <div className={styles.sum}><dt title={names[0]}>{names[0]}</dt><dd>{bar(Math.min(0, from), Math.max(0, from), styles.whole)}</dd><dd>{formatSigned(from)}</dd></div>
      {steps.map(({ title, amount, low, high }) => <div key={title}><dt>{title}</dt><dd>{bar(low, high, amount < 0 ? styles.down : styles.up)}</dd><dd>{formatSigned(amount)}</dd></div>)}
      <div className={styles.sum}><dt title={names[1]}>{names[1]}</dt><dd>{bar(Math.min(0, to), Math.max(0, to), styles.whole)}</dd><dd>{formatSigned(to)}</dd></div>
    </dl>
  );
}
