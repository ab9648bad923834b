import { describe, expect, it } from 'vitest';
import { instrumentId } from '../../contract/model/instrument.ts';
import { testSettings, barsOf, flatBars, scripted, type Script } from '../engine/test-run.ts';
import { runStrategy } from '../engine/run-strategy.ts';
import type { BacktestSettings } from '../../contract/model/backtest.ts';
import type { BarColumns } from '../../contract/model/bar.ts';
import { SimMarket } from '../sim-market/index.ts';
import { findStrategy } from '../strategies/index.ts';
import { resolveStrategyParams } from '../strategies/resolve-strategy-params.ts';
import { momentAt, readMoment, recordRun } from './index.ts';

const dayMs = 86_400_000;
const barsFor = (seed: number, id: string, count: number, lengthMs = dayMs): BarColumns => new SimMarket(seed).bars(instrumentId(id), lengthMs, Date.UTC(2025, 0, 1), count);

const record = (bars: BarColumns, script: Script, changes: Partial<BacktestSettings> = {}) => {
  const settings = testSettings(changes);
  const { journal } = recordRun(scripted(script), {}, settings, [{ symbol: 'TEST', bars }]);
  const at = (index: number) => readMoment({ journal, bars: [bars], settings }, index);
  return { journal, at, said: (index: number) => at(index).events.map(({ message }) => message) };
};

describe('a run with a pen beside it', () => {
  const strategies = ['sma-cross', 'bollinger-limit', 'donchian-breakout', 'sma-cross-bracket', 'rsi-reversion', 'grid'] as const;

  it.each(strategies)('of %s fills as the run that nobody watches, on ten seeds and several ways to run', (name) => {
    for (let seed = 1; seed <= 10; seed++) {
      const profile = (['tapedeck', 'tapedeck', 'backtesting.py', 'backtrader'] as const)[seed % 4] ?? 'tapedeck';
      const settings = testSettings({
        profile, commissionRate: 0.001, spreadRate: seed % 3 === 0 ? 0.002 : 0, closeAtEnd: seed % 2 === 0, fill: seed % 5 === 0 ? 'same-close' : 'next-open', margin: seed % 7 === 0 ? 0.2 : 1,
        ...(profile === 'tapedeck' && seed % 6 === 1 ? { maxVolumeShare: 0.0001, borrowRate: 0.05 } : {}),
      });
      const bars = barsFor(seed, 'SIM:ACME', 180);
      const series = [{ symbol: 'ACME', bars }];
      const [strategy, params] = [findStrategy(name), resolveStrategyParams(name, {})];
      const plain = runStrategy(strategy, params, settings, series, undefined, { hasInterval: false });
      const { fills, journal } = recordRun(strategy, params, settings, series);
      expect(fills, `seed ${seed}, ${profile}`).toEqual(plain.fills);
      expect([...journal.equity], `seed ${seed}, ${profile}`).toEqual([...plain.equity.value]);
      // There a fill on a close counts for the bar before the one in which it is carried out.
      const isBookedLater = profile === 'backtesting.py' && settings.fill === 'same-close';
      for (const index of isBookedLater ? [] : [0, 57, 179]) {
        const moment = readMoment({ journal, bars: [bars], settings }, index);
        const held = plain.fills.filter((fill) => fill.bar <= index).reduce((sum, { side, size }) => sum + (side === 'buy' ? size : -size), 0);
        expect(moment.symbols[0]?.size, 'what the fills so far add up to').toBeCloseTo(held, 6);
      }
      if (seed % 5 !== 0) continue;
      const told = Array.from(journal.time, (_, index) => readMoment({ journal, bars: [bars], settings }, index).events.flatMap(({ fill = [] }) => fill)).flat();
      expect(told.map(({ price }) => price), 'every fill is told once, in its order').toEqual(plain.fills.map(({ price }) => price));
    }
  });

  it('of several symbols shares one cash and knows which of them has a bar', () => {
    const [acme, volt] = [barsFor(3, 'SIM:ACME', 600), barsFor(3, 'SIM:VOLT', 600)];
    const settings = testSettings({ size: { kind: 'units', units: 3 } });
    const series = [{ symbol: 'ACME', bars: acme }, { symbol: 'VOLT', bars: volt }];
    const [strategy, params] = [findStrategy('momentum-rotation'), resolveStrategyParams('momentum-rotation', {})];
    const plain = runStrategy(strategy, params, settings, series, undefined, { hasInterval: false });
    const { fills, journal } = recordRun(strategy, params, settings, series);
    expect(plain.fills.length, 'it trades').toBeGreaterThan(2);
    expect(fills).toEqual(plain.fills);
    const last = readMoment({ journal, bars: [acme, volt], settings }, journal.time.length - 1);
    expect(last.cash + last.symbols.reduce((sum, { profit }) => sum + profit, 0), 'cash and open profits are the equity').toBeCloseTo(last.equity, 6);
    expect(last.equity).toBeCloseTo(plain.equity.value.at(-1) ?? NaN, 6);
  });

  it('of a series in another currency counts in that of the account', () => {
    const bars = barsFor(6, 'SIM:ACME', 200);
    // Known a month before the first bar, and on every day.
    const rates = { bars: { ...barsFor(2, 'SIM:VOLT', 400), time: Float64Array.from({ length: 400 }, (_, i) => (bars.time[0] ?? 0) + (i - 30) * dayMs) }, isInverted: false };
    const series = [{ symbol: 'ACME', bars, rates }];
    const [strategy, params] = [findStrategy('sma-cross-bracket'), resolveStrategyParams('sma-cross-bracket', {})];
    for (const conversion of ['profit', 'value'] as const) {
      const settings = testSettings({ conversion, cash: 1_000_000, commissionRate: 0.001, closeAtEnd: true });
      const plain = runStrategy(strategy, params, settings, series, undefined, { hasInterval: false });
      const { fills, journal } = recordRun(strategy, params, settings, series);
      expect(plain.fills.some(({ rate }) => rate !== undefined), 'it is converted').toBe(true);
      expect(fills).toEqual(plain.fills);
      expect([...journal.equity]).toEqual([...plain.equity.value]);
      const moment = readMoment({ journal, bars: [bars], settings }, (plain.trades[0]?.entryBar ?? 0) + 1);
      expect(moment.cash + moment.symbols.reduce((sum, { profit }) => sum + profit, 0)).toBeCloseTo(moment.equity, 6);
    }
  });

  it('writes a line for each intent, order and fill, the same every time', () => {
    const write = (seed: number): string[] => {
      const lines: string[] = [];
      recordRun(findStrategy('bollinger-limit'), resolveStrategyParams('bollinger-limit', {}), testSettings(), [{ symbol: 'ACME', bars: barsFor(seed, 'SIM:ACME', 200) }], undefined, (line) => lines.push(line));
      return lines;
    };
    expect(write(4)).toEqual(write(4));
    expect(write(4)).not.toEqual(write(5));
    expect(new Set(write(4).map((line) => (JSON.parse(line) as [string])[0]))).toEqual(new Set(['intent', 'order', 'gone', 'fill']));
  });
});

describe('a moment', () => {
  const rising = flatBars([100, 101, 102, 103, 104, 105]);

  it('says why a market order filled and what was decided before', () => {
    const { said, at } = record(rising, { 1: (c) => c.buy({ size: 10 }) });
    expect(said(1)).toEqual(['The strategy decided to buy.', 'Order 1 was placed: buy 10 units at the market.']);
    expect(said(2)).toEqual(['Bought 10 units at 102: a market order fills at the open of 102.']);
    expect(at(1)).toMatchObject({ cash: 10_000, orders: [{ order: 1, side: 'buy', role: 'entry', kind: 'market', placedIndex: 1 }], nextEvent: 2 });
    expect(at(4)).toMatchObject({ cash: 10_000, equity: 10_020, symbols: [{ size: 10, averagePrice: 102, profit: 20 }], orders: [], events: [], previousEvent: 2, nextEvent: null });
  });

  it('says why a limit waits and when it is reached', () => {
    const bars = barsOf([[100, 101, 99, 100], [100, 102, 98, 101], [101, 102, 97.5, 101], [101, 103, 94, 102]]);
    const { said } = record(bars, { 0: (c) => c.buy({ size: 5, limit: 95 }) });
    expect(said(1)).toEqual(['Buy 5 units at a limit of 95 waits: the low of 98 did not come down to it.']);
    expect(said(3)).toEqual(['Bought 5 units at 95: the low of 94 reached its limit of 95.']);
  });

  it('says why a stop waits, and that the bar opened beyond it', () => {
    const bars = barsOf([[100, 101, 99, 100], [100, 104, 98, 101], [107, 108, 106, 107]]);
    const { said } = record(bars, { 0: (c) => c.buy({ size: 5, stop: 105 }) });
    expect(said(1)).toEqual(['Buy 5 units at a stop of 105 waits: the high of 104 did not come up to it.']);
    expect(said(2)).toEqual(['Bought 5 units at 107: the bar opened at 107, beyond its stop of 105.']);
  });

  it('says what a bracket did and what became of its other half', () => {
    const bars = barsOf([[100, 101, 99, 100], [100, 102, 99, 101], [101, 102, 89, 90]]);
    const { said, at } = record(bars, { 0: (c) => c.buy({ size: 5, stopLoss: 95, takeProfit: 120 }) });
    expect(at(1).orders.map(({ role, stop, limit, size }) => ({ role, stop, limit, size }))).toEqual([
      { role: 'take-profit', stop: null, limit: 120, size: 'all of its trade' }, { role: 'stop-loss', stop: 95, limit: null, size: 'all of its trade' },
    ]);
    expect(said(1)).toContain('Take-profit at 120 waits: the high of 102 did not come up to it.');
    expect(said(2)).toEqual(['Sold 5 units at 95: the low of 89 reached the stop-loss of 95.', 'Order 2, take-profit at 120, is gone with its trade, which was closed.']);
  });

  it('tells the part of a fill that closes from the part that opens', () => {
    const { said } = record(rising, { 0: (c) => c.buy({ size: 5 }), 2: (c) => c.sell({ size: 8 }) });
    expect(said(3)).toEqual(['Sold 5 units at 103 to close what was held: a market order fills at the open of 103.', 'Sold 3 units at 103: a market order fills at the open of 103.']);
  });

  it('says which order was refused and why', () => {
    const { said } = record(rising, { 1: (c) => c.buy({ size: 1_000 }) });
    expect(said(2)).toEqual(['The order to buy 1000 units at the market was refused: the margin left did not cover its size and costs.']);
  });

  it('follows a trailing stop and tells where it stands', () => {
    const bars = barsOf([[100, 101, 99, 100], [100, 102, 99, 101], [106, 110, 106, 109], [109, 109, 100, 101]]);
    const { at, said } = record(bars, { 0: (c) => c.buy({ size: 5, trail: 5 }) });
    expect(at(2).orders).toMatchObject([{ role: 'trailing-stop', stop: 105 }]);
    expect(said(3)[0]).toBe('Sold 5 units at 105: the low of 100 reached the stop that follows the price of 105.');
  });

  it('says that an order was cancelled, expired or cancelled by its group', () => {
    const bars = barsOf(Array.from({ length: 5 }, () => [100, 101, 99, 100] as const));
    const { said } = record(bars, {
      0: (c) => { c.buy({ size: 1, limit: 50 }); c.buy({ size: 1, limit: 60, tif: 'day' }); c.buy({ size: 1, limit: 100, group: 'one' }); c.sell({ size: 1, limit: 150, group: 'one' }); },
      2: (c) => c.cancelAll(),
    });
    expect(said(1)).toContain('Order 4, sell 1 unit at a limit of 150, was cancelled, because another order of its group was filled.');
    expect(said(2)).toContain('Order 2, buy 1 unit at a limit of 60, was good only until now and has expired.');
    expect(said(2).slice(-2)).toEqual(['The strategy decided to cancel what was pending.', 'Order 1, buy 1 unit at a limit of 50, was cancelled.']);
  });

  it('says that a stop was moved by the strategy', () => {
    const { said } = record(rising, { 0: (c) => c.buy({ size: 5, stopLoss: 90 }), 2: (c) => { const [trade] = c.trades; if (trade !== undefined) trade.stopLoss = 95; } });
    expect(said(2).slice(-2)).toEqual(['Order 2, stop-loss at 90, gave way to another.', 'Order 3 was placed: stop-loss at 95.']);
  });

  it('says what the end of a run and a margin call closed', () => {
    const end = record(rising, { 0: (c) => c.buy({ size: 5 }) }, { closeAtEnd: true });
    expect(end.said(5)).toEqual(['Sold 5 units at 105: the run ended and closed what was open.']);
    const crash = record(flatBars([100, 100, 60, 20, 10]), { 0: (c) => c.buy({ size: 300 }) }, { margin: 0.3, cash: 10_000 });
    expect(crash.said(2)[0]).toBe('Sold 300 units at 60: all cash was lost, so what was open was closed.');
    expect(crash.at(4)).toMatchObject({ isAsked: false, equity: 0 });
  });

  it('is the last one at or before a time', () => {
    const { journal } = record(rising, {});
    expect([momentAt(journal, -5), momentAt(journal, dayMs), momentAt(journal, 2.5 * dayMs), momentAt(journal, 99 * dayMs)]).toEqual([0, 1, 2, 5]);
  });

  it('is the same from the nearest mark as from the beginning', () => {
    const bars = barsFor(9, 'SIM:ACME', 3_000, 3_600_000);
    const settings = testSettings();
    const { journal } = recordRun(findStrategy('bollinger-limit'), resolveStrategyParams('bollinger-limit', {}), settings, [{ symbol: 'ACME', bars }]);
    const without = { ...journal, marks: { ...journal.marks, ends: new Int32Array() } };
    let waiting = 0;
    for (let index = 1_000; index < 3_000; index += 37) {
      const moment = readMoment({ journal, bars: [bars], settings }, index);
      waiting += moment.orders.length;
      expect(moment).toEqual(readMoment({ journal: without, bars: [bars], settings }, index));
    }
    expect(waiting, 'orders are open at some of them').toBeGreaterThan(5);
  });
});
