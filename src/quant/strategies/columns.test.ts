import { describe, expect, it } from 'vitest';
import type { BarColumns } from '../../contract/model/bar.ts';
import { atrOf, deviationAt, emaOf, highestAt, lowestAt, meanAt, randomBars, rsiOf, runFills, smoothed, tradeAtOpens, trueRanges, writeFills, type Wish } from './test-reference.ts';

/** A strategy's rule, written out from its description: what it wishes on the close of bar i. */
type Rule = (bars: BarColumns, params: Record<string, number>) => (i: number, side: number) => Wish;

const seeds = [1, 2, 3];

const crossing = (line: readonly number[], other: readonly number[]) => (i: number, side: number): Wish => {
  if (i === 0) return null;
  if (line[i - 1] < other[i - 1] && line[i] > other[i]) return side === 0 ? 'buy' : null;
  return line[i - 1] > other[i - 1] && line[i] < other[i] && side !== 0 ? 'close' : null;
};

/** In when flat, out when holding. */
const inAndOut = (enters: (i: number) => boolean, leaves: (i: number) => boolean) => (i: number, side: number): Wish => {
  if (side === 0) return enters(i) ? 'buy' : null;
  return leaves(i) ? 'close' : null;
};

const middleAt = ({ high, low }: BarColumns, i: number, n: number): number => (highestAt(high, i, n) + lowestAt(low, i, n)) / 2;

/** Weekdays of the month of a date, before and after it. */
function weekdaysAround(timeMs: number): { readonly upTo: number; readonly after: number } {
  const date = new Date(timeMs);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  const days = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const isWeekday = (of: number): boolean => new Date(Date.UTC(year, month, of)).getUTCDay() % 6 !== 0;
  const all = Array.from({ length: days }, (_, k) => k + 1).filter(isWeekday);
  return { upTo: all.filter((one) => one <= day).length, after: all.filter((one) => one > day).length };
}

function supertrendDirections(bars: BarColumns, n: number, multiplier: number): number[] {
  const ranges = trueRanges(bars);
  ranges[0] = bars.high[0] - bars.low[0];
  const range = smoothed(ranges, n, 1 / n);
  const out: number[] = [];
  let [up, down, direction] = [NaN, NaN, -1];
  for (let i = 0; i < ranges.length; i++) {
    if (i < n - 1) {
      out.push(NaN);
      continue;
    }
    const middle = (bars.high[i] + bars.low[i]) / 2;
    const [top, bottom] = [middle + multiplier * range[i], middle - multiplier * range[i]];
    const before = bars.close[i - 1];
    up = Number.isNaN(up) || top < up || before > up ? top : up;
    down = Number.isNaN(down) || bottom > down || before < down ? bottom : down;
    if (i >= n) direction = direction === 1 ? (bars.close[i] < down ? -1 : 1) : bars.close[i] > up ? 1 : -1;
    out.push(direction);
  }
  return out;
}

const meansOf = (values: Float64Array, n: number): number[] => Array.from(values, (_, i) => meanAt(values, i, n));

/** Above: the first wish, below: the second, whatever is held. */
const turning = (line: readonly number[], other: readonly number[], above: Wish, below: Wish) => (i: number): Wish => {
  if (i > 0 && line[i - 1] < other[i - 1] && line[i] > other[i]) return above;
  return i > 0 && line[i - 1] > other[i - 1] && line[i] < other[i] ? below : null;
};

const rules: Record<string, readonly [params: Record<string, number>, rule: Rule]> = {
  'sma-cross': [{ fast: 3, slow: 10 }, ({ close }, { fast, slow }) => turning(meansOf(close, fast), meansOf(close, slow), 'buy', 'sell')],
  'sma-cross-long': [{ fast: 3, slow: 10 }, ({ close }, { fast, slow }) => {
    const wish = turning(meansOf(close, fast), meansOf(close, slow), 'buy', 'close');
    return (i, side) => (side === 0 && wish(i) === 'close' ? null : wish(i));
  }],
  'rsi-reversion': [{ period: 6, low: 35, high: 60 }, ({ close }, { period, low, high }) => {
    const rsi = rsiOf(close, period);
    return inAndOut((i) => rsi[i] < low, (i) => rsi[i] > high);
  }],
  'buy-and-hold': [{}, () => (_, side) => (side === 0 ? 'buy' : null)],
  'ema-cross': [{ fast: 4, slow: 11 }, ({ close }, { fast, slow }) => crossing(emaOf(close, fast), emaOf(close, slow))],
  'macd-cross': [{ fastPeriod: 5, slowPeriod: 12, signalPeriod: 4 }, ({ close }, { fastPeriod, slowPeriod, signalPeriod }) => {
    // The fast average begins so late that both have their first value on the same bar.
    const fast = emaOf(close, fastPeriod, slowPeriod - fastPeriod);
    const line = emaOf(close, slowPeriod).map((slow, i) => fast[i] - slow);
    const signal = emaOf(line, signalPeriod, slowPeriod - 1);
    return crossing(line.map((value, i) => (Number.isNaN(signal[i]) ? NaN : value)), signal);
  }],
  'supertrend-follow': [{ timePeriod: 7, multiplier: 1.5 }, (bars, { timePeriod, multiplier }) => {
    const direction = supertrendDirections(bars, timePeriod, multiplier);
    return (i) => (i < timePeriod || direction[i] === direction[i - 1] ? null : direction[i] > 0 ? 'buy' : 'sell');
  }],
  'ichimoku-cloud': [{ conversion: 4, base: 9, span: 17, displacement: 6 }, (bars, { conversion, base, span, displacement }) => {
    const spans = (i: number): [number, number] => {
      const then = i - displacement;
      return then < span - 1 ? [NaN, NaN] : [(middleAt(bars, then, conversion) + middleAt(bars, then, base)) / 2, middleAt(bars, then, span)];
    };
    return inAndOut(
      (i) => bars.close[i] > Math.max(...spans(i)) && middleAt(bars, i, conversion) > middleAt(bars, i, base),
      (i) => bars.close[i] < Math.min(...spans(i)),
    );
  }],
  'keltner-breakout': [{ timePeriod: 9, multiplier: 1 }, (bars, { timePeriod, multiplier }) => {
    const middle = emaOf(Array.from(bars.close, (close, i) => (bars.high[i] + bars.low[i] + close) / 3), timePeriod);
    const range = atrOf(bars, timePeriod);
    return inAndOut((i) => bars.close[i] > middle[i] + multiplier * range[i], (i) => bars.close[i] < middle[i]);
  }],
  'bollinger-reversion': [{ period: 12, deviations: 1.3 }, ({ close }, { period, deviations }) =>
    inAndOut((i) => close[i] < meanAt(close, i, period) - deviations * deviationAt(close, i, period), (i) => close[i] > meanAt(close, i, period))],
  'connors-rsi2': [{ period: 2, low: 25, trend: 40, exit: 4 }, ({ close }, { period, low, trend, exit }) => {
    const rsi = rsiOf(close, period);
    return inAndOut((i) => close[i] > meanAt(close, i, trend) && rsi[i] < low, (i) => close[i] > meanAt(close, i, exit));
  }],
  'zscore-reversion': [{ period: 15, entry: 1.4, exit: 0.3 }, ({ close }, { period, entry, exit }) => (i, side) => {
    const z = (close[i] - meanAt(close, i, period)) / deviationAt(close, i, period);
    if (side === 0) return z < -entry ? 'buy' : z > entry ? 'sell' : null;
    return (side > 0 ? z >= -exit : z <= exit) ? 'close' : null;
  }],
  'turn-of-month': [{ before: 2, after: 3 }, ({ time }, { before, after }) =>
    inAndOut((i) => weekdaysAround(time[i]).after <= before, (i) => weekdaysAround(time[i]).after > before && weekdaysAround(time[i]).upTo >= after)],
  'day-of-week': [{ buyOn: 2, closeOn: 4 }, ({ time }, { buyOn, closeOn }) =>
    inAndOut((i) => new Date(time[i]).getUTCDay() === buyOn, (i) => new Date(time[i]).getUTCDay() === closeOn)],
};

describe.each(Object.entries(rules))('%s', (name, [params, rule]) => {
  it.each(seeds)('trades as its description says, written out bar by bar (seed %i)', (seed) => {
    const bars = randomBars(seed, 320);
    const expected = writeFills(tradeAtOpens(bars, rule(bars, params)));
    expect(expected.length, 'there is something to compare').toBeGreaterThan(name === 'buy-and-hold' ? 0 : 6);
    expect(writeFills(runFills(name, params, [{ symbol: 'A', bars }]))).toEqual(expected);
  });
});
