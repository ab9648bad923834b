import type { BarColumns } from '../../src/contract/model/bar.ts';
import { computeIndicator, computeRollingMax, computeRollingMin, computeStddev, createIndicatorStream, findIndicator } from '../../src/quant/indicators/index.ts';
import { fastestMs, type Bench, type Report } from './bench.ts';
import { createFeed, type CreateFeed, type Stream } from './indicator-feed.ts';
import { computeBareSma, floors } from './indicator-floors.ts';
import { compared, peers } from './indicator-peers.ts';
import { makeSeries, toPeerSeries } from './indicator-series.ts';
import { reportLive } from './indicators-live.ts';

const bars = 1_000_000;

/** Each against the bare loop of the same run, with the ratio that is wanted where one is. */
const ratios: readonly (readonly [string, Record<string, number>, number | null])[] = [
  ['sma', { timePeriod: 20 }, 1.2], ['ema', { timePeriod: 20 }, 2.4], ['wma', { timePeriod: 20 }, null], ['rsi', {}, 7], ['macd', {}, 3],
  ['bbands', {}, 4], ['atr', {}, 2.5], ['adx', {}, 12], ['stoch', { fastK: 14 }, 18], ['donchian', {}, 18], ['cci', { timePeriod: 20 }, 21],
  ['sar', {}, null], ['linearreg', {}, null], ['ht_trendline', {}, null], ['cdlengulfing', {}, null], ['cdleveningstar', {}, null],
];

function reportRatios(report: Report, series: BarColumns, out: readonly Float64Array[]): void {
  const [short, shortOut] = shorten(series);
  for (const [name, params, target] of ratios) {
    const [bare, ours] = againstBare(name, params, series, out, target === null ? 20 : 200, 1);
    const [shortBare, shortOurs] = againstBare(name, params, short, shortOut, target === null ? 20 : 200, shortTimes);
    const ratio = ours / bare;
    report({
      figure: `${name} against a bare sliding mean of 20`, measured: `${ratio.toFixed(2)} ×`, target: target === null ? 'none' : `≤ ${target} ×`,
      ok: target === null ? null : ratio <= target,
      note: `${ours.toFixed(2)} ns a bar, the bare loop ${bare.toFixed(2)}; over ${shortBars.toLocaleString('en-US')} bars ${(shortOurs / shortBare).toFixed(2)} ×, ${shortOurs.toFixed(2)} and ${shortBare.toFixed(2)} ns`,
    });
  }
}

/** Nanoseconds for a bar of the bare loop, and of ours. */
function againstBare(name: string, params: Record<string, number>, series: BarColumns, out: readonly Float64Array[], rounds: number, times: number): [number, number] {
  const [bare, ours] = fastestMs([() => computeBareSma(series.close, out[0]!), () => void computeIndicator(name, series, params, undefined, out)], { warmup: 8 * times, rounds, times });
  const count = series.time.length;
  return [(bare! * 1e6) / count, (ours! * 1e6) / count];
}

/** So short that a run often fits between two interruptions of a machine that others use, too. */
const shortBars = 20_000;
/** So many of them at a stretch take a millisecond or more. */
const shortTimes = 20;

/** The first bars of a series, and columns of their own for outputs. */
const shorten = (series: BarColumns): [BarColumns, Float64Array[]] => [
  Object.fromEntries(Object.entries(series).map(([column, values]) => [column, (values as Float64Array).slice(0, shortBars)])) as unknown as BarColumns,
  Array.from({ length: 3 }, () => new Float64Array(shortBars)),
];

/** Each against a straight loop of the same indicator, which thinks of nothing but speed. */
function reportFloors(report: Report, series: BarColumns): void {
  const [short, out] = shorten(series);
  for (const [name, { params }] of Object.entries(compared)) {
    const [floor, ours] = fastestMs([() => floors[name]!(short, out), () => void computeIndicator(name, short, params, undefined, out)], { warmup: 400, rounds: 300, times: shortTimes });
    const ratio = ours! / floor!;
    report({
      figure: `${name} against a straight loop of its own`, measured: `${ratio.toFixed(2)} ×`, target: '≤ 1.3 ×', ok: ratio <= 1.3,
      note: `${((ours! * 1e6) / shortBars).toFixed(2)} ns a bar, the loop ${((floor! * 1e6) / shortBars).toFixed(2)}; ${shortBars.toLocaleString('en-US')} bars`,
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
    const [ours] = fastestMs([() => void computeIndicator(name, series, params, undefined, out)], { warmup: 8, rounds: 40 });
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

/** The quickest of twenty runs, or of as many as fit into a second, the first of which warms up; one that takes longer is its own. */
function timePeer(run: () => unknown): { ms: number; result: unknown } {
  const begin = performance.now();
  let ms = Number.POSITIVE_INFINITY;
  let result: unknown;
  for (let round = 0; round < 20 && performance.now() - begin < 1_000; round++) {
    const start = performance.now();
    result = run();
    ms = Math.min(ms, performance.now() - start);
  }
  return { ms, result };
}

const nsOf = (ms: number): string => ((ms * 1e6) / bars).toFixed(1);

/**
 * Bar by bar, against the batch, and what a tick leaves on the heap: once from a place that calls this indicator alone, which V8 makes one piece
 * of with it, and once from a place that all ten share, where each tick is a call. Beside the second a stream that does nothing: what the calls
 * alone take. Each has two streams, so that V8 cannot take one for the only one there is.
 */
async function reportStreams(report: Report, series: BarColumns): Promise<void> {
  const [short, out] = shorten(series);
  for (const [name, { params }] of Object.entries(compared)) {
    const definition = findIndicator(name);
    const columns = definition.info.inputs.map((column) => short[column]);
    const complete = computeIndicator(name, short, params).params;
    const create = (): [Stream, Stream] => [createIndicatorStream(definition, complete), createIndicatorStream(definition, complete)];
    const { createFeed: createOwnFeed } = (await import(`./indicator-feed.ts?${name}`)) as { createFeed: CreateFeed };
    const [feedAlone, feedShared, feedNothing] = [createOwnFeed(columns, create()), createFeed(columns, create()), createFeed(columns, [createIdleStream(), createIdleStream()])];
    const [batch, alone, shared, idle] = fastestMs([() => void computeIndicator(name, short, params, undefined, out), feedAlone, feedShared, feedNothing], { warmup: 60, rounds: 300, times: 5 });
    const note = `a bar of the batch ${nsOfShort(batch!)} ns`;
    report({
      figure: `${name}, a bar of a stream against one of a batch`, measured: `${(alone! / batch!).toFixed(1)} ×`, target: '≤ 5 ×', ok: alone! / batch! <= 5,
      note: `${nsOfShort(alone!)} ns, ${note}`,
    });
    report({
      figure: `${name}, the same where ten kinds of streams share the call`, measured: `${(shared! / batch!).toFixed(1)} ×`, target: '≤ 5 ×', ok: shared! / batch! <= 5,
      note: `${nsOfShort(shared!)} ns, a stream that does nothing ${nsOfShort(idle!)}, ${note}`,
    });
    for (const [where, feed] of [['', feedAlone], [' where ten share the call', feedShared]] as const) {
      const kept = leftOnHeap(() => {
        for (let round = 0; round < 10; round++) feed();
      }) / (10 * shortBars);
      report({ figure: `${name}, memory taken for a tick${where}`, measured: `${kept.toFixed(2)} bytes`, target: '< 4 bytes: a number on the heap takes 12', ok: kept < 4 });
    }
  }
}

const nsOfShort = (ms: number): string => ((ms * 1e6) / shortBars).toFixed(1);

/** Takes a bar as a stream does, and gives its first value back. */
function createIdleStream(): Stream {
  const result = new Float64Array(1);
  const replace = (values: readonly number[]): Float64Array => {
    result[0] = values[0]!;
    return result;
  };
  return { add: (values) => replace(values), replace };
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
    reportFloors(report, series);
    await reportStreams(report, series);
    reportPeers(report, series, out);
    await reportLive(report);
  },
};
