import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BacktestSettings } from '../../src/contract/model/backtest.ts';
import type { BarColumns } from '../../src/contract/model/bar.ts';
import type { CorporateAction } from '../../src/contract/model/series-tools.ts';
import type { Cursor } from '../../src/quant/engine/cursor.ts';
import type { OrderOptions } from '../../src/quant/engine/order-options.ts';
import { runStrategy } from '../../src/quant/engine/run-strategy.ts';
import { simulate } from '../../src/quant/engine/simulate.ts';
import type { StrategyDefinition } from '../../src/quant/engine/strategy.ts';
import type { SeriesInput } from '../../src/quant/engine/task.ts';
import { scripted, testSettings } from '../../src/quant/engine/test-run.ts';
import { streamKey, uniform } from '../../src/quant/random/index.ts';

const hour = 3_600_000;
const count = 90;

/** Bars of six hours, so that a day has four of them; `skips`: some are missing. */
function walk(seed: number, stream: number, skips: boolean): BarColumns {
  const key = streamKey(seed, stream);
  const rows: number[][] = [];
  let price = 100;
  for (let i = 0; i < count; i++) {
    const draw = (k: number): number => uniform(key, i * 8 + k) - 0.5;
    const open = price * (1 + draw(0) * 0.02);
    const close = open * (1 + draw(1) * 0.05);
    price = close;
    if (skips && draw(2) > 0.35) continue;
    rows.push([i * 6 * hour, open, Math.max(open, close) * (1 + (draw(3) + 0.5) * 0.02), Math.min(open, close) * (1 - (draw(4) + 0.5) * 0.02), close, Math.round(200 * (draw(5) + 0.6))]);
  }
  const column = (k: number): Float64Array => Float64Array.from(rows, (row) => row[k] as number);
  return { time: column(0), open: column(1), high: column(2), low: column(3), close: column(4), volume: column(5) };
}

/** On each bar perhaps an order of any kind, drawn from a seed: what is asked for depends on the bars seen and on nothing else. */
const strategyOf = (seed: number, symbols: readonly string[]): StrategyDefinition => ({
  ...scripted({}),
  onBar(c) {
    for (const [k, symbol] of symbols.entries()) act(c.of(symbol), streamKey(seed, 100 + k));
  },
});

function act(c: Cursor, key: number): void {
  if (!c.hasBar) return;
  const draw = (k: number): number => uniform(key, c.index * 16 + k);
  if (draw(0) < 0.08) return c.close(draw(1) < 0.5 ? 1 : 0.4);
  if (draw(0) < 0.12) return c.cancelAll();
  if (draw(0) < 0.18) return c.orders.find((order) => !order.isBracket && order.limit !== null)?.modify({ limit: c.bar().close * (0.98 + draw(2) * 0.04) });
  if (draw(0) < 0.24) return c.trades[0]?.trail({ percent: 1 + draw(2) * 4 });
  if (draw(0) > 0.6) return;
  const { close, timeMs } = c.bar();
  const isBuy = draw(3) < 0.5;
  const toward = isBuy ? 1 : -1;
  const away = close * (0.002 + draw(4) * 0.02);
  // B has gaps, and which bar before a gap was the last of its day is known with the next one.
  const kinds: OrderOptions[] = [
    {}, { limit: close - toward * away }, { stop: close + toward * away }, { trailingStop: { percent: 2 } }, c.symbol === 'A' ? { on: 'close' } : {}, { on: 'open', limit: close },
    { limit: close, tif: 'ioc' }, { limit: close, tif: 'fok' }, { limit: close - toward * away, tif: 'day' }, { limit: close - toward * away, tif: 'gtd', goodTill: timeMs + 20 * hour },
    { stop: close + toward * away, group: 'pair' }, { limit: close - toward * away, group: 'pair' }, { reduceOnly: true },
    { stop: close + toward * away, limit: close + toward * away * 0.5 },
  ];
  const sizes: OrderOptions['size'][] = [3, 17, 0.3, { kind: 'equity', multiple: 0.4 }, { kind: 'kelly', fraction: 0.5 }, { kind: 'notional', notional: 900 }, { kind: 'volatility', target: 0.3, window: 10 }];
  const exits: OrderOptions[] = [{}, { stopLoss: close * (1 - toward * 0.06), takeProfit: close * (1 + toward * 0.06) }, { trail: close * 0.03 }, { triggers: [{ side: isBuy ? 'sell' : 'buy', size: 2, limit: close * (1 + toward * 0.03) }] }];
  const pick = <T>(list: readonly T[], k: number): T => list[Math.floor(draw(k) * list.length)] as T;
  const order: OrderOptions = { ...pick(kinds, 5), ...pick(exits, 6), size: pick(sizes, 7) as number };
  if (isBuy) c.buy(order);
  else c.sell(order);
}

const settingsOf: fc.Arbitrary<BacktestSettings> = fc.record({
  commissionRate: fc.constantFrom(0, 0.002), commissionFixed: fc.constantFrom(0, 1), spreadRate: fc.constantFrom(0, 0.004), slippageRate: fc.constantFrom(0, 0.001), margin: fc.constantFrom(1, 0.5),
  intrabar: fc.constantFrom('pessimistic', 'optimistic'), fill: fc.constantFrom('next-open', 'same-close'), fractional: fc.boolean(), hedging: fc.boolean(),
  more: fc.constantFrom<Partial<BacktestSettings>>({}, { maxVolumeShare: 0.1 }, { borrowRate: 0.2, maintenanceMargin: 0.3 }, { impact: { kind: 'square-root', coefficient: 1, window: 10 } }, {
    commissionPerUnit: 0.01, commissionMinimum: 0.5, commissionMakerRate: 0.0002, commissionTiers: [{ fromValue: 5_000, rate: 0.001 }],
  }, { impact: { kind: 'volume-share', coefficient: 0.1 } }),
  lots: fc.constantFrom<BacktestSettings['lots']>('fifo', 'lifo', 'average'),
}).map(({ more, lots, hedging, ...changes }) => testSettings({ ...changes, ...more, hedging, ...(hedging ? {} : { lots }) } as Partial<BacktestSettings>));

const actions: CorporateAction[] = [{ date: '1970-01-05', type: 'dividend', value: 0.7 }, { date: '1970-01-12', type: 'split', value: 1.5 }];
const cut = (bars: BarColumns, untilMs: number): BarColumns => {
  const length = bars.time.findIndex((time) => time >= untilMs);
  return Object.fromEntries(Object.entries(bars).map(([name, column]) => [name, column.slice(0, length === -1 ? undefined : length)])) as unknown as BarColumns;
};
const seriesOf = (seed: number, isPair: boolean, withActions: boolean): SeriesInput[] => [
  { symbol: 'A', bars: walk(seed, 1, false), ...(withActions ? { actions } : {}) }, ...(isPair ? [{ symbol: 'B', bars: walk(seed, 2, true) }] : []),
];
const cases = [fc.integer({ min: 1, max: 2 ** 31 }), settingsOf, fc.boolean(), fc.boolean()] as const;
const symbolsOf = (series: readonly SeriesInput[]): string[] => series.map((one) => one.symbol);

describe('orders of every kind, on one symbol and on two', () => {
  test('no money comes from nowhere: cash and open value are the starting cash and all profits, costs and carry', () => {
    fc.assert(fc.property(...cases, (seed, settings, isPair, withActions) => {
      const series = seriesOf(seed, isPair, withActions);
      const { ledger, ruin, lanes } = simulate(strategyOf(seed, symbolsOf(series)), {}, settings, series);
      fc.pre(ruin === null);
      const closed = ledger.settled.reduce((sum, trade) => sum + trade.pnl, 0);
      const carried = lanes.flatMap((lane) => lane.run.account.trades.map((trade) => trade.carry - (trade.entryCommission * Math.abs(trade.lots) * lane.run.lotSize) / trade.entryUnits)).reduce((sum, one) => sum + one, 0);
      expect(Math.abs(ledger.cash - (settings.cash + closed + carried))).toBeLessThan(1e-7);
      const fees = ledger.fills.reduce((sum, fill) => sum + fill.commission, 0);
      const gross = ledger.settled.reduce((sum, trade) => sum + (trade.exitPrice - trade.entryPrice) * trade.size + trade.carry, 0) + lanes.flatMap((lane) => lane.run.account.trades.map((trade) => trade.carry)).reduce((sum, one) => sum + one, 0);
      expect(Math.abs(ledger.cash - (settings.cash + gross - fees))).toBeLessThan(1e-7);
    }), { numRuns: 60 });
  });

  test('a shorter future never changes an earlier fill or equity', () => {
    fc.assert(fc.property(...cases, fc.integer({ min: 8, max: count - 1 }), (seed, settings, isPair, withActions, bars) => {
      const series = seriesOf(seed, isPair, withActions);
      const untilMs = bars * 6 * hour;
      const short = series.map((one) => ({ ...one, bars: cut(one.bars, untilMs) }));
      fc.pre(short.every((one) => one.bars.time.length > 0));
      const run = (given: readonly SeriesInput[]) => runStrategy(strategyOf(seed, symbolsOf(series)), {}, settings, given, undefined, { hasInterval: false });
      const [whole, part] = [run(series), run(short)];
      expect(part.fills).toEqual(whole.fills.filter((fill) => fill.timeMs < untilMs));
      expect(part.equity.value).toEqual(whole.equity.value.slice(0, part.equity.value.length));
    }), { numRuns: 60 });
  });

  test('fills lie inside their bars but for spread, slippage and impact, and take no more than their share of the volume', () => {
    fc.assert(fc.property(...cases, (seed, settings, isPair, withActions) => {
      const series = seriesOf(seed, isPair, withActions);
      const { fills } = runStrategy(strategyOf(seed, symbolsOf(series)), {}, settings, series, undefined, { hasInterval: false });
      // What opens a trade and its bracket in one bar slips twice.
      const free = (1 + settings.spreadRate / 2) * (1 + settings.slippageRate) ** 2 * (settings.impact === undefined ? 1 : 1.2) - 1 + 1e-9;
      const taken = new Map<string, number>();
      for (const { symbol, timeMs, price, size } of fills) {
        const { bars } = series.find((one) => one.symbol === symbol) as SeriesInput;
        const bar = bars.time.indexOf(timeMs);
        expect(price).toBeLessThanOrEqual((bars.high[bar] ?? Number.NaN) * (1 + free));
        expect(price).toBeGreaterThanOrEqual((bars.low[bar] ?? Number.NaN) * (1 - free));
        const key = `${symbol} ${bar}`;
        taken.set(key, (taken.get(key) ?? 0) + size);
        if (settings.maxVolumeShare !== undefined && settings.maintenanceMargin === undefined) expect(taken.get(key)).toBeLessThanOrEqual(settings.maxVolumeShare * (bars.volume[bar] ?? Number.NaN) + 1e-6);
      }
    }), { numRuns: 50 });
  });

  test('the same input gives the same bytes', () => {
    fc.assert(fc.property(...cases, (seed, settings, isPair, withActions) => {
      const series = seriesOf(seed, isPair, withActions);
      const run = (): string => JSON.stringify(runStrategy(strategyOf(seed, symbolsOf(series)), {}, settings, series, undefined, { hasInterval: false }));
      expect(run()).toBe(run());
    }), { numRuns: 10 });
  });
});
