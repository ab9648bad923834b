import type { BarColumns } from '../../contract/model/bar.ts';
import type { Cursor } from '../engine/cursor.ts';
import type { ColumnSource, StrategyDefinition } from '../engine/strategy.ts';

/** Strategies that see the future, each in a way in which it has happened to somebody. For tests of the detector. */

/** Knows whatever its columns and its script know. */
const leaky = (name: string, columns: Record<string, ColumnSource>, onBar: (c: Cursor, i: number) => void): StrategyDefinition => ({
  info: { name, title: name, family: 'Test', params: [], vectorised: false, description: 'Sees the future.' },
  indicators: () => columns,
  onBar: (cursor) => onBar(cursor, cursor.index),
});

const mapBars = (compute: (bars: BarColumns, i: number) => number): ColumnSource => (bars) => Float64Array.from(bars.time, (_, i) => compute(bars, i));
const column = (compute: (bars: BarColumns, i: number) => number): Record<string, ColumnSource> => ({ x: mapBars(compute) });

/** Long while the column is above a level, flat while it is not. */
const follow = (level: number | ((c: Cursor) => number)) => (c: Cursor): void => {
  const limit = typeof level === 'number' ? level : level(c);
  if (c.isFlat && c.ind.x.value > limit) c.buy();
  else if (!c.isFlat && c.ind.x.value <= limit) c.close();
};
const closeOf = (c: Cursor): number => c.bar().close;
const meanOf = (values: Float64Array): number => values.reduce((sum, one) => sum + one, 0) / values.length;

/** Buys on a script's word, with an order that knows something. */
const orderWith = (options: (c: Cursor) => Parameters<Cursor['buy']>[0]) => (c: Cursor, i: number): void => {
  if (c.isFlat && c.isIdle && i % 7 === 0) c.buy(options(c));
  else if (i % 7 === 5) c.close();
};

/** Reads bars that it was handed when its columns were made: the way round every sealed cursor. */
function hoarding(name: string, onBar: (c: Cursor, i: number, bars: BarColumns) => void): StrategyDefinition {
  let hoard: BarColumns | null = null;
  const columns = { x: (bars: BarColumns): Float64Array => {
    hoard = bars;
    return new Float64Array(bars.time.length);
  } };
  return leaky(name, columns, (c, i) => {
    if (hoard !== null) onBar(c, i, hoard);
  });
}

const smooth = (bars: BarColumns, half: number, i: number): number => {
  const [from, to] = [Math.max(0, i - half), Math.min(bars.close.length, i + half + 1)];
  return meanOf(bars.close.slice(from, to));
};

/** Forth and back over the same values, as filtfilt does. */
const bothWays: ColumnSource = ({ close }) => {
  const out = close.slice();
  for (let i = 1; i < out.length; i++) out[i] = out[i - 1] + 0.2 * (out[i] - out[i - 1]);
  for (let i = out.length - 2; i >= 0; i--) out[i] = out[i + 1] + 0.2 * (out[i] - out[i + 1]);
  return out;
};

/** The close of the week on each of its days. */
const weekClose: ColumnSource = ({ time, close }) => {
  const weekOf = (i: number): number => Math.floor((time[i] / 86_400_000 + 3) / 7);
  const out = new Float64Array(close.length);
  for (let i = close.length - 1; i >= 0; i--) out[i] = i + 1 < close.length && weekOf(i + 1) === weekOf(i) ? out[i + 1] : close[i];
  return out;
};

/** A swing is marked at its low, days before anybody can know that it was one. */
const swingLow = mapBars(({ low }, i) => {
  for (let k = Math.max(0, i - 3); k <= Math.min(low.length - 1, i + 3); k++) if (low[k] < low[i]) return 0;
  return 1;
});

/** Slope of a straight line through all closes, taken off. */
const detrended: ColumnSource = ({ close }) => {
  const last = close.length - 1;
  return close.map((price, i) => price - (close[0] + ((close[last] - close[0]) * i) / last));
};

const rankOfAll: ColumnSource = ({ close }) => {
  const sorted = close.toSorted();
  return close.map((price) => sorted.indexOf(price) / sorted.length);
};

/** What has no value takes the next one that there is. */
const filledFromBehind: ColumnSource = ({ close }) => {
  const out = close.map((price, i) => (i % 3 === 0 ? price : NaN));
  for (let i = out.length - 2; i >= 0; i--) if (Number.isNaN(out[i])) out[i] = out[i + 1];
  return out.map((price, i) => (Number.isNaN(price) ? close[i] : price));
};

export const plantedLeaks: readonly StrategyDefinition[] = [
  leaky('next close', column(({ close }, i) => close[i + 1] ?? close[i]), follow(closeOf)),
  leaky('close five bars on', column(({ close }, i) => (close[i + 5] ?? close[i]) / close[i]), follow(1)),
  leaky('centred average', column((bars, i) => smooth(bars, 5, i)), follow(closeOf)),
  leaky('smoothed both ways', { x: bothWays }, follow(closeOf)),
  leaky('score against the mean of all', { x: (bars) => { const mean = meanOf(bars.close); return bars.close.map((price) => mean - price); } }, follow(0)),
  leaky('rank among all closes', { x: rankOfAll }, follow(0.5)),
  leaky('trend of the whole taken off', { x: detrended }, follow(0)),
  leaky('close of the week on Monday', { x: weekClose }, follow(closeOf)),
  leaky('swings as they turn', { x: swingLow }, follow(0.5)),
  leaky('gaps filled from behind', { x: filledFromBehind }, follow(closeOf)),
  leaky('volume of tomorrow', column(({ volume }, i) => (volume[i + 1] ?? volume[i]) / volume[i]), follow(1.5)),
  leaky('highest of the days to come', column(({ high }, i) => high.slice(i + 1, i + 11).reduce((top, one) => Math.max(top, one), 0)), follow((c) => 1.05 * closeOf(c))),
  leaky('lowest of all that comes', column(({ low }, i) => low.slice(i + 1).reduce((least, one) => Math.min(least, one), Infinity)), follow((c) => 0.8 * closeOf(c))),
  leaky('limit at the low of tomorrow', column(({ low }, i) => low[i + 1] ?? low[i]), orderWith((c) => ({ limit: c.ind.x.value }))),
  leaky('stop under the low to come', column(({ low }, i) => Math.min(...low.slice(i, i + 8)) * 0.99), orderWith((c) => ({ stopLoss: c.ind.x.value }))),
  leaky('larger before a rise', column(({ close }, i) => (close[Math.min(close.length - 1, i + 3)] > close[i] ? 20 : 10)), orderWith((c) => ({ size: c.ind.x.value }))),
  hoarding('only a crash is seen coming', (c, i, { close }) => {
    if (!c.isFlat && (close[i + 1] ?? close[i]) < 0.96 * close[i]) c.close();
    else if (c.isFlat && i % 5 === 0) c.buy();
  }),
  hoarding('stops moved by what comes', (c, i, { low }) => {
    if (c.isFlat) c.buy();
    else for (const trade of c.trades) trade.stopLoss = 0.95 * (low[i + 2] ?? low[i]);
  }),
  hoarding('the end is known', (c, i, { time }) => {
    if (i > time.length - 30) c.close();
    else if (c.isFlat && i % 9 === 0) c.buy();
  }),
  {
    ...leaky('only its signals look', { x: (bars) => bars.close }, (c) => void (c.isFlat && c.index % 4 === 0 && c.buy())),
    signals({ bars: { close } }, _params, out) {
      for (let i = 0; i < close.length; i++) if ((close[i + 1] ?? close[i]) > close[i]) out.add(i, 1);
    },
  },
];
