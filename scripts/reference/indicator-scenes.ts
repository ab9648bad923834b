// What the pictures of the indicators show: simulated bars of our own, and for a pattern of candles a place where it occurs.
import type { BarColumns } from '../../src/contract/model/bar.ts';
import type { IndicatorInfo } from '../../src/contract/model/indicator.ts';
import { instrumentId } from '../../src/contract/model/instrument.ts';
import { computeIndicator } from '../../src/quant/indicators/index.ts';
import { SimMarket } from '../../src/quant/sim-market/index.ts';
import type { Scene } from './indicator-picture.ts';

const dayMs = 86_400_000;
const minuteMs = 60_000;
const end = Date.UTC(2025, 0, 1);
const shownBars = 100;
const patternBars = 24;

/** Parameters other than the defaults where those say nothing over these bars. */
const params: Readonly<Record<string, (bars: BarColumns) => Record<string, number>>> = {
  anchored_vwap: (bars) => ({ anchorTime: bars.time[bars.time.length - shownBars + 15]! }),
};

/** Patterns that the simulated bars do not have, drawn by hand after bars that stand still: open, high, low and close. */
const drawn: Readonly<Record<string, readonly (readonly [number, number, number, number])[]>> = {
  cdl2crows: [[100, 104.2, 99.9, 104], [106, 106.2, 104.9, 105], [105.5, 105.6, 101.8, 102]],
  cdl3blackcrows: [[100, 103.2, 99.8, 103], [102.5, 102.7, 100, 100.02], [101, 101.2, 98.5, 98.52], [99.5, 99.7, 97, 97.02]],
  cdl3starsinsouth: [[104, 104.1, 97, 101], [102.5, 102.6, 98.5, 100.8], [100.6, 100.62, 100.18, 100.2]],
  cdlabandonedbaby: [[100, 104.1, 99.9, 104], [105, 105.2, 104.6, 105.02], [104.2, 104.3, 100.8, 101]],
  cdlconcealbabyswall: [[104, 104.02, 101.98, 102], [102, 102.02, 99.98, 100], [99.4, 100.6, 98.9, 99], [100.8, 100.9, 98.2, 98.3]],
  cdlmathold: [[100, 104.1, 99.9, 104], [105, 105.2, 104.6, 104.7], [104.6, 104.8, 103.6, 103.8], [104.1, 104.3, 103.3, 103.5], [103.8, 106.6, 103.8, 106.4]],
  cdlupsidegap2crows: [[100, 104.2, 99.9, 104], [105, 105.2, 104.6, 104.7], [105.4, 105.5, 104.2, 104.4]],
};

/** Series in which patterns are looked for, in this order. */
const searched = [
  ['ACME', dayMs], ['BYTE', dayMs], ['HALE', dayMs], ['VITA', dayMs], ['ACME', 240 * minuteMs], ['BYTE', 240 * minuteMs], ['QBIT', 240 * minuteMs],
  ['LUMN', 240 * minuteMs], ['VOLT', 15 * minuteMs],
] as const;

/** Simulated bars, each series made once and only where it is asked for. */
export function makeScenes(): (info: IndicatorInfo) => Scene {
  const market = new SimMarket(1);
  const made = new Map<string, BarColumns>();
  const load = (symbol: string, timeframeMs: number, count: number): BarColumns => {
    const name = `${symbol} ${timeframeMs}`;
    const bars = made.get(name) ?? market.bars(instrumentId(`SIM:${symbol}`), timeframeMs, end, count);
    made.set(name, bars);
    return bars;
  };
  return (info) => {
    if (info.name.startsWith('cdl')) return findPattern(info.name, load);
    const bars = load('ACME', info.inputs.includes('time') ? 15 * minuteMs : dayMs, 1_300);
    const { outputs } = computeIndicator(info.name, bars, params[info.name]?.(bars) ?? {});
    return { bars, outputs, from: bars.time.length - shownBars, end: bars.time.length, mark: null };
  };
}

/** Where a pattern occurs last, with a few bars after it. */
function findPattern(name: string, load: (symbol: string, timeframeMs: number, count: number) => BarColumns): Scene {
  const byHand = drawn[name];
  const series = byHand === undefined ? searched.map(([symbol, timeframeMs]) => () => load(symbol, timeframeMs, 1_300)) : [() => afterQuiet(byHand)];
  for (const make of series) {
    const bars = make();
    const { outputs } = computeIndicator(name, bars, {});
    const mark = outputs['integer']!.findLastIndex((value, i) => value !== 0 && i >= patternBars && i < bars.time.length - 4);
    if (mark >= 0) return { bars, outputs, from: mark - patternBars + 4, end: mark + 4, mark };
  }
  throw new Error(`${name} occurs in none of the series that are looked at; draw an example of it by hand.`);
}

function afterQuiet(pattern: readonly (readonly [number, number, number, number])[]): BarColumns {
  const quiet = (count: number, level: number): (readonly [number, number, number, number])[] =>
    Array.from({ length: count }, (_, i) => (i % 2 === 0 ? [level, level + 1, level - 0.4, level + 0.6] : [level + 0.6, level + 1, level - 0.4, level]));
  const rows = [...quiet(30, 99.6), ...pattern, ...quiet(6, pattern.at(-1)![3])];
  const column = (k: 0 | 1 | 2 | 3): Float64Array => Float64Array.from(rows, (row) => row[k]);
  return { time: Float64Array.from(rows, (_, i) => i * dayMs), open: column(0), high: column(1), low: column(2), close: column(3), volume: new Float64Array(rows.length).fill(1) };
}
