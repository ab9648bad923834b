import type { BarColumns } from '../../src/contract/model/bar.ts';
import { computeIndicator, computeRollingMax, computeRollingMin, computeStddev, createIndicatorStream, findIndicator } from '../../src/quant/indicators/index.ts';
import { fastestMs, type Bench, type Report } from './bench.ts';
import { compared, peers } from './indicator-peers.ts';
import { makeSeries, toPeerSeries } from './indicator-series.ts';
import { reportLive } from './indicators-live.ts';

const bars = 1_000_000;

/** The plainest loop there is: a running sum in a typed array, without a thought for digits or gaps. */
function computeBareSma(values: Float64Array, out: Float64Array): void {
  let sum = 0;
  for (let i = 0; i < 20; i++) sum += values[i] ?? 0;
  for (let i = 20; i < values.length; i++) {
    sum += (values[i] as number) - (values[i - 20] as number);
    out[i] = sum / 20;
  }
}

/** Each against the bare loop of the same run, with the ratio that is wanted where one is. */
const ratios: readonly (readonly [string, Record<string, number>, number | null])[] = [
  ['sma', { timePeriod: 20 }, 1.2], ['ema', { timePeriod: 20 }, 2.4], ['wma', { timePeriod: 20 }, null], ['rsi', {}, 7], ['macd', {}, 3],
  ['bbands', {}, 4], ['atr', {}, 2.5], ['adx', {}, 12], ['stoch', { fastK: 14 }, 18], ['donchian', {}, 18], ['cci', { timePeriod: 20 }, 21],
  ['sar', {}, null], ['linearreg', {}, null], ['ht_trendline', {}, null], ['cdlengulfing', {}, null], ['cdleveningstar', {}, null],
];

function reportRatios(report: Report, series: BarColumns, out: readonly Float64Array[]): void {
  for (const [name, params, target] of ratios) {
    const [bare, ours] = fastestMs([() => computeBareSma(series.close, out[0]!), () => void computeIndicator(name, series, params, undefined, out)], { warmup: 8, rounds: 15 });
    const ratio = ours! / bare!;
    report({
      figure: `${name} against a bare sliding mean of 20`, measured: `${ratio.toFixed(2)} ×`, target: target === null ? 'none' : `≤ ${target} ×`,
      ok: target === null ? null : ratio <= target, note: `${(ours! * 1e6 / bars).toFixed(2)} ns a bar, the bare loop ${(bare! * 1e6 / bars).toFixed(2)}`,
    });
  }
}

/** How far the last thousand values of a library are from ours, relative. */
function differenceOf(ours: Float64Array, theirs: ArrayLike<number>): number {
  let largest = 0;
  for (let back = 1; back <= 1_000; back++) {
    const [mine, other] = [ours[ours.length - back]!, theirs[theirs.length - back] as number];
    const difference = Math.abs(mine - other) / Math.max(1e-9, Math.abs(mine));
    if (!(difference <= largest)) largest = difference;
  }
  return largest;
}

function reportPeers(report: Report, series: BarColumns, out: readonly Float64Array[]): void {
  const theirs = toPeerSeries(series);
  let atLeastFive = 0;
  for (const [name, { params, output }] of Object.entries(compared)) {
    const [ours] = fastestMs([() => void computeIndicator(name, series, params, undefined, out)], { warmup: 8, rounds: 12 });
    const values = computeIndicator(name, series, params).outputs[output]!;
    const results = peers.flatMap((peer) => {
      const computation = peer.computations[name];
      if (computation === undefined) return [];
      const { ms, result } = timePeer(() => computation.compute(theirs));
      return [{ name: peer.name, ms, difference: differenceOf(values, computation.toColumn(result as never)) }];
    }).sort((a, b) => a.ms - b.ms);
    const fastest = results[0]!;
    const ratio = fastest.ms / ours!;
    if (ratio >= 5) atLeastFive += 1;
    report({
      figure: `${name} against the fastest library`, measured: `${ratio.toFixed(1)} ×`, target: '≥ 1.8 ×', ok: ratio >= 1.8,
      note: `ns a bar: ours ${nsOf(ours!)}; ${results.map((one) => `${one.name} ${nsOf(one.ms)} (${one.difference < 1e-9 ? 'same values' : `values differ by ${one.difference.toExponential(0)}`})`).join(', ')}`,
    });
  }
  report({ figure: 'indicators at least five times as fast as the fastest library', measured: `${atLeastFive} of ${Object.keys(compared).length}`, target: '≥ 6', ok: atLeastFive >= 6 });
}

/** The quickest of three runs after one to warm up; a library that takes a second gets one run, which warms itself up on the way. */
function timePeer(run: () => unknown): { ms: number; result: unknown } {
  let ms = Number.POSITIVE_INFINITY;
  let result: unknown;
  for (let round = 0; round < 4; round++) {
    const start = performance.now();
    result = run();
    ms = Math.min(ms, performance.now() - start);
    if (ms > 1_000) break;
  }
  return { ms, result };
}

const nsOf = (ms: number): string => ((ms * 1e6) / bars).toFixed(1);

/** Bar by bar, against the batch, and what a tick leaves on the heap. */
function reportStreams(report: Report, series: BarColumns, out: readonly Float64Array[]): void {
  const ticks = 200_000;
  for (const [name, { params }] of Object.entries(compared)) {
    const definition = findIndicator(name);
    const complete = computeIndicator(name, series, params).params;
    const columns = definition.info.inputs.map((column) => series[column]);
    const stream = createIndicatorStream(definition, complete);
    const values = columns.map(() => 0);
    const feed = (): void => {
      for (let i = 0; i < ticks; i++) {
        for (let k = 0; k < values.length; k++) values[k] = columns[k]![i]!;
        stream.add(values);
      }
    };
    const [batch, fed] = fastestMs([() => void computeIndicator(name, series, params, undefined, out), feed], { warmup: 4, rounds: 6 });
    const ratio = (fed! / ticks) / (batch! / bars);
    const kept = leftOnHeap(feed) / ticks;
    report({
      figure: `${name}, a bar of a stream against one of a batch`, measured: `${ratio.toFixed(1)} ×`, target: '≤ 5 ×', ok: ratio <= 5,
      note: `${((fed! * 1e6) / ticks).toFixed(1)} ns, ${kept.toFixed(2)} bytes`,
    });
    report({ figure: `${name}, memory taken for a tick`, measured: `${kept.toFixed(2)} bytes`, target: '< 4 bytes: a number on the heap takes 12', ok: kept < 4 });
  }
}

/** Bytes that a run took from the heap, where nothing was collected meanwhile. */
function leftOnHeap(run: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 3; i++) {
    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    run();
    least = Math.min(least, Math.max(0, process.memoryUsage().heapUsed - before));
  }
  return least;
}

/** A backtest of 5,000,000 bars a second has 200 ns for each bar: a quarter of it for an indicator, half for the deviation. */
function reportTimes(report: Report, { close }: BarColumns, out: Float64Array): void {
  const rising = Float64Array.from(close, (_, i) => i);
  const computations: readonly (readonly [string, () => void, number])[] = [
    ['highest of 20', () => void computeRollingMax(close, 20, out), 50], ['deviation of 20', () => void computeStddev(close, 20, out), 100],
    ['lowest of 5,000 while prices rise', () => void computeRollingMin(rising, 5_000, out), 50],
  ];
  for (const [name, compute, targetMs] of computations) {
    const [ms] = fastestMs([compute], { warmup: 8, rounds: 12 });
    report({ figure: `${name} of 1,000,000 bars`, measured: `${ms!.toFixed(1)} ms`, target: `< ${targetMs} ms`, ok: ms! < targetMs });
  }
}

export const bench: Bench = {
  name: 'indicators',
  async run(report) {
    const series = makeSeries(bars);
    const out = Array.from({ length: 3 }, () => new Float64Array(bars));
    reportTimes(report, series, out[0]!);
    reportRatios(report, series, out);
    reportStreams(report, series, out);
    reportPeers(report, series, out);
    await reportLive(report);
  },
};
