import { useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { SweepMetric, SweepTrial } from '../../../contract/model/sweep.ts';
import { formatNumber } from '../../ui/format.ts';
import { drawParallel } from './draw-parallel.ts';
import { axesOf, axisAt, isBrushed, layOutParallel, moveBrush, setBrush } from './parallel-layout.ts';
import styles from './pictures.module.css';
import type { Brush } from './sweep-store.ts';
import { useCanvas } from './use-canvas.ts';

/**
 * Every trial as a line over its parameters and figures. A drag along an axis keeps what passes through that stretch, a click on the axis
 * lets it go. With the keyboard ← → choose an axis, ↑ ↓ move the lower end of its stretch and with Shift the upper one, Delete lets it go.
 */
export function ParallelLines({ trials, params, metric, brush, chosen, onBrush }: {
  readonly trials: readonly SweepTrial[];
  readonly params: readonly string[];
  readonly metric: SweepMetric;
  readonly brush: Brush;
  readonly chosen: number | null;
  readonly onBrush: (brush: Brush) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [axis, setAxis] = useState<number | null>(null);
  const drag = useRef<{ readonly axis: number; readonly y: number } | null>(null);
  const axes = useMemo(() => axesOf(trials, params, metric), [trials, params, metric]);
  const size = useCanvas(box, canvas, (context, room, colors) => drawParallel(context, { trials, axes, metric, brush, chosen, axis }, layOutParallel(axes.length, room), colors), [trials, axes, brush, chosen, axis]);
  const layout = layOutParallel(axes.length, size);
  const kept = useMemo(() => trials.filter((trial) => isBrushed(trial, axes, brush)).length, [trials, axes, brush]);

  const stretchTo = (event: PointerEvent<HTMLElement>): void => {
    const from = drag.current;
    const one = from === null ? undefined : axes[from.axis];
    if (from === null || one === undefined) return;
    const y = event.clientY - event.currentTarget.getBoundingClientRect().top;
    const ends = [layout.valueAt(one, from.y), layout.valueAt(one, y)] as const;
    if (Math.abs(y - from.y) < 3) onBrush(setBrush(brush, one, [one.low, one.high]));
    else onBrush(setBrush(brush, one, [Math.min(...ends), Math.max(...ends)]));
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const at = axisAt(layout, axes.length, event.clientX - left);
    if (at === null) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { axis: at, y: event.clientY - top };
    setAxis(at);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const one = axis === null ? undefined : axes[axis];
    const end = event.shiftKey ? 'high' : 'low';
    if (event.key === 'ArrowRight') setAxis(axis === null ? 0 : Math.min(axes.length - 1, axis + 1));
    else if (event.key === 'ArrowLeft') setAxis(axis === null ? axes.length - 1 : Math.max(0, axis - 1));
    else if (one !== undefined && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) onBrush(moveBrush(brush, one, end, event.key === 'ArrowUp' ? 1 : -1));
    else if (one !== undefined && (event.key === 'Delete' || event.key === 'Backspace')) onBrush(setBrush(brush, one, [one.low, one.high]));
    else if (event.key === 'Escape' && Object.keys(brush).length > 0) onBrush({});
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <figure className={styles.picture} tabIndex={0} aria-label="Trials as lines over their parameters and figures" onKeyDown={onKeyDown} onBlur={() => setAxis(null)}>
      <div ref={box} className={styles.box} data-brush="" onPointerDown={onPointerDown} onPointerMove={stretchTo} onPointerUp={(event) => {
        stretchTo(event);
        drag.current = null;
      }}>
        <canvas ref={canvas} aria-hidden />
      </div>
      <figcaption className={styles.caption} aria-live="polite">
        {Object.keys(brush).length === 0
          ? <span>Drag along an axis to keep what passes there; a click lets it go.</span>
          : <><span><b>{formatNumber(kept, 0)}</b> of {formatNumber(trials.length, 0)} lines kept</span><span>{axes.filter(({ key }) => brush[key] !== undefined).map(({ key, title, text }) => `${title} ${text(brush[key]?.[0] ?? 0)} to ${text(brush[key]?.[1] ?? 0)}`).join(' · ')}</span></>}
      </figcaption>
    </figure>
  );
}
