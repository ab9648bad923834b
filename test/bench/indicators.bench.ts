import type { BarColumns } from '../../src/contract/model/bar.ts';
import {
  computeEma, computeIndicator, computeRollingMax, computeRollingMin, computeRsi, computeSma, computeStddev, createIndicatorStream, findIndicator,
} from '../../src/quant/indicators/index.ts';
import { medianMs, type Bench, type Report } from './bench.ts';

const bars = 1_000_000;

/** Prices that wander like prices do, the same at every run. */
function makeCloses(): Float64Array {
  const close = new Float64Array(bars);
  let [price, state] = [100, 7];
  for (let i = 0; i < bars; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    price *= 1 + (state / 4_294_967_296 - 0.5) * 0.01;
    close[i] = price;
  }
  return close;
}

/** Bars around the closes, each opening where the one before closed. */
function toBars(close: Float64Array): BarColumns {
  const open = Float64Array.from(close, (value, i) => close[i - 1] ?? value);
  const high = Float64Array.from(close, (value, i) => Math.max(value, open[i] ?? value) * 1.001);
  const low = Float64Array.from(close, (value, i) => Math.min(value, open[i] ?? value) * 0.999);
  return { time: Float64Array.from(close, (_, i) => i), open, high, low, close, volume: Float64Array.from(close, (_, i) => 100 + (i % 900)) };
}

/** The plainest loop there is: a running sum in a typed array, without a thought for digits or gaps. */
function computeBareSma(values: Float64Array, out: Float64Array): void {
  let sum = 0;
  for (let i = 0; i < 20; i++) sum += values[i] ?? 0;
  for (let i = 20; i < values.length; i++) {
    sum += (values[i] as number) - (values[i - 20] as number);
    out[i] = sum / 20;
  }
}

/** Each against the bare loop of the same run, with the ratio that is wanted where one is. Sums that keep their digits cost more than plain ones. */
const ratios: readonly (readonly [string, Record<string, number>, number | null])[] = [
  ['sma', { timePeriod: 20 }, 1.2], ['ema', { timePeriod: 20 }, 2.4], ['wma', { timePeriod: 20 }, null], ['rsi', {}, 7], ['macd', {}, 3],
  ['bbands', {}, 4], ['atr', {}, 2.5], ['adx', {}, 12], ['stoch', { fastK: 14 }, 18], ['cci', { timePeriod: 20 }, 21],
  ['sar', {}, null], ['linearreg', {}, null], ['ht_trendline', {}, null], ['cdlengulfing', {}, null], ['cdleveningstar', {}, null],
];

function reportRatios(report: Report, close: Float64Array): void {
  const [series, out] = [toBars(close), Array.from({ length: 3 }, () => new Float64Array(bars))];
  const bare = medianMs(() => { computeBareSma(close, out[0] as Float64Array); }, { warmup: 5, runs: 15 });
  report({ figure: 'a bare sliding mean of 20, 1,000,000 bars', measured: `${bare.toFixed(2)} ms`, target: 'the floor of the rows below', ok: null });
  for (const [name, params, target] of ratios) {
    const ratio = medianMs(() => void computeIndicator(name, series, params, undefined, out), { warmup: 4, runs: 9 }) / bare;
    report({ figure: `${name} against the bare mean`, measured: `${ratio.toFixed(1)} ×`, target: target === null ? 'none' : `≤ ${target} ×`, ok: target === null ? null : ratio <= target });
  }
}

export const bench: Bench = {
  name: 'indicators',
  run(report) {
    const close = makeCloses();
    const rising = Float64Array.from(close, (_, i) => i);
    const out = new Float64Array(bars);
    const copy = medianMs(() => out.set(close), { warmup: 3, runs: 11 });
    // A backtest of 5,000,000 bars a second has 200 ns for each bar: a quarter of it for an indicator, half for the deviation.
    const computations: readonly (readonly [string, () => void, number])[] = [
      ['SMA 30', () => void computeSma(close, 30, out), 50], ['EMA 30', () => void computeEma(close, 30, out), 50],
      ['RSI 14', () => void computeRsi(close, 14, out), 50], ['highest of 20', () => void computeRollingMax(close, 20, out), 50],
      ['deviation of 20', () => void computeStddev(close, 20, out), 100],
      ['lowest of 5,000 while prices rise', () => void computeRollingMin(rising, 5_000, out), 50],
    ];
    for (const [name, compute, targetMs] of computations) {
      const ms = medianMs(compute, { warmup: 3, runs: 9 });
      report({ figure: `${name} of 1,000,000 bars`, measured: `${ms.toFixed(1)} ms`, target: `< ${targetMs} ms`, ok: ms < targetMs, note: `a plain copy: ${copy.toFixed(1)} ms` });
    }
    reportRatios(report, close);
    const stream = createIndicatorStream(findIndicator('rsi'), { timePeriod: 14 });
    const value = [0];
    const replaced = medianMs(() => {
      for (let i = 0; i < 100_000; i++) {
        value[0] = close[i];
        if (i % 10 === 0) stream.add(value);
        else stream.replace(value);
      }
    }, { warmup: 2, runs: 9 });
    const ns = replaced * 10;
    report({ figure: 'RSI, one tick of a forming bar', measured: `${ns.toFixed(0)} ns`, target: '< 1,000 ns', ok: ns < 1_000 });
    return Promise.resolve();
  },
};
