import { describe, expect, it } from 'vitest';
import type { BarColumns } from '../../contract/model/bar.ts';
import { scripted, testSettings } from '../engine/test-run.ts';
import { QuantError } from '../error.ts';
import { normal, streamKey } from '../random/index.ts';
import { findStrategy, listStrategies, resolveStrategyParams } from '../strategies/index.ts';
import { randomBars, sessionBars } from '../strategies/test-reference.ts';
import { checkLookAhead } from './look-ahead.ts';
import { plantedLeaks } from './test-leaks.ts';

/** Bars whose volumes vary, too. */
function bars(seed: number, count = 300): BarColumns {
  const key = streamKey(seed, 3);
  return { ...randomBars(seed, count), volume: Float64Array.from({ length: count }, (_, i) => 1_000 * Math.exp(0.5 * normal(key, i))) };
}

/** Shorter than usual, so that a few hundred bars are enough. */
const params: Record<string, Record<string, number>> = {
  'connors-rsi2': { trend: 40, low: 30 }, 'momentum-rotation': { lookback: 40, skip: 5 }, 'dual-momentum': { lookback: 40 }, 'pairs-cointegration': { lookback: 30, entry: 1, pValue: 1 },
  'logistic-model': { train: 30, refit: 10, edge: 0 }, 'ichimoku-cloud': { conversion: 4, base: 9, span: 17, displacement: 6 }, 'opening-range': { minutes: 60, hold: 300 }, 'atr-trailing': { trend: 20 },
  'macd-cross': { fastPeriod: 5, slowPeriod: 12, signalPeriod: 4 }, 'vol-target': { band: 0.05 }, dca: { every: 1 }, 'sma-cross': { fast: 3, slow: 9 }, 'sma-cross-long': { fast: 3, slow: 9 },
  'sma-cross-bracket': { fast: 3, slow: 9 }, 'ema-cross': { fast: 3, slow: 9 }, 'rsi-reversion': { period: 5 },
};

const options = { probes: 20, seed: 1 };

describe('the look-ahead detector', () => {
  it('has twenty leaks to find', () => expect(new Set(plantedLeaks.map(({ info }) => info.name)).size).toBe(20));

  it.each(plantedLeaks.map((strategy) => [strategy.info.name, strategy] as const))('finds: %s', (_, strategy) => {
    const found = checkLookAhead({ strategy, params: {}, settings: testSettings(), series: [{ symbol: 'A', bars: bars(4) }] }, options);
    expect(found.isClean).toBe(false);
    expect(found.leaks[0]?.sentence).toMatch(/On bar \d+ \(2\d{3}-\d\d-\d\d\) it decided ".+", and with everything after bar \d+ (?:cut off|replaced) it decided ".+"\./);
  });

  it.each(listStrategies().map(({ name }) => name))('raises no alarm on %s', (name) => {
    const strategy = findStrategy(name);
    const symbols = strategy.info.symbols?.min === 2 ? ['A', 'B'] : ['A'];
    const series = symbols.map((symbol, k) => ({ symbol, bars: name === 'opening-range' || name === 'overnight' ? sessionBars(3 + k, 20, 13, 30) : bars(6 + k) }));
    const found = checkLookAhead({ strategy, params: resolveStrategyParams(name, params[name] ?? {}), settings: testSettings(), series }, { probes: 10, seed: 2 });
    expect(found.leaks).toEqual([]);
    expect(found.decisions, 'there was something to compare').toBeGreaterThan(20);
  });

  it('raises none on orders of every kind by what is known, over two symbols', () => {
    const strategy = {
      ...scripted({}),
      onBar: (c: Parameters<ReturnType<typeof scripted>['onBar']>[0]) => {
        const other = c.of('B');
        if (c.isFlat && c.index % 5 === 0) c.buy({ size: 0.3, stopLoss: c.bar().close * 0.95, takeProfit: c.bar().close * 1.1 });
        else if (c.index % 11 === 0) other.sell({ size: 3, limit: other.bar().close * 1.01, tif: 'day' });
        for (const trade of c.trades) trade.stopLoss = Math.max(trade.stopLoss ?? 0, c.bar(-1).close * 0.93);
        for (const order of other.orders) if (order.limit !== null && c.index % 2 === 0) order.modify({ limit: order.limit * 0.999 });
      },
    };
    const series = [{ symbol: 'A', bars: bars(1) }, { symbol: 'B', bars: bars(2) }];
    expect(checkLookAhead({ strategy, params: {}, settings: testSettings({ closeAtEnd: true, fill: 'same-close' }), series }, options)).toMatchObject({ isClean: true, leaks: [], runs: 40 });
  });

  it('says that there was nothing to compare where nothing was decided', () => {
    const found = checkLookAhead({ strategy: scripted({}), params: {}, settings: testSettings(), series: [{ symbol: 'A', bars: bars(1) }] }, { probes: 3, seed: 1 });
    expect(found).toMatchObject({ isClean: true, decisions: 0, sentence: expect.stringContaining('nothing to compare') });
  });

  it('calls it a leak when a strategy fails without the future', () => {
    const whole = ({ time, close }: BarColumns): Float64Array => {
      if (time.length < 300) throw new QuantError('TOO_FEW', 'All 300 bars are needed.');
      return close;
    };
    const throwing = { ...scripted({ 150: (c) => c.buy() }), indicators: () => ({ x: whole }) };
    const found = checkLookAhead({ strategy: throwing, params: {}, settings: testSettings(), series: [{ symbol: 'A', bars: bars(1) }] }, { probes: 2, seed: 1 });
    expect(found).toMatchObject({ isClean: false });
    expect(found.leaks[0]?.sentence).toContain('All 300 bars are needed.');
  });

  it('refuses a number of probes that is none', () => {
    expect(() => checkLookAhead({ strategy: scripted({}), params: {}, settings: testSettings(), series: [{ symbol: 'A', bars: bars(1) }] }, { probes: 0, seed: 1 })).toThrow('from 1 to 1,000');
  });
});
