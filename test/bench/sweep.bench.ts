import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backtestSettingsSchema } from '../../src/contract/model/backtest.ts';
import type { BarColumns } from '../../src/contract/model/bar.ts';
import { sweepRequestSchema } from '../../src/contract/model/sweep.ts';
import { composeOffline } from '../../src/main/compose-offline.ts';
import { buyIntent, intent, SignalList } from '../../src/quant/engine/signals.ts';
import { findStrategy } from '../../src/quant/strategies/index.ts';
import { createSystemClock } from '../../src/main/adapters/clock/system-clock.ts';
import { createPool } from '../../src/main/adapters/pool/index.ts';
import { drawPaths } from '../../src/quant/sweep/monte-carlo.ts';
import { walkForward } from '../../src/quant/sweep/walk-forward.ts';
import { TrialEvaluator } from '../../src/quant/sweep/evaluator.ts';
import { cutWindow } from '../../src/quant/sweep/run-window.ts';
import { SignalRun } from '../../src/quant/sweep/signal-run.ts';
import { readReferenceBars } from '../golden/backtests-bars.ts';
import { hasShared } from '../golden/shared.ts';
import { fastestMs, type Bench } from './bench.ts';
import { walkBars } from './walk-bars.ts';

const windows = Array.from({ length: 142 }, (_, i) => i + 2);
const settings = backtestSettingsSchema.parse({ commissionRate: 0.001, fill: 'same-close', fractional: true });

/** The least that the sweep must do: every average once, and for each pair one pass that finds crossings and compounds the total return. */
function bareSweep({ close }: BarColumns): number {
  const averages = windows.map((period) => {
    const out = new Float64Array(close.length).fill(Number.NaN);
    let sum = 0;
    for (let i = 0; i < close.length; i++) {
      sum += close[i] - (i >= period ? close[i - period] : 0);
      if (i >= period - 1) out[i] = sum / period;
    }
    return out;
  });
  let best = 0;
  for (let a = 0; a < averages.length; a++) {
    for (let b = a + 1; b < averages.length; b++) {
      const [fast, slow] = [averages[a], averages[b]];
      let [cash, units] = [10_000, 0];
      let wasAbove = true;
      for (let i = windows[b] - 1; i < close.length; i++) {
        const isAbove = fast[i] > slow[i];
        if (isAbove !== wasAbove) {
          if (isAbove) {
            units = cash / (close[i] * 1.001);
            cash = 0;
          } else if (units > 0) {
            cash = units * close[i] * 0.999;
            units = 0;
          }
          wasAbove = isAbove;
        }
      }
      best = Math.max(best, cash + units * close[close.length - 1]);
    }
  }
  return best;
}

function evaluateAll(bars: BarColumns): number {
  const evaluator = new TrialEvaluator(findStrategy('sma-cross-long'), settings, [{ symbol: 'GOOG', bars }]);
  let best = 0;
  for (const fast of windows) {
    for (const slow of windows) {
      if (fast >= slow) continue;
      const outcome = evaluator.evaluate({ fast, slow });
      if (outcome.ok) best = Math.max(best, outcome.figures.return);
    }
  }
  return best;
}

const range = (from: number, to: number): { from: number; to: number } => ({ from, to });
const plan = { strategy: 'sma-cross-long', params: {}, settings, space: { fast: range(2, 143), slow: range(2, 143) }, where: 'fast<slow', isGrid: true };

/** The whole grid four times over in jobs of 1,024 places, as a sweep of the core hands them out. */
async function sweepInPool(pool: ReturnType<typeof createPool>, bars: BarColumns): Promise<void> {
  const jobs = [];
  for (let from = 0; from < 4 * 142 * 142; from += 1_024) {
    const start = from % (142 * 142);
    jobs.push(pool.run('sweep.run', { plan, series: { symbol: 'GOOG', bars }, batch: { kind: 'grid', from: start, to: Math.min(142 * 142, start + 1_024), skip: null } }));
  }
  for (const outcome of await Promise.all(jobs)) if (!outcome.ok) throw new Error(outcome.error.message);
}

/** The quickest of some runs with one worker and with two, in turns. */
async function compareWorkers(bars: BarColumns): Promise<[number, number]> {
  const pools = [1, 2].map((concurrency) => createPool({ clock: createSystemClock(), concurrency }));
  const fastest: [number, number] = [Infinity, Infinity];
  for (let round = 0; round < 6; round++) {
    for (const [k, pool] of pools.entries()) {
      const start = performance.now();
      await sweepInPool(pool, bars);
      if (round > 0) fastest[k] = Math.min(fastest[k], performance.now() - start);
    }
  }
  await Promise.all(pools.map((pool) => pool.dispose()));
  return fastest;
}

/** The most memory of the whole process, threads included, while a recorded sweep of so many trials runs; and how long it takes. */
async function sweepOnDisk(bars: BarColumns, side: number): Promise<{ readonly megabytes: number; readonly seconds: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'tapedeck-bench-'));
  const offline = composeOffline({ records: true, dataDir: folder });
  let most = 0;
  const look = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 25);
  const start = performance.now();
  try {
    const request = sweepRequestSchema.parse({ strategy: 'sma-cross-long', settings, space: { fast: { from: 2, to: side + 1 }, slow: { from: 2, to: side + 1 } } });
    const { done } = await offline.sweeps.runOnBars(request, [{ symbol: 'WALK', bars }]);
    if (done !== side * side) throw new Error(`${done} of ${side * side} trials are on disk.`);
    return { megabytes: most / 2 ** 20, seconds: (performance.now() - start) / 1_000 };
  } finally {
    clearInterval(look);
    await offline.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

const toShared = (column: Float64Array): Float64Array => {
  const shared = new Float64Array(new SharedArrayBuffer(column.byteLength));
  shared.set(column);
  return shared;
};

export const bench: Bench = {
  name: 'sweep',
  async run(report) {
    const goog = hasShared ? readReferenceBars('data/backtesting_py/GOOG.csv') : walkBars(2_148);
    const [bareMs, sweepMs] = fastestMs([() => bareSweep(goog), () => evaluateAll(goog)], { warmup: 2, rounds: 9 }) as [number, number];
    report({
      figure: 'dual-SMA sweep, 10,011 pairs × 2,148 bars, four figures each', measured: `${(sweepMs / bareMs).toFixed(2)} × a bare loop`, target: '≤ 4 ×', ok: sweepMs <= 4 * bareMs,
      note: `${sweepMs.toFixed(0)} ms on one thread, the bare loop (total return alone) ${bareMs.toFixed(0)} ms`,
    });
    const shared = Object.fromEntries(Object.entries(goog).map(([name, column]) => [name, toShared(column)])) as BarColumns;
    const [one, two] = await compareWorkers(shared);
    report({ figure: 'the sweep four times over in jobs, two workers against one', measured: `${(one / two).toFixed(2)} ×`, target: '≥ 1.6 ×', ok: one / two >= 1.6, note: `${one.toFixed(0)} ms and ${two.toFixed(0)} ms` });

    const daily = walkBars(12 * 252, 86_400_000);
    const windows = { train: 504, test: 252, anchored: false, purge: 0, embargo: 0 };
    const walkPlan = { ...plan, space: { fast: range(2, 21), slow: { from: 25, to: 120, step: 5 } }, where: null };
    const [walkMs] = fastestMs([() => walkForward({ plan: walkPlan, metric: 'sharpe', windows, series: { symbol: 'WALK', bars: daily } })], { warmup: 2, rounds: 7 }) as [number];
    report({ figure: 'walk-forward, 10 folds × 400 combinations × 12 years of days', measured: `${walkMs.toFixed(0)} ms`, target: '≤ 1,000 ms', ok: walkMs <= 1_000 });

    const onDisk = await sweepOnDisk(walkBars(1_000), 500);
    report({
      figure: 'memory of a sweep of 250,000 trials, all on disk', measured: `${onDisk.megabytes.toFixed(0)} MB`, target: '< 1,024 MB', ok: onDisk.megabytes < 1_024,
      note: `of the whole process with its threads, whatever ran before it; ${onDisk.seconds.toFixed(1)} s, ${(250_000 / onDisk.seconds).toFixed(0)} trials a second`,
    });

    const returns = Float64Array.from({ length: 500 }, (_, i) => Math.sin(i * 12.9898) / 50);
    const [pathsMs] = fastestMs([() => drawPaths(returns, { method: 'shuffle', paths: 10_000, meanBlock: null, seed: 1 })], { warmup: 1, rounds: 5 }) as [number];
    report({ figure: 'Monte Carlo, 10,000 orders of 500 trades', measured: `${pathsMs.toFixed(0)} ms`, target: '≤ 1,000 ms', ok: pathsMs <= 1_000 });

    const matrix = walkBars(1_000);
    const list = new SignalList(1_000);
    for (let i = 0; i < 1_000; i++) list.add(i, i % 2 === 0 ? buyIntent : intent.closeWhenHolding);
    const run = new SignalRun(matrix, settings, cutWindow(matrix.time));
    const [matrixMs] = fastestMs([() => { for (let k = 0; k < 1_000; k++) run.run(list, 0); }], { warmup: 2, rounds: 9 }) as [number];
    report({ figure: '1,000,000 orders in a matrix of 1,000 × 1,000', measured: `${matrixMs.toFixed(0)} ms`, target: '≤ 100 ms', ok: matrixMs <= 100, note: `${run.trades * 2} fills a row` });
  },
};
