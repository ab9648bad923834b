import type { SweepMetric, SweepTrial } from '../../../contract/model/sweep.ts';
import { metricNames, metricText, paramText } from './metric-text.ts';
import type { Brush } from './sweep-store.ts';
import type { Size } from './use-canvas.ts';

/** One axis: a parameter or a figure, and the stretch of it that came up. */
export type Axis = { readonly key: string; readonly title: string; readonly low: number; readonly high: number; readonly valueOf: (trial: SweepTrial) => number | null; readonly text: (value: number) => string };

const margin = { side: 44, top: 24, bottom: 22 };
const figures: readonly SweepMetric[] = ['trades', 'maxDrawdown', 'return', 'sharpe'];

/** An axis for each parameter, then one for each figure; that which ranks is the last. */
export function axesOf(trials: readonly SweepTrial[], params: readonly string[], metric: SweepMetric): readonly Axis[] {
  const order = [...figures.filter((one) => one !== metric), metric];
  const given: readonly Omit<Axis, 'low' | 'high'>[] = [
    ...params.map((name) => ({ key: `param:${name}`, title: name, valueOf: (trial: SweepTrial) => trial.params[name] ?? null, text: paramText })),
    ...order.map((one) => ({ key: one, title: metricNames[one], valueOf: (trial: SweepTrial) => trial[one], text: (value: number) => metricText(one, value) })),
  ];
  return given.map((axis) => {
    let [low, high] = [Infinity, -Infinity];
    for (const trial of trials) {
      const value = axis.valueOf(trial);
      if (value === null) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return { ...axis, low: low > high ? 0 : low, high: low > high ? 1 : high };
  });
}

export type ParallelLayout = { readonly top: number; readonly bottom: number; readonly x: (axis: number) => number; readonly y: (axis: Axis, value: number) => number; readonly valueAt: (axis: Axis, y: number) => number };

export function layOutParallel(count: number, { width, height }: Size): ParallelLayout {
  const [top, bottom] = [margin.top, Math.max(margin.top + 1, height - margin.bottom)];
  const step = Math.max(1, width - 2 * margin.side) / Math.max(1, count - 1);
  return {
    top, bottom, x: (axis) => margin.side + axis * step,
    // An axis with one value has it in the middle.
    y: ({ low, high }, value) => (high === low ? (top + bottom) / 2 : bottom - ((value - low) / (high - low)) * (bottom - top)),
    valueAt: ({ low, high }, y) => low + (Math.min(1, Math.max(0, (bottom - y) / (bottom - top)))) * (high - low),
  };
}

/** The axis next to a point; null: none is near. */
export function axisAt(layout: ParallelLayout, count: number, x: number): number | null {
  const nearest = Array.from({ length: count }, (_, k) => k).toSorted((a, b) => Math.abs(layout.x(a) - x) - Math.abs(layout.x(b) - x))[0];
  return nearest === undefined || Math.abs(layout.x(nearest) - x) > 18 ? null : nearest;
}

/** Whether a trial lies inside every brushed stretch; what has no figure there does not. */
export function isBrushed(trial: SweepTrial, axes: readonly Axis[], brush: Brush): boolean {
  return axes.every((axis) => {
    const stretch = brush[axis.key];
    if (stretch === undefined) return true;
    const value = axis.valueOf(trial);
    return value !== null && value >= stretch[0] && value <= stretch[1];
  });
}

/** Moves one end of a stretch by so many twentieths of its axis, never past the other; all of the axis is no stretch. */
export function moveBrush(brush: Brush, axis: Axis, end: 'low' | 'high', steps: number): Brush {
  const { key, low, high } = axis;
  const [from, to] = brush[key] ?? [low, high];
  const by = ((high - low) / 20) * steps;
  const next: readonly [number, number] = end === 'low' ? [Math.min(to, Math.max(low, from + by)), to] : [from, Math.max(from, Math.min(high, to + by))];
  return setBrush(brush, axis, next);
}

export function setBrush(brush: Brush, { key, low, high }: Axis, [from, to]: readonly [number, number]): Brush {
  const { [key]: _, ...others } = brush;
  return from <= low && to >= high ? others : { ...others, [key]: [from, to] };
}
