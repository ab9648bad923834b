import { useMemo, useState } from 'react';
import type { Excursions } from '../../../contract/model/run-analysis.ts';
import { Card } from '../../ui/card.tsx';
import { formatPercent, formatSignedPercent } from '../../ui/format.ts';
import { Plot } from '../../ui/plot.tsx';
import { percentPlaces, roundLevels } from '../../ui/scale.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { chooseTrade, useLab } from './lab-store.ts';
import styles from './analysis-panel.module.css';

const sides = [
  { value: 'adverse', label: 'Against', hint: 'How far the price went against each trade, and what came of it (MAE)' },
  { value: 'favourable', label: 'For', hint: 'How far the price went for each trade, and what came of it (MFE)' },
] as const;

/** Each trade by how far the price went against it, or for it, and what came of it. A click chooses the trade. */
export function ExcursionsCard({ excursions }: { readonly excursions: Excursions }) {
  const [side, setSide] = useState<(typeof sides)[number]['value']>('adverse');
  const { rows, winnersAdverse, losersAdverse, losersFavourable } = excursions;
  return (
    <Card title="Trades on their way" {...excursions} tools={<Segmented label="Excursion" size="bare" value={side} choices={[...sides]} onChange={setSide} />}>
      <Scatter rows={rows} side={side} />
      <dl className={styles.facts}>
        <div><dt>Winners, most against</dt><dd>{formatPercent(winnersAdverse, 1)}</dd></div>
        <div><dt>Losers, most against</dt><dd>{formatPercent(losersAdverse, 1)}</dd></div>
        <div><dt>Losers, once ahead by</dt><dd>{formatPercent(losersFavourable, 1)}</dd></div>
        <div><dt>Winners kept</dt><dd>{formatPercent(excursions.kept, 0)}</dd></div>
      </dl>
    </Card>
  );
}

function Scatter({ rows, side }: { readonly rows: Excursions['rows']; readonly side: 'adverse' | 'favourable' }) {
  const chosenTrade = useLab((lab) => lab.chosenTrade);
  const sorted = useMemo(() => rows.toSorted((a, b) => Math.abs(a[side]) - Math.abs(b[side])), [rows, side]);
  const [most, low, high] = useMemo(() => [
    Math.max(0.001, ...sorted.map((row) => Math.abs(row[side]))), Math.min(0, ...sorted.map(({ returnShare }) => returnShare)), Math.max(0, ...sorted.map(({ returnShare }) => returnShare)),
  ], [sorted, side]);
  const air = (high - low || 0.01) * 0.05;
  const word = side === 'adverse' ? 'against' : 'for';
  const ticksOf = (from: number, to: number, wanted: number) => {
    const levels = roundLevels(from, to, wanted);
    return levels.map((at) => ({ at, text: formatPercent(at, percentPlaces((levels[1] ?? to) - (levels[0] ?? from))) }));
  };
  return (
    <Plot
      label={`Trades by how far the price went ${word} them`} height={170} x={[0, most * 1.04]} y={[low - air, high + air]} ticksX={ticksOf(0, most, 5)} ticksY={ticksOf(low, high, 4)}
      points={sorted.map((row) => Math.abs(row[side]))} pointsY={sorted.map(({ returnShare }) => returnShare)} onChoose={(point) => chooseTrade(sorted[point]?.index ?? null)}
      say={(point) => {
        const row = sorted[point];
        return row === undefined ? null : <span>Trade {row.index + 1}: <b>{formatPercent(Math.abs(row[side]), 1)}</b> {word}, result <b>{formatSignedPercent(row.returnShare, 1)}</b></span>;
      }}
      rest={<span>farthest {word} it →, result ↑; a click chooses the trade</span>}
    >
      {({ x, y, left, right }, chosen) => (
        <>
          <line className={styles.even} x1={left} x2={right} y1={y(0)} y2={y(0)} />
          {sorted.map((row, i) => {
            const [cx, cy] = [x(Math.abs(row[side])), y(row.returnShare)];
            return (
              <g key={row.index}>
                <circle className={row.returnShare > 0 ? styles.won : styles.lost} cx={cx} cy={cy} r={2.5} />
                {(chosen === i || chosenTrade === row.index) && <circle className={styles.ring} cx={cx} cy={cy} r={5} />}
              </g>
            );
          })}
        </>
      )}
    </Plot>
  );
}
