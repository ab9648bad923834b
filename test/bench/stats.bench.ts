import { normal, streamKey } from '../../src/quant/random/index.ts';
import { analyseReturns, assessSignificance, bootstrap, computeBacktestingPyStats, computeReturnMetrics, computeRunMetrics, type ReturnSeries, type RunStatsInput, type SignificanceRequest } from '../../src/quant/stats/index.ts';
import { medianMs, type Bench } from './bench.ts';

/** A run of that many bars that holds something most of the time and is often under water. */
function makeRun(bars: number, stepMs: number, trades: number): RunStatsInput {
  const wave = (i: number): number => Math.sin(i * 0.7) + 3 * Math.sin(i * 0.013);
  const length = Math.floor(bars / trades);
  return {
    time: Float64Array.from({ length: bars }, (_, i) => i * stepMs), close: Float64Array.from({ length: bars }, (_, i) => 100 + wave(i)),
    equity: Float64Array.from({ length: bars }, (_, i) => 10_000 + 100 * wave(i) + i / 10), firstTradableBar: 20, openTrades: [], riskFree: 0,
    trades: Array.from({ length: trades }, (_, i) => ({
      entryBar: i * length, exitBar: (i + 1) * length - 1, size: i % 2 === 0 ? 5 : -5, pnl: 50 * Math.sin(i), returnShare: Math.sin(i) / 100, commission: 1, isLong: i % 2 === 0,
    })),
  };
}

/** Twelve years of days of a fund and its market. */
function makeReturns(count: number): ReturnSeries {
  const draw = (stream: number) => Float64Array.from({ length: count }, (_, i) => 0.0004 + 0.01 * normal(streamKey(1, stream), i));
  return { returns: draw(1), benchmark: draw(2), time: Float64Array.from({ length: count }, (_, i) => i * 86_400_000), riskFree: 0.02, periodsPerYear: null };
}

/** Strategies that were tried on one market, and what one of them held of it. */
function makeCandidates(strategies: number, count: number): SignificanceRequest {
  const draw = (stream: number): Float64Array => Float64Array.from({ length: count }, (_, i) => 0.0004 + 0.01 * normal(streamKey(2, stream), i));
  return {
    candidates: Array.from({ length: strategies }, (_, k) => ({ name: `strategy ${k}`, returns: draw(k) })), benchmark: draw(strategies), positions: Float64Array.from({ length: count }, (_, i) => Math.sign(Math.sin(i / 9))),
    riskFree: 0.02, periodsPerYear: null, trials: null, trialDeviation: null, samples: 1_000, meanBlock: null, seed: 1, blocks: null,
  };
}

const sharpeOf = (values: Float64Array): number => {
  let [sum, squares] = [0, 0];
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  return sum / Math.sqrt(squares * values.length - sum * sum);
};

export const bench: Bench = {
  name: 'stats',
  run(report) {
    for (const { bars, stepMs, trades, targetMs } of [
      { bars: 2_148, stepMs: 86_400_000, trades: 93, targetMs: 0.5 },
      { bars: 100_000, stepMs: 600_000, trades: 2_000, targetMs: 6 },
    ]) {
      const input = makeRun(bars, stepMs, trades);
      const ms = medianMs(() => {
        computeBacktestingPyStats(input);
        computeRunMetrics(input);
      }, { warmup: 30, runs: 51 });
      report({ figure: `all statistics of ${bars.toLocaleString('en')} bars and ${trades.toLocaleString('en')} trades`, measured: `${ms.toFixed(2)} ms`, target: `≤ ${targetMs} ms`, ok: ms <= targetMs, note: 'both tables' });
    }
    const series = makeReturns(3_000);
    const tried = makeCandidates(20, 3_000);
    for (const { figure, compute, targetMs, runs } of [
      { figure: 'descriptive metrics of 3,000 returns', compute: () => computeReturnMetrics(series), targetMs: 1, runs: 101 },
      { figure: 'the same in the words of all libraries', compute: () => analyseReturns(series), targetMs: 15, runs: 51 },
      { figure: 'significance of the best of 20 series of 3,000 returns, with overfitting in 16 blocks, reality check and timing, 1,000 samples', compute: () => assessSignificance(tried), targetMs: 1_000, runs: 5 },
      { figure: 'stationary bootstrap of a Sharpe ratio, 3,000 returns, 1,000 samples', compute: () => bootstrap(series.returns, sharpeOf, { samples: 1_000, meanBlock: null, seed: 1 }), targetMs: 1_000, runs: 5 },
    ]) {
      const ms = medianMs(compute, { warmup: Math.min(200, runs * 3), runs });
      report({ figure, measured: `${ms.toFixed(2)} ms`, target: `≤ ${targetMs} ms`, ok: ms <= targetMs });
    }
    return Promise.resolve();
  },
};
