import type { FeatureBar, FeatureColumns } from './index.ts';
import { listFeatures } from './index.ts';

/** What tests of features share. */
export const names = listFeatures().map((info) => info.name);
/** Those that need no other instruments. */
export const plainNames = listFeatures().filter((info) => info.group !== 'Cross-section').map((info) => info.name);

const columnNames = ['time', 'open', 'high', 'low', 'close', 'volume', 'bid', 'ask', 'bidSize', 'askSize'] as const;

/** Numbers from 0 to 1 that are the same everywhere. */
function createDice(seed: number): () => number {
  let state = seed * 7_919;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 4_294_967_296;
}

/** Bars of six hours without weekends, with gaps between them and quotes about their closes; the same for a seed. */
export function makeSeries(count: number, seed: number): FeatureColumns {
  const dice = createDice(seed);
  let [time, price] = [Date.UTC(2024, 0, 1), 100];
  const bars = Array.from({ length: count }, (): FeatureBar => {
    const open = price * (1 + 0.004 * (dice() - 0.5));
    price = open * (1 + 0.02 * (dice() - 0.5));
    const bar = {
      time, open, close: price, high: Math.max(open, price) * (1 + 0.005 * dice()), low: Math.min(open, price) * (1 - 0.005 * dice()), volume: Math.floor(1 + 1_000 * dice()),
      bid: price * (1 - 0.001 * dice()), ask: price * (1 + 0.001 * dice()), bidSize: Math.floor(100 * dice()), askSize: 1 + Math.floor(100 * dice()),
    };
    time += 21_600_000;
    if (new Date(time).getUTCDay() === 6) time += 2 * 86_400_000;
    return bar;
  });
  return columnsOf(bars);
}

/** The first bars. */
export const take = (bars: FeatureColumns, count: number): FeatureColumns => changed(bars, (column) => column.slice(0, count));

export const changed = (bars: FeatureColumns, change: (column: Float64Array, name: string) => Float64Array): FeatureColumns =>
  Object.fromEntries(columnNames.flatMap((name) => (bars[name] === undefined ? [] : [[name, change(bars[name], name)]]))) as FeatureColumns;

export const barAt = (bars: FeatureColumns, i: number): FeatureBar =>
  Object.fromEntries(columnNames.flatMap((name) => (bars[name] === undefined ? [] : [[name, bars[name][i]!]]))) as FeatureBar;

export const columnsOf = (bars: readonly FeatureBar[]): FeatureColumns =>
  Object.fromEntries(columnNames.map((name) => [name, Float64Array.from(bars, (bar) => bar[name] ?? Number.NaN)])) as FeatureColumns;
