import { useMemo } from 'react';
import type { Sweep, SweepMetric, SweepSpec, SweepTrial } from '../../../contract/model/sweep.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Empty, Failed } from '../../ui/panel-state.tsx';
import { Change, Label } from '../../ui/text.tsx';
import { Waiting } from '../lab/index.ts';
import { metricText, paramsText, paramText } from './metric-text.ts';
import styles from './research.module.css';
import { hasPairs, sweptOf } from './swept.ts';
import { isUnderWay, lookAt, useSweep } from './sweep-store.ts';

type Ranked = SweepTrial & { readonly rank: number };

/** The best trials; a click points map and lines at one, Enter, a double click or its button runs it in the lab. */
export function Ranking({ sweep, spec, strategy, series, metric, trials, total, error, isLoading, onOpen }: {
  readonly sweep: Sweep;
  readonly spec: SweepSpec;
  /** Places of what the trials are of; null: all. */
  readonly strategy: number | null;
  readonly series: number | null;
  readonly metric: SweepMetric;
  readonly trials: readonly SweepTrial[];
  /** How many there are without the brush; null: nothing is brushed. */
  readonly total: number | null;
  readonly error: string | null;
  readonly isLoading: boolean;
  readonly onOpen: (trial: number) => void;
}) {
  const chosen = useSweep((store) => store.trial);
  const rows = useMemo(() => trials.map((trial, k): Ranked => ({ ...trial, rank: k + 1 })), [trials]);
  const columns = useMemo(() => columnsFor(spec, strategy, series), [spec, strategy, series]);
  const isPart = strategy !== null || series !== null;
  return (
    <section className={styles.ranking} aria-label="Ranking">
      <div className={styles.rankHead}>
        <Label>Ranking</Label>
        <span>{total !== null ? `${formatNumber(rows.length, 0)} of ${formatNumber(total, 0)} lines kept` : isPart ? `${namePart(spec, strategy, series)}: ${formatNumber(rows.length, 0)} ${rows.length === 1 ? 'trial' : 'trials'}` : rows.length < sweep.done ? `the best ${formatNumber(rows.length, 0)} of ${formatNumber(sweep.done, 0)}` : `${formatNumber(rows.length, 0)} trials`}</span>
        {isPart && hasPairs(spec) && <Button size="small" kind="ghost" onClick={() => lookAt({ view: 'matrix', strategy: null, series: null, trial: null })}>All pairs</Button>}
        <span className={styles.gap} />
        <Button size="small" kind="ghost" disabled={chosen === null} onClick={() => chosen !== null && onOpen(chosen)}>Run it in the lab</Button>
      </div>
      <div className={styles.rows}>
        <DataTable
          label={`Trials ranked by ${metric}`} rows={rows} columns={columns} rowKey={(row) => String(row.trial)} selected={chosen === null ? null : String(chosen)}
          onSelect={(row) => lookAt({ trial: row.trial })} onOpen={(row) => onOpen(row.trial)}
          empty={error !== null ? <Failed title="No ranking">{error}</Failed> : isLoading ? <Waiting label="Loading the ranking" /> : <Empty title={total === null ? 'No trial yet' : 'Nothing is kept'}>{total === null ? (isUnderWay(sweep) ? 'The first come in a moment.' : 'The sweep ended before its first trial did. Start another.') : 'Make the stretches wider, or press Esc on the lines.'}</Empty>}
        />
      </div>
    </section>
  );
}

/** `sma-cross on GOOG` */
const namePart = (spec: SweepSpec, strategy: number | null, series: number | null): string =>
  [...(strategy === null || spec.others === undefined ? [] : [sweptOf(spec)[strategy]?.strategy ?? '']), ...(series === null ? [] : [spec.data[series]?.symbol ?? ''])].join(' on ') || 'all';

function columnsFor(spec: SweepSpec, strategy: number | null, series: number | null): readonly Column<Ranked>[] {
  const swept = sweptOf(spec);
  const one = swept.length === 1 ? swept[0] : strategy === null ? undefined : swept[strategy];
  return [
    { id: 'rank', title: '#', width: 34, value: (row) => row.rank, cell: (row) => <span className={styles.quiet}>{formatNumber(row.rank, 0)}</span> },
    ...(spec.data.length > 1 && series === null ? [{ id: 'symbol', title: 'Series', align: 'left', width: 76, value: (row: Ranked) => row.symbol, cell: (row: Ranked) => row.symbol } as const] : []),
    ...(one === undefined ? mixed : Object.keys(one.space).map(paramColumn)),
    { id: 'sharpe', title: 'Sharpe', width: 58, value: (row) => row.sharpe, cell: (row) => metricText('sharpe', row.sharpe), hint: 'Sharpe ratio, a year, without a risk-free rate' },
    { id: 'return', title: 'Growth', width: 68, value: (row) => row.return, cell: (row) => <Change value={row.return} isPercent places={1} /> },
    { id: 'fall', title: 'Worst fall', width: 68, rank: 2, value: (row) => row.maxDrawdown, cell: (row) => metricText('maxDrawdown', row.maxDrawdown) },
    { id: 'trades', title: 'Trades', width: 52, rank: 1, value: (row) => row.trades, cell: (row) => (row.trades === null ? <span className={styles.quiet}>failed</span> : formatNumber(row.trades, 0)) },
  ];
}

const paramColumn = (name: string): Column<Ranked> =>
  ({ id: `param:${name}`, title: name, width: Math.max(44, name.length * 7 + 12), value: (row) => row.params[name] ?? null, cell: (row) => paramText(row.params[name] ?? Number.NaN) });

/** Trials of several strategies have no parameters in common. */
const mixed: readonly Column<Ranked>[] = [
  { id: 'strategy', title: 'Strategy', align: 'left', width: 110, value: (row) => row.strategy ?? '', cell: (row) => <span title={row.strategy}>{row.strategy}</span> },
  { id: 'params', title: 'Parameters', align: 'left', width: 96, rank: 3, cell: (row) => <span className={styles.quiet} title={paramsText(row.params)}>{paramsText(row.params)}</span> },
];
