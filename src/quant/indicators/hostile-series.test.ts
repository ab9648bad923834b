import { describe, expect, it } from 'vitest';
import type { BarColumns } from '../../contract/model/bar.ts';
import { computeIndicator } from './compute-indicator.ts';

/** A series on which running sums lose their digits: a high level, a spike, a stretch that stands still, and tiny moves. */
function makeHostile(): Float64Array {
  const values = Float64Array.from({ length: 600 }, (_, i) => 2 ** 30 + Math.round(Math.sin(i * i) * 64) / 64);
  values[150] = 1e15;
  for (let i = 300; i < 340; i++) values[i] = 2 ** 30;
  for (let i = 400; i < 600; i++) values[i] = 100 + Math.round(Math.sin(i) * 1024) / 2 ** 20;
  return values;
}

const close = makeHostile();
const other = Float64Array.from(close, (value, i) => value + Math.round(Math.cos(i * 3) * 32) / 32);
const bars: BarColumns = { time: Float64Array.from(close, (_, i) => i), open: close, high: other, low: close, close, volume: new Float64Array(600).fill(1) };
const period = 9;

const mean = (values: readonly number[]): number => {
  const from = values[0] ?? 0;
  return from + values.reduce((sum, value) => sum + (value - from), 0) / values.length;
};
const products = (a: readonly number[], b: readonly number[]): number => {
  const [meanA, meanB] = [mean(a), mean(b)];
  return a.reduce((sum, value, i) => sum + (value - meanA) * ((b[i] ?? 0) - meanB), 0);
};
const places = Array.from({ length: period }, (_, i) => i);

/** Each figure of a window by its definition, written out. */
const definitions: Readonly<Record<string, (x: readonly number[], y: readonly number[]) => number>> = {
  sma: (x) => mean(x),
  sum: (x) => x.reduce((sum, value) => sum + value, 0),
  wma: (x) => x.reduce((sum, value, i) => sum + value * (i + 1), 0) / 45,
  var: (x) => products(x, x) / period,
  stddev: (x) => Math.sqrt(products(x, x) / period),
  avgdev: (x) => mean(x.map((value) => Math.abs(value - mean(x)))),
  linearreg_slope: (x) => products(places, x) / products(places, places),
  linearreg: (x) => mean(x) + (products(places, x) / products(places, places)) * 4,
  tsf: (x) => mean(x) + (products(places, x) / products(places, places)) * 5,
  linearreg_intercept: (x) => mean(x) - (products(places, x) / products(places, places)) * 4,
  correl: (x, y) => (products(x, x) === 0 || products(y, y) === 0 ? 0 : products(y, x) / Math.sqrt(products(x, x) * products(y, y))),
};

describe('figures of a window keep their digits over spikes, standstills and high levels', () => {
  it.each(Object.keys(definitions))('%s is what its definition says', (name) => {
    const values = computeIndicator(name, bars, { timePeriod: period }).outputs['real'] ?? new Float64Array();
    for (let i = period - 1; i < 600; i++) {
      const window = (column: Float64Array): number[] => Array.from(column.subarray(i - period + 1, i + 1));
      const expected = definitions[name]?.(window(close), window(other)) ?? Number.NaN;
      // While the spike is in the window, the definition itself is good to the spike's last digit only.
      const slack = Math.max(...window(close)) >= 1e15 ? 0.5 : 0;
      expect(Math.abs((values[i] ?? Number.NaN) - expected), `bar ${i}: ${values[i]}, not ${expected}`).toBeLessThanOrEqual(1e-9 * Math.max(1e-3, Math.abs(expected)) + slack);
    }
  });

  it('bands lie an exact number of deviations from their middle', () => {
    const { outputs } = computeIndicator('bbands', bars, { timePeriod: period });
    const deviation = computeIndicator('stddev', bars, { timePeriod: period }).outputs['real'] ?? new Float64Array();
    outputs['upper']?.forEach((value, i) => i >= period && expect(value).toBe((outputs['middle']?.[i] ?? 0) + 2 * (deviation[i] ?? 0)));
  });
});

describe('where TA-Lib reads beyond its buffers or divides by zero', () => {
  const waves = Float64Array.from({ length: 60 }, (_, i) => 50 + Math.sin(i / 3) * 5);
  const plain: BarColumns = { ...bars, time: waves, open: waves, high: waves, low: waves, close: waves, volume: waves };

  it('a signal over one bar is the line itself', () => {
    for (const name of ['macd', 'macdfix', 'macdext']) {
      const { outputs } = computeIndicator(name, plain, { signalPeriod: 1 });
      expect(outputs['macd']?.subarray(25).every(Number.isFinite), name).toBe(true);
      outputs['hist']?.subarray(25).forEach((value) => expect(Math.abs(value), name).toBeLessThan(1e-12));
    }
  });
  it('TRIX over one bar is the rate of change', () => {
    const trix = computeIndicator('trix', plain, { timePeriod: 1 }).outputs['real'];
    const roc = computeIndicator('roc', plain, { timePeriod: 1 }).outputs['real'];
    trix?.forEach((value, i) => i > 0 && expect(Math.abs(value - (roc?.[i] ?? 0))).toBeLessThan(1e-12));
  });
  it('the intraday momentum index of bars without bodies is 0', () => {
    expect(computeIndicator('imi', plain, {}).outputs['real']?.[40]).toBe(0);
  });
  it('more averages side by side than fit are refused with their number', () => {
    expect(() => computeIndicator('mavp', plain, { maxPeriod: 50_000 })).toThrow('mavp: minPeriod 2 to maxPeriod 50000 are 49999 periods; at most 2000 can be kept.');
  });
});
