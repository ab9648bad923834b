import { useRef, type KeyboardEvent } from 'react';
import type { SweepMatrix } from '../../../contract/model/sweep-views.ts';
import { cx } from '../../ui/cx.ts';
import { formatNumber } from '../../ui/format.ts';
import { extentOf, shadeOf, type Extent } from './canvas-colors.ts';
import { layOutPairs, nextPair, type Pair, type PairLayout } from './matrix-layout.ts';
import styles from './matrix.module.css';
import { metricNames, metricText } from './metric-text.ts';

/**
 * Every strategy on every series, a cell for each pair. Arrow keys go from cell to cell; a click or the space bar shows the trials of a
 * pair, a double click or Enter runs the best of them.
 */
export function Matrix({ matrix, shows, chosen, onChoose, onOpen }: {
  readonly matrix: SweepMatrix;
  readonly shows: 'best' | 'median';
  readonly chosen: Pair | null;
  readonly onChoose: (pair: Pair) => void;
  readonly onOpen: (trial: number) => void;
}) {
  const table = useRef<HTMLTableElement>(null);
  const values = matrix[shows];
  const extent = extentOf(values);
  const layout = layOutPairs(matrix);
  const at = chosen === null ? null : layout.placeOf(chosen);
  const open = (place: number): void => {
    const trial = matrix.bestTrial[layout.valueAt(place)] ?? null;
    if (trial !== null) onOpen(trial);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>): void => {
    const place = Number(event.target instanceof HTMLElement ? event.target.dataset['place'] : Number.NaN);
    if (Number.isNaN(place)) return;
    const next = nextPair(event.key, place, layout);
    if (event.key === 'Enter') open(place);
    else if (event.key === ' ') onChoose(layout.pairAt(place));
    else if (next !== null) table.current?.querySelector<HTMLElement>(`[data-place="${next}"]`)?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const best = bestOf(values);
  return (
    <div className={styles.picture}>
      <div className={styles.scroll}>
        <table ref={table} className={styles.matrix} role="grid" aria-label={`${shows === 'best' ? 'Best' : 'Median'} ${metricNames[matrix.metric].toLowerCase()} of each strategy on each series`} onKeyDown={onKeyDown}>
          <thead><tr><th scope="col" className={styles.corner}>{layout.rowsAre}</th>{layout.columns.map((name, k) => <th key={k} scope="col" title={name}><span>{name}</span></th>)}</tr></thead>
          <tbody>
            {layout.rows.map((name, row) => (
              <tr key={row}>
                <th scope="row" title={name}>{name}</th>
                {layout.columns.map((_, k) => {
                  const place = row * layout.columns.length + k;
                  return <Cell key={k} place={place} value={layout.valueAt(place)} matrix={matrix} values={values} extent={extent} isChosen={place === at} isFirst={place === (at ?? 0)} onChoose={() => onChoose(layout.pairAt(place))} onOpen={() => open(place)} title={sayPair(matrix, layout, place)} />;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.caption} aria-live="polite">
        {at !== null ? <><span>{sayPair(matrix, layout, at)}</span><span>Enter or a double click runs the best</span></> : best === null ? <span>No trial has a figure yet.</span> : <><span>Highest: {sayPair(matrix, layout, layout.placeAt(best))}</span><span>a click shows the trials of a pair</span></>}
      </p>
    </div>
  );
}

/** Where the highest figure stands in a list; null: there is none. */
function bestOf(values: readonly (number | null)[]): number | null {
  let best: number | null = null;
  values.forEach((value, k) => {
    if (value !== null && (best === null || value > (values[best] ?? Number.NEGATIVE_INFINITY))) best = k;
  });
  return best;
}

function Cell({ place, value, matrix, values, extent, isChosen, isFirst, title, onChoose, onOpen }: {
  readonly place: number;
  readonly value: number;
  readonly matrix: SweepMatrix;
  readonly values: SweepMatrix['best'];
  readonly extent: Extent | null;
  readonly isChosen: boolean;
  /** Where the tab key goes. */
  readonly isFirst: boolean;
  readonly title: string;
  readonly onChoose: () => void;
  readonly onOpen: () => void;
}) {
  const figure = values[value] ?? null;
  const shade = figure === null || extent === null ? null : shadeOf(matrix.metric, figure, extent);
  const ground = shade === null ? {} : { background: `color-mix(in srgb, var(${shade.isGood ? '--phosphor' : '--down'}) ${(shade.share * 100).toFixed(0)}%, var(--panel))` };
  return (
    <td role="gridcell" data-place={place} tabIndex={isFirst ? 0 : -1} aria-selected={isChosen} className={cx(styles.cell, isChosen && styles.chosen)} style={ground} title={title} onClick={onChoose} onDoubleClick={onOpen}>
      {figure === null ? <span className={styles.none}>{(matrix.trials[value] ?? 0) > 0 ? 'none' : '·'}</span> : metricText(matrix.metric, figure)}
    </td>
  );
}

/** What came of a pair, in a sentence. */
export function sayPair(matrix: SweepMatrix, layout: PairLayout, place: number): string {
  const { strategy, series } = layout.pairAt(place);
  const value = layout.valueAt(place);
  const trials = matrix.trials[value] ?? 0;
  const name = `${matrix.strategies[strategy] ?? ''} on ${matrix.series[series]?.symbol ?? ''}`;
  if (trials === 0) return `${name}: no trial yet`;
  const count = `${formatNumber(trials, 0)} ${trials === 1 ? 'trial' : 'trials'}`;
  const best = matrix.best[value] ?? null;
  if (best === null) return `${name}: none of ${count} has a figure`;
  return trials === 1 ? `${name}: ${metricText(matrix.metric, best)}` : `${name}: best ${metricText(matrix.metric, best)}, median ${metricText(matrix.metric, matrix.median[value] ?? null)} of ${count}`;
}
