import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backtestSettingsSchema, type BacktestSettings } from '../../contract/model/backtest.ts';
import type { BarColumns } from '../../contract/model/bar.ts';
import { runBacktest } from '../engine/index.ts';
import { normal, streamKey, uniform } from '../random/index.ts';
import { findStrategy, listStrategies, resolveStrategyParams } from '../strategies/index.ts';
import { ColumnCache } from './column-cache.ts';
import { TrialEvaluator, whyEventPath } from './evaluator.ts';

/** A walk with gaps; on some seeds so coarse that averages meet exactly. Bars of `stepMs`. */
function walk(seed: number, count: number, stepMs: number): BarColumns {
  const key = streamKey(seed, 1);
  const grain = seed % 3 === 0 ? 1 : 0.01;
  const snap = (price: number): number => Math.max(1, Math.round(price / grain) * grain);
  const columns = { time: new Float64Array(count), open: new Float64Array(count), high: new Float64Array(count), low: new Float64Array(count), close: new Float64Array(count), volume: new Float64Array(count) };
  let price = 60;
  for (let i = 0; i < count; i++) {
    const open = snap(price * (1 + 0.01 * normal(key, i, 1)));
    const close = snap(open * (1 + 0.02 * normal(key, i, 2)));
    Object.assign(columns.time, { [i]: 1_700_000_000_000 + i * stepMs });
    [columns.open[i], columns.close[i], columns.high[i], columns.low[i]] = [open, close, Math.max(open, close) * 1.01, Math.min(open, close) * 0.99];
    price = close;
  }
  return columns;
}

const candidates = [
  { strategy: 'sma-cross', params: (key: number) => ({ fast: 2 + Math.floor(uniform(key, 1) * 8), slow: 2 + Math.floor(uniform(key, 2) * 20) }) },
  { strategy: 'sma-cross-long', params: (key: number) => ({ fast: 2 + Math.floor(uniform(key, 1) * 8), slow: 2 + Math.floor(uniform(key, 2) * 20) }) },
  { strategy: 'rsi-reversion', params: (key: number) => ({ period: 2 + Math.floor(uniform(key, 1) * 10), low: 20 + 60 * uniform(key, 2), high: 20 + 60 * uniform(key, 3) }) },
  { strategy: 'zscore-reversion', params: (key: number) => ({ period: 2 + Math.floor(uniform(key, 1) * 10), entry: 2 * uniform(key, 2), exit: 2 * uniform(key, 3) - 1 }) },
  { strategy: 'buy-and-hold', params: () => ({}) },
] as const;

const settingsArbitrary = fc.record({
  profile: fc.constantFrom('tapedeck', 'tapedeck', 'tapedeck', 'backtrader', 'backtesting.py'), commissionRate: fc.constantFrom(0, 0.001, 0.02), commissionFixed: fc.constantFrom(0, 3),
  spreadRate: fc.constantFrom(0, 0.002), slippageRate: fc.constantFrom(0, 0.001), margin: fc.constantFrom(1, 0.5, 0.2), fill: fc.constantFrom('next-open', 'same-close'),
  exclusive: fc.boolean(), closeAtEnd: fc.boolean(), fractional: fc.boolean(),
  size: fc.constantFrom({ kind: 'all' }, { kind: 'fraction', fraction: 0.4 }, { kind: 'notional', notional: 3_000 }, { kind: 'units', units: 20 }),
}).map((given) => backtestSettingsSchema.parse(given));

function expectSame(strategy: string, params: Record<string, number>, settings: BacktestSettings, bars: BarColumns): 'vectorised' | 'event' {
  const complete = resolveStrategyParams(strategy, params);
  const outcome = new TrialEvaluator(findStrategy(strategy), settings, [{ symbol: 'WALK', bars }]).evaluate(complete);
  if (!outcome.ok) throw new Error(outcome.message);
  const { metrics } = runBacktest({ strategy, params, settings, series: [{ symbol: 'WALK', bars }] });
  const near = (value: number, expected: unknown): void => {
    if (expected === null) expect(Number.isFinite(value)).toBe(false);
    else expect(Math.abs(value - (expected as number))).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected as number)));
  };
  near(outcome.figures.return, metrics['totalReturn']);
  near(outcome.figures.maxDrawdown, metrics['maxDrawdown']);
  near(outcome.figures.sharpe, metrics['sharpe']);
  expect(outcome.figures.trades).toBe(Number(metrics['trades']) + Number(metrics['openTrades']));
  return outcome.path;
}

describe('a trial over whole columns', () => {
  it.each(listStrategies().filter((one) => one.vectorised).map((one) => one.name))('of %s has the figures of the event path', (name) => {
    for (const seed of [3, 4]) {
      const bars = walk(seed, 500, 86_400_000);
      const settings = backtestSettingsSchema.parse({ commissionRate: 0.001, spreadRate: 0.001, fractional: true, exclusive: true });
      expect(expectSame(name, {}, settings, bars)).toBe('vectorised');
    }
  });

  it('has the figures of the event path under any costs, sizes, fills and bars, and falls back to it by itself', () => {
    const paths = new Map<string, number>();
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.constantFrom(...candidates), settingsArbitrary, fc.constantFrom(86_400_000, 3_600_000, 7 * 86_400_000), (seed, { strategy, params }, settings, stepMs) => {
        const path = expectSame(strategy, params(streamKey(seed, 7)), settings, walk(seed, 60 + (seed % 90), stepMs));
        paths.set(path, (paths.get(path) ?? 0) + 1);
      }),
      { numRuns: 120 },
    );
    expect(paths.get('vectorised') ?? 0, 'most trials take the fast path').toBeGreaterThan(40);
  });

  it('is ruined where the event path is', () => {
    const bars = walk(5, 40, 86_400_000);
    bars.open.fill(8, 20);
    bars.close.fill(8, 20);
    bars.low.fill(7, 20);
    const settings = backtestSettingsSchema.parse({ margin: 0.1, fractional: true });
    expect(expectSame('buy-and-hold', {}, settings, bars)).toBe('event');
  });

  it('says why it is run bar by bar', () => {
    const settings = (given: object): BacktestSettings => backtestSettingsSchema.parse(given);
    expect(whyEventPath(findStrategy('donchian-breakout'), settings({}))).toContain('bar by bar');
    expect(whyEventPath(findStrategy('sma-cross'), settings({ hedging: true }))).toContain('side by side');
    expect(whyEventPath(findStrategy('sma-cross'), settings({ profile: 'backtesting.py' }))).toContain('backtesting.py');
    expect(whyEventPath(findStrategy('sma-cross'), settings({}))).toBeNull();
  });

  it('names every ready-made strategy vectorised that is, and no other', () => {
    for (const { name, strategy } of candidates.map((one) => ({ name: one.strategy, strategy: findStrategy(one.strategy) }))) expect(strategy.info.vectorised, name).toBe(strategy.signals !== undefined);
  });
});

describe('the cache of columns', () => {
  it('computes each column once while there is room, and stays within its budget', () => {
    const bars = walk(1, 1_000, 86_400_000);
    const source = (): Float64Array => new Float64Array(1_000);
    const roomy = new ColumnCache(bars);
    for (let k = 0; k < 3; k++) for (const name of ['a', 'b', 'c']) roomy.column(name, source);
    expect(roomy.computed).toBe(3);
    const tight = new ColumnCache(bars, 16_000);
    for (let k = 0; k < 3; k++) for (const name of ['a', 'b', 'c']) tight.column(name, source);
    expect(tight.computed).toBeGreaterThan(3);
    expect(tight.column('c', source)).toBe(tight.column('c', source));
  });

  it('knows the first bar on which every column of a trial has a value', () => {
    const cache = new ColumnCache(walk(1, 5, 1));
    cache.column('late', () => Float64Array.of(Number.NaN, Number.NaN, Number.NaN, 1, 2));
    expect(cache.warmup).toBe(3);
    cache.startTrial();
    cache.column('early', () => Float64Array.of(Number.NaN, 1, 2, 3, 4));
    expect(cache.warmup).toBe(1);
    cache.column('late', () => new Float64Array(5));
    expect(cache.warmup, 'a cached column still counts').toBe(3);
  });
});
