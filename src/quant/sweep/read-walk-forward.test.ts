import { describe, expect, it } from 'vitest';
import { backtestSettingsSchema } from '../../contract/model/backtest.ts';
import { walkForwardRequestSchema, type StoredWalkForward } from '../../contract/model/walk-forward.ts';
import type { EpochMs } from '../../contract/model/units.ts';
import { planFolds } from './folds.ts';
import { readWalkForward, wholeWalkForward } from './read-walk-forward.ts';

const at = (bar: number): EpochMs => (bar * 60_000) as EpochMs;

/** A walk-forward of so many bars and folds, with one bar far above and one far below the others. */
function stored(bars: number, folds: number): StoredWalkForward {
  const value = Array.from({ length: bars }, (_, i) => 10_000 + 100 * Math.sin(i / 50));
  [value[Math.floor(bars / 3)], value[Math.floor(bars / 2)]] = [50_000, 1];
  const span = { fromMs: at(0), toMs: at(1) };
  return {
    runId: 'wf-1', spec: { ...walkForwardRequestSchema.parse({ strategy: 'sma-cross', space: { fast: [5] }, train: 10, test: 10, settings: backtestSettingsSchema.parse({}) }), data: [], engineVersion: '4' }, trials: 1,
    folds: Array.from({ length: folds }, (_, f) => ({ train: span, test: span, params: { fast: f }, inSample: {}, outOfSample: { totalReturn: f % 4 === 0 ? 0.1 : -0.1 } })),
    equity: { time: Array.from({ length: bars }, (_, i) => at(i)), value }, metrics: {}, efficiency: null, unusedBars: 0,
  };
}

describe('a stored walk-forward', () => {
  it('of a million bars is a message of less than a megabyte that keeps the highest, the lowest, the first and the last', () => {
    const whole = stored(1_000_000, 9_000);
    const read = readWalkForward(whole, { points: 2_000, foldsFrom: 0, foldsLimit: 1_000 });
    expect(read.equity.time.length).toBeLessThanOrEqual(2_000);
    expect([Math.max(...read.equity.value), Math.min(...read.equity.value)]).toEqual([50_000, 1]);
    expect([read.equity.time[0], read.equity.time.at(-1)]).toEqual([at(0), at(999_999)]);
    expect(read.totals).toEqual({ folds: 9_000, foldsWon: 2_250, bars: 1_000_000 });
    expect(JSON.stringify(read).length).toBeLessThan(1_000_000);
  });

  it('gives its folds in pages, and all of itself where everything is wanted', () => {
    const whole = stored(5_000, 30);
    expect(readWalkForward(whole, { points: 200, foldsFrom: 20, foldsLimit: 20 }).folds.map(({ params }) => params?.['fast'])).toEqual([20, 21, 22, 23, 24, 25, 26, 27, 28, 29]);
    const { totals, ...all } = readWalkForward(whole, wholeWalkForward);
    expect(all).toEqual(whole);
    expect(totals.bars).toBe(5_000);
  });

  it('has no more folds than anybody waits for', () => {
    expect(() => planFolds(1_000_000, { train: 100, test: 10, anchored: false, purge: 0, embargo: 0 })).toThrow('Test windows of 10 cut 1000000 bars into 99990 folds; a walk-forward takes at most 10000. Take longer test windows.');
    expect(planFolds(1_000_000, { train: 100, test: 100, anchored: false, purge: 0, embargo: 0 })).toHaveLength(9_999);
  });
});
