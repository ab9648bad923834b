import { QuantError } from '../error.ts';
import { checkBars, emptyLabels, isPrice, type LabelSet } from './label-set.ts';

export type TripleBarrierOptions = {
  /** Bars until the vertical barrier. */
  readonly horizon: number;
  /** Distances of the upper and the lower barrier from the close, in units of `unit`. */
  readonly upper: number;
  readonly lower: number;
  /** What a distance of 1 is at each bar, as a share of the close: its volatility, or a fixed 0.01. Above 0; NaN gives no label. */
  readonly unit: Float64Array | number;
};

export type TripleBarrierLabels = LabelSet & {
  /** Log return from the close of the bar to where the label ended: a barrier that was touched, or the close at the horizon. */
  readonly change: Float64Array;
};

/** Prices that a barrier is held against. Closes alone do where there is no more. */
export type BarrierPrices = { readonly close: Float64Array; readonly high?: Float64Array; readonly low?: Float64Array };

/**
 * Which barrier comes first after each bar: the upper (1), the lower (-1), or neither within the horizon (0). Touching is enough.
 * A bar that touches both counts for the lower one: what happened inside it is unknown, and a long position should not be
 * flattered. A bar opened beyond a barrier counts at the barrier. NaN where the series ends before anything is decided, or a price
 * on the way is missing.
 * Source: M. López de Prado, Advances in Financial Machine Learning (2018), 3.4.
 */
export function labelTripleBarrier({ close, high = close, low = close }: BarrierPrices, { horizon, upper, lower, unit }: TripleBarrierOptions): TripleBarrierLabels {
  checkBars('The horizon', horizon);
  checkDistance('upper', upper);
  checkDistance('lower', lower);
  checkLengths(close, [['high', high], ['low', low], ...(typeof unit === 'number' ? [] : [['unit', unit] as const])]);
  const labels = { ...emptyLabels(close.length, horizon), change: new Float64Array(close.length).fill(Number.NaN) };
  for (let i = 0; i < close.length; i++) {
    const [start, width] = [close[i]!, typeof unit === 'number' ? unit : unit[i]!];
    if (!isPrice(start) || !(width > 0 && width < Number.POSITIVE_INFINITY)) continue;
    const [top, bottom] = [start * (1 + upper * width), start * (1 - lower * width)];
    for (let at = i + 1; at <= i + horizon && at < close.length; at++) {
      if (!isPrice(close[at]!) || !isPrice(high[at]!) || !isPrice(low[at]!)) break;
      const value = low[at]! <= bottom ? -1 : high[at]! >= top ? 1 : at === i + horizon ? 0 : null;
      if (value === null) continue;
      const reached = value === 0 ? close[at]! : value > 0 ? top : bottom;
      labels.value[i] = value;
      labels.end[i] = at;
      labels.change[i] = Math.log(reached / start);
      break;
    }
  }
  return labels;
}

function checkDistance(name: string, distance: number): void {
  if (!(distance > 0 && distance < Number.POSITIVE_INFINITY)) throw new QuantError('BAD_BARRIER', `The ${name} barrier is ${distance} units away; it must be a number above 0.`);
}

function checkLengths(close: Float64Array, columns: readonly (readonly [string, Float64Array])[]): void {
  for (const [name, column] of columns) {
    if (column.length !== close.length) throw new QuantError('WRONG_LENGTH', `The column ${name} has ${column.length} values for ${close.length} closes; give one for each.`);
  }
}
