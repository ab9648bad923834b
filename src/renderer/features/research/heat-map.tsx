import { useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { SweepMap } from '../../../contract/model/sweep-views.ts';
import { drawHeatMap } from './draw-heat-map.ts';
import { cellAt, layOutMap, nextCell } from './heat-map-layout.ts';
import { metricNames, metricText, paramText } from './metric-text.ts';
import styles from './pictures.module.css';
import { useCanvas } from './use-canvas.ts';

/**
 * Two parameters against each other, a cell for each pair. The pointer, or the arrow keys while it has the focus, go from cell to cell;
 * a click or Enter opens the best trial of the cell.
 */
export function HeatMap({ map, trial, onOpen }: {
  readonly map: SweepMap;
  /** The trial that is chosen elsewhere. */
  readonly trial: number | null;
  readonly onOpen: (trial: number) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const best = useMemo(() => bestCell(map), [map]);
  const held = trial === null ? -1 : map.best.indexOf(trial);
  const chosen = pointed ?? (held < 0 ? null : held);
  const size = useCanvas(box, canvas, (context, room, colors) => drawHeatMap(context, map, layOutMap(map, room), { best, chosen }, colors), [map, best, chosen]);
  const layout = layOutMap(map, size);
  const open = (cell: number | null): void => {
    const one = cell === null ? null : map.best[cell] ?? null;
    if (one !== null) onOpen(one);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' || event.key === ' ') open(chosen);
    else if (event.key === 'Escape' && pointed !== null) setPointed(null);
    else {
      const next = nextCell(event.key, chosen, layout, best ?? 0);
      if (next === undefined) return;
      setPointed(next);
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <figure className={styles.picture} tabIndex={0} aria-label={`Map of ${metricNames[map.metric]} by ${map.x.name}${map.y === null ? '' : ` and ${map.y.name}`}`} onKeyDown={onKeyDown} onBlur={() => setPointed(null)}>
      <div
        ref={box} className={styles.box} data-points={chosen === null ? undefined : ''}
        onPointerMove={(event) => setPointed(cellAt(layout, ...placeOf(event)))} onPointerLeave={() => setPointed(null)} onClick={(event) => open(cellAt(layout, ...placeOf(event)))}
      >
        <canvas ref={canvas} aria-hidden />
      </div>
      <figcaption className={styles.caption} aria-live="polite">{chosen === null ? <Rest map={map} best={best} /> : <Cell map={map} cell={chosen} />}</figcaption>
    </figure>
  );
}

const placeOf = ({ clientX, clientY, currentTarget }: { readonly clientX: number; readonly clientY: number; readonly currentTarget: Element }): readonly [number, number] => {
  const { left, top } = currentTarget.getBoundingClientRect();
  return [clientX - left, clientY - top];
};

/** The cell with the highest value; null: none has one. */
function bestCell({ values }: SweepMap): number | null {
  let best: number | null = null;
  values.forEach((value, cell) => {
    if (value !== null && (best === null || value > (values[best] ?? -Infinity))) best = cell;
  });
  return best;
}

const pairText = ({ x, y }: SweepMap, cell: number): string => {
  const columns = x.values.length;
  const near = (isBinned: boolean): string => (isBinned ? ' about' : '');
  return `${x.name}${near(x.isBinned)} ${paramText(x.values[cell % columns] ?? 0)}${y === null ? '' : `, ${y.name}${near(y.isBinned)} ${paramText(y.values[Math.floor(cell / columns)] ?? 0)}`}`;
};

function Cell({ map, cell }: { readonly map: SweepMap; readonly cell: number }): ReactNode {
  const count = map.trials[cell] ?? 0;
  if (count === 0) return <span>{pairText(map, cell)}: not tried</span>;
  return <><span>{pairText(map, cell)}: <b>{metricText(map.metric, map.values[cell] ?? null)}</b></span><span>{count === 1 ? '1 trial' : `${count} trials`} · a click runs it</span></>;
}

/** Below this share of the best the cells around it make it a spike. */
const plateau = 0.6;

function Rest({ map, best }: { readonly map: SweepMap; readonly best: number | null }): ReactNode {
  const top = best === null ? null : map.values[best] ?? null;
  if (best === null || top === null) return <span>No trial has a figure yet.</span>;
  const says = map.around === null || top <= 0 || map.metric === 'trades' ? null : map.around < plateau * top ? 'spike' : 'plateau';
  return (
    <>
      <span>Best at {pairText(map, best)}: <b>{metricText(map.metric, top)}</b></span>
      {says === 'spike' && <span className={styles.warn}>△ A spike, not a plateau: {metricText(map.metric, map.around)} around it</span>}
      {says === 'plateau' && <span>A plateau: {metricText(map.metric, map.around)} around it</span>}
    </>
  );
}
