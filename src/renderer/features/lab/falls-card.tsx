import { useState } from 'react';
import type { RunAnalysis, RunFall } from '../../../contract/model/run-analysis.ts';
import { Card } from '../../ui/card.tsx';
import { formatNumber, formatPercent, formatSignedPercent, type TimeZoneChoice } from '../../ui/format.ts';
import { sayMoment } from '../../ui/name-moments.ts';
import { Segmented } from '../../ui/segmented.tsx';
import styles from './analysis-panel.module.css';

/** The worst times of the run, or of what it is held against, with what the other did meanwhile. */
export function Falls({ falls, benchmark, hasClock, zone }: { readonly falls: RunAnalysis['falls']; readonly benchmark: string | null; readonly hasClock: boolean; readonly zone: TimeZoneChoice }) {
  const [whose, setWhose] = useState<'own' | 'benchmark'>('own');
  const rows = falls[whose];
  const choices = [{ value: 'own', label: 'Of the run' }, { value: 'benchmark', label: 'Of the benchmark' }] as const;
  return (
    <Card title="Worst falls" isWide {...falls} tools={benchmark !== null && <Segmented label="Whose falls" size="bare" value={whose} choices={[...choices]} onChange={setWhose} />}>
      {rows.length === 0 ? null : (
        <div className={styles.scroll} tabIndex={0} role="region" aria-label="Table of the worst falls">
          <table className={styles.table}>
            <thead><tr><th scope="col">Fall</th><th scope="col">From</th><th scope="col">Bottom</th><th scope="col">Back at the peak</th><th scope="col">Days down</th><th scope="col">Days back</th>{benchmark !== null && <th scope="col">{whose === 'own' ? 'Benchmark' : 'Run'} meanwhile</th>}</tr></thead>
            <tbody>{rows.map((fall) => <Row key={fall.fromMs} fall={fall} hasOther={benchmark !== null} say={(ms) => sayMoment(ms, hasClock, zone)} />)}</tbody>
          </table>
        </div>
      )}
    </Card>
  );
}

const Row = ({ fall: { depth, fromMs, bottomMs, toMs, daysDown, daysBack, other }, hasOther, say }: { readonly fall: RunFall; readonly hasOther: boolean; readonly say: (ms: number) => string }) => (
  <tr>
    <td className={styles.depth}>{formatPercent(depth, 1)}</td><td>{say(fromMs)}</td><td>{say(bottomMs)}</td>
    {toMs === null ? <td className={styles.notYet}>△ not yet</td> : <td>{say(toMs)}</td>}
    <td>{sayDays(daysDown)}</td><td>{sayDays(daysBack)}</td>{hasOther && <td>{formatSignedPercent(other, 1)}</td>}
  </tr>
);

const sayDays = (days: number | null): string => formatNumber(days, days === null || Number.isInteger(days) || days >= 10 ? 0 : 1);
