import { describe, expect, it } from 'vitest';
import { backtestSettingsSchema } from '../../contract/model/backtest.ts';
import { instrumentId } from '../../contract/model/instrument.ts';
import { SimMarket } from '../sim-market/index.ts';
import { findStrategy } from '../strategies/index.ts';
import { planFolds } from './folds.ts';
import { cutWindow } from './run-window.ts';
import { runInWindow } from './run-window-events.ts';
import { walkForward, type WalkForwardInput } from './walk-forward.ts';

const bars = new SimMarket(5).bars(instrumentId('SIM:ACME'), 86_400_000, Date.UTC(2023, 0, 1), 420);
const windows = { train: 120, test: 40, anchored: false, purge: 0, embargo: 0 };
const input: WalkForwardInput = {
  plan: { strategy: 'sma-cross', params: {}, settings: backtestSettingsSchema.parse({ commissionRate: 0.001 }), space: { fast: [2, 3, 5], slow: [5, 8, 13] }, where: 'fast<slow', isGrid: true },
  metric: 'sharpe', windows, series: { symbol: 'ACME', bars },
};

describe('windows of a walk-forward', () => {
  it('roll on side by side, each after its training', () => {
    expect(planFolds(250, windows)).toEqual([
      { train: { from: 0, to: 120 }, test: { from: 120, to: 160 } }, { train: { from: 40, to: 160 }, test: { from: 160, to: 200 } }, { train: { from: 80, to: 200 }, test: { from: 200, to: 240 } },
    ]);
  });
  it('grow from the first bar where they are anchored, with purge and embargo between training and test', () => {
    expect(planFolds(210, { ...windows, anchored: true, purge: 5, embargo: 3 })).toEqual([
      { train: { from: 0, to: 120 }, test: { from: 128, to: 168 } }, { train: { from: 0, to: 160 }, test: { from: 168, to: 208 } },
    ]);
  });
  it('need room for one of each', () => {
    expect(() => planFolds(159, windows)).toThrow('There are 159 bars; one training window of 120 and one test window of 40 need 160.');
  });
});

describe('a walk-forward', () => {
  const output = walkForward(input);

  it('stitches the equity of the test windows: each begins with what the one before left', () => {
    expect(output.folds.length).toBe(7);
    expect(output.unusedBars).toBe(20);
    expect(output.equity.value.length).toBe(280);
    let cash = 10_000;
    for (const { outOfSample } of output.folds) {
      expect(Number(outOfSample['finalEquity']) / cash - 1).toBeCloseTo(Number(outOfSample['totalReturn']), 12);
      cash = Number(outOfSample['finalEquity']);
    }
    expect(output.metrics['finalEquity']).toBe(cash);
    expect(output.metrics['totalReturn']).toBeCloseTo(cash / 10_000 - 1, 12);
    expect(output.metrics['trades']).toBe(output.folds.reduce((sum, { outOfSample }) => sum + Number(outOfSample['trades']), 0));
  });

  it('goes on with the best of each training window and with no other', () => {
    const strategy = findStrategy('sma-cross');
    for (const { fold, params, inSample } of output.folds) {
      for (const fast of [2, 3, 5]) {
        for (const slow of [5, 8, 13]) {
          if (fast >= slow) continue;
          const { metrics } = runInWindow(strategy, { fast, slow }, input.plan.settings, { symbol: 'ACME', bars }, fold.train);
          if (params!['fast'] === fast && params!['slow'] === slow) expect(metrics['sharpe']).toBe(inSample['sharpe']);
          else expect(Number(metrics['sharpe'])).toBeLessThanOrEqual(Number(inSample['sharpe']) + 1e-9);
        }
      }
    }
  });

  it('sees nothing of the bars after a window: what comes later changes neither choice nor equity', () => {
    const changed = { ...bars, open: bars.open.slice(), high: bars.high.slice(), low: bars.low.slice(), close: bars.close.slice() };
    for (const column of [changed.open, changed.high, changed.low, changed.close]) for (let i = 200; i < column.length; i++) column[i] *= 2;
    const again = walkForward({ ...input, series: { symbol: 'ACME', bars: changed } });
    expect(again.folds.slice(0, 2)).toEqual(output.folds.slice(0, 2));
    expect(again.equity.value.slice(0, 80)).toEqual(output.equity.value.slice(0, 80));
    expect(again.equity.value.at(-1)).not.toBe(output.equity.value.at(-1));
  });

  it('of strategies that are asked bar by bar chooses in the same manner', () => {
    const events = walkForward({ ...input, plan: { ...input.plan, strategy: 'donchian-breakout', space: { entry: [10, 20], exit: [5, 10] }, where: null } });
    expect(events.eventPath).toContain('bar by bar');
    expect(events.folds.length).toBe(7);
    expect(events.scores.length).toBe(4);
  });

  it('sits a window out for which nothing could be chosen', () => {
    const idle = walkForward({ ...input, plan: { ...input.plan, space: { fast: [300], slow: [510] } } });
    expect(idle.folds.every(({ params }) => params === null)).toBe(true);
    expect(idle.metrics['totalReturn']).toBe(0);
    expect(idle.efficiency).toBeNull();
  });

  it('says how much of the return in sample came again', () => {
    const mean = output.folds.reduce((sum, { inSample }) => sum + Number(inSample['annualReturn']), 0) / output.folds.length;
    if (mean > 0) expect(output.efficiency).toBeCloseTo(Number(output.metrics['annualReturn']) / mean, 12);
    else expect(output.efficiency).toBeNull();
  });
});

describe('a window', () => {
  it('counts its returns by its own period ends', () => {
    const { returns, periodsPerYear } = cutWindow(bars.time, 100, 150);
    expect(returns).toBe(49);
    expect(periodsPerYear).toBe(cutWindow(bars.time).periodsPerYear);
  });
});
