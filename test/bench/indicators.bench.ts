import { computeEma, computeRollingMax, computeRollingMin, computeRsi, computeSma, computeStddev, createIndicatorStream, findIndicator } from '../../src/quant/indicators/index.ts';
import { medianMs, type Bench } from './bench.ts';

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

export const bench: Bench = {
  name: 'indicators',
  run(report) {
    const close = makeCloses();
    const rising = Float64Array.from(close, (_, i) => i);
    const out = new Float64Array(bars);
    const copy = medianMs(() => out.set(close), { warmup: 3, runs: 11 });
    // A backtest of 5,000,000 bars a second has 200 ns for each bar: a quarter of it for an indicator, half for the two-pass one.
    const computations: readonly (readonly [string, () => void, number])[] = [
      ['SMA 30', () => void computeSma(close, 30, out), 50], ['EMA 30', () => void computeEma(close, 30, out), 50],
      ['RSI 14', () => void computeRsi(close, 14, out), 50], ['highest of 20', () => void computeRollingMax(close, 20, out), 50],
      ['deviation of 20, two passes', () => void computeStddev(close, 20, out), 100],
      ['lowest of 5,000 while prices rise', () => void computeRollingMin(rising, 5_000, out), 50],
    ];
    for (const [name, compute, targetMs] of computations) {
      const ms = medianMs(compute, { warmup: 3, runs: 9 });
      report({ figure: `${name} of 1,000,000 bars`, measured: `${ms.toFixed(1)} ms`, target: `< ${targetMs} ms`, ok: ms < targetMs, note: `a plain copy: ${copy.toFixed(1)} ms` });
    }
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
