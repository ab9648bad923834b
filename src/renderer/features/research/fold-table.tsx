import { useMemo } from 'react';
import type { WalkForwardFold, WalkForwardResult } from '../../../contract/model/walk-forward.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { formatIsoDate } from '../../ui/format.ts';
import { Empty } from '../../ui/panel-state.tsx';
import { Change } from '../../ui/text.tsx';
import { paramsText } from './metric-text.ts';
import styles from './research.module.css';
import { useWalk } from './walk-store.ts';

type Row = { readonly index: number; readonly fold: WalkForwardFold };

/** A line for each fold: its windows over time, what was chosen, and what that made on seen and unseen bars. */
export function FoldTable({ result, onOpen }: { readonly result: WalkForwardResult; readonly onOpen: (fold: number) => void }) {
  const chosen = useWalk((store) => store.fold);
  const rows = useMemo(() => result.folds.map((fold, index): Row => ({ index, fold })), [result]);
  const columns = useMemo(() => columnsFor(result), [result]);
  return (
    <section className={styles.rows} aria-label="Folds">
      <DataTable
        label="Folds of the walk-forward" rows={rows} columns={columns} rowKey={(row) => String(row.index)} selected={chosen === null ? null : String(chosen)}
        onSelect={(row) => useWalk.setState({ fold: row.index })} onOpen={(row) => onOpen(row.index)} empty={<Empty title="No fold" />}
      />
    </section>
  );
}

const returnOf = (table: WalkForwardFold['inSample']): number | null => (typeof table['totalReturn'] === 'number' ? table['totalReturn'] : null);
const day = (ms: number): string => formatIsoDate(ms);

function columnsFor({ folds }: WalkForwardResult): readonly Column<Row>[] {
  const from = Math.min(...folds.map(({ train }) => train.fromMs));
  const to = Math.max(...folds.map(({ test }) => test.toMs));
  return [
    { id: 'fold', title: '#', width: 30, value: (row) => row.index, cell: (row) => <span className={styles.quiet}>{row.index + 1}</span> },
    { id: 'windows', title: 'Trained · tested', align: 'left', width: 170, hint: `Bars from ${day(from)} to ${day(to)}: grey was trained on, lit was tested on`, cell: ({ fold }) => <Windows fold={fold} from={from} to={to} /> },
    { id: 'params', title: 'Chosen', align: 'left', width: 120, value: ({ fold }) => (fold.params === null ? '' : paramsText(fold.params)), cell: ({ fold }) => <span title="Enter or a double click runs them in the lab">{fold.params === null ? <span className={styles.quiet}>none had a figure</span> : paramsText(fold.params)}</span> },
    { id: 'seen', title: 'Seen', width: 62, value: ({ fold }) => returnOf(fold.inSample), hint: 'Growth on the training window', cell: ({ fold }) => <Change value={returnOf(fold.inSample)} isPercent places={1} /> },
    { id: 'unseen', title: 'Unseen', width: 62, value: ({ fold }) => returnOf(fold.outOfSample), hint: 'Growth on the test window', cell: ({ fold }) => <Change value={returnOf(fold.outOfSample)} isPercent places={1} /> },
  ];
}

/** Training and test window on the stretch of all folds. */
function Windows({ fold: { train, test, outOfSample }, from, to }: { readonly fold: WalkForwardFold; readonly from: number; readonly to: number }) {
  const place = ({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }) => ({ left: `${((fromMs - from) / (to - from || 1)) * 100}%`, width: `max(2px, ${((toMs - fromMs) / (to - from || 1)) * 100}%)` });
  const isGain = (returnOf(outOfSample) ?? 0) > 0;
  return (
    <span className={styles.windows} role="img" aria-label={`trained ${day(train.fromMs)} to ${day(train.toMs)}, tested ${day(test.fromMs)} to ${day(test.toMs)}`} title={`trained ${day(train.fromMs)} – ${day(train.toMs)}, tested ${day(test.fromMs)} – ${day(test.toMs)}`}>
      <i className={styles.train} style={place(train)} />
      <i className={isGain ? styles.gained : styles.lost} style={place(test)} />
    </span>
  );
}
