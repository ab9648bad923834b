import { describe, expect, test } from 'vitest';
import { barsOf, flatBars, runScript, type BarRow } from './test-run.ts';

const calm: BarRow = [100, 101, 99, 100];
const fillsOf = (...args: Parameters<typeof runScript>): unknown[] => runScript(...args).fills.map(({ bar, side, size, price }) => [bar, side, size, price]);

describe('orders on bars', () => {
  test('a market order fills at the next open', () => {
    expect(fillsOf(barsOf([calm, [102, 103, 101, 102]]), { 0: (c) => c.buy({ size: 1 }) })).toEqual([[1, 'buy', 1, 102]]);
  });

  test('at the same close where that is asked, with what follows counted from there', () => {
    const { fills, equity } = runScript(flatBars([100, 110, 120]), { 0: (c) => c.buy({ size: 10 }) }, { fill: 'same-close' });
    expect(fills).toMatchObject([{ bar: 0, price: 100 }]);
    expect([...equity.value]).toEqual([10_000, 10_100, 10_200]);
  });

  test('a limit order waits for its price and is filled at the open where that is better', () => {
    const order = { 0: (c: { buy(o: object): void }) => c.buy({ size: 1, limit: 97 }) };
    expect(fillsOf(barsOf([calm, calm, [98, 98, 96, 98]]), order)).toEqual([[2, 'buy', 1, 97]]);
    expect(fillsOf(barsOf([calm, calm, [95, 98, 94, 98]]), order)).toEqual([[2, 'buy', 1, 95]]);
  });

  test('a stop order fills at its price and at the open after a gap', () => {
    const order = { 0: (c: { buy(o: object): void }) => c.buy({ size: 1, stop: 103 }) };
    expect(fillsOf(barsOf([calm, calm, [102, 104, 101, 104]]), order)).toEqual([[2, 'buy', 1, 103]]);
    expect(fillsOf(barsOf([calm, calm, [105, 106, 104, 106]]), order)).toEqual([[2, 'buy', 1, 105]]);
  });

  test('a stop-limit set off in a bar works as a limit from the next one', () => {
    const order = { 0: (c: { buy(o: object): void }) => c.buy({ size: 1, stop: 103, limit: 100.5 }) };
    expect(fillsOf(barsOf([calm, [102, 104, 100, 104], [103, 104, 102, 103], [101, 102, 100, 101]]), order)).toEqual([[3, 'buy', 1, 100.5]]);
  });

  test('cancelled orders do not fill', () => {
    expect(fillsOf(barsOf([calm, calm, [95, 98, 94, 98]]), { 0: (c) => c.buy({ size: 1, limit: 97 }), 1: (c) => c.cancelAll() })).toEqual([]);
    expect(fillsOf(barsOf([calm, calm, [95, 98, 94, 98]]), { 0: (c) => c.buy({ size: 1, limit: 97 }), 1: (c) => c.orders[0].cancel() })).toEqual([]);
  });
});

describe('brackets', () => {
  const bracket = { 0: (c: { buy(o: object): void }) => c.buy({ size: 1, stopLoss: 95, takeProfit: 105 }) };
  const exitOf = (rows: BarRow[], changes = {}): unknown => runScript(barsOf([calm, ...rows]), bracket, changes).trades.map((t) => [t.exitBar, t.exitPrice, t.exitReason]);

  test('a stop-loss closes at its price, at the open after a gap, also in the bar of the entry', () => {
    expect(exitOf([calm, [97, 98, 94, 96]])).toEqual([[2, 95, 'stop-loss']]);
    expect(exitOf([calm, [93, 94, 92, 93]])).toEqual([[2, 93, 'stop-loss']]);
    expect(exitOf([[100, 101, 94, 96]])).toEqual([[1, 95, 'stop-loss']]);
  });

  test('a take-profit closes at its price, or better at the open', () => {
    expect(exitOf([calm, [104, 106, 103, 104]])).toEqual([[2, 105, 'take-profit']]);
    expect(exitOf([calm, [107, 108, 106, 107]])).toEqual([[2, 107, 'take-profit']]);
  });

  test('a bar that reaches both is a loss, or a profit where bars are read optimistically', () => {
    expect(exitOf([calm, [100, 106, 94, 100]])).toEqual([[2, 95, 'stop-loss']]);
    expect(exitOf([calm, [100, 106, 94, 100]], { intrabar: 'optimistic' })).toEqual([[2, 105, 'take-profit']]);
  });

  test('after a limit entry inside the bar a stop-loss counts and a take-profit waits, for the high may lie before the entry', () => {
    const limited = { 0: (c: { buy(o: object): void }) => c.buy({ size: 1, limit: 99, stopLoss: 95, takeProfit: 102 }) };
    const exits = (row: BarRow, changes = {}): unknown =>
      runScript(barsOf([calm, row, [99, 100, 98, 99]]), limited, changes).trades.map((t) => [t.exitBar, t.exitPrice]);
    expect(exits([101, 103, 94, 99])).toEqual([[1, 95]]);
    expect(exits([101, 103, 98, 99])).toEqual([]);
    expect(exits([101, 103, 98, 99], { intrabar: 'optimistic' })).toEqual([[1, 102]]);
  });

  test('after a stop entry inside the bar the stop-loss fills at its own price, not at an open from before the entry', () => {
    const stopped = { 0: (c: { buy(o: object): void }) => c.buy({ size: 1, stop: 103, stopLoss: 98 }) };
    expect(runScript(barsOf([calm, [96, 104, 95, 100]]), stopped).trades).toMatchObject([{ entryPrice: 103, exitPrice: 98, exitBar: 1 }]);
  });

  test('after a stop entry inside the bar the optimistic reading takes the profit and leaves the stop-loss for the next bar', () => {
    const stopped = { 0: (c: { buy(o: object): void }) => c.buy({ size: 1, stop: 103, stopLoss: 98 }) };
    const exits = (intrabar: 'optimistic' | 'pessimistic'): number[] =>
      runScript(barsOf([calm, [100, 104, 95, 102], [102, 103, 97, 100]]), stopped, { intrabar }).trades.map((t) => t.exitBar);
    expect(exits('pessimistic')).toEqual([1]);
    expect(exits('optimistic')).toEqual([2]);
  });

  test('the other bracket goes with the trade, and a moved stop-loss is the one that counts', () => {
    const rows: BarRow[] = [calm, calm, calm, [100, 100, 97.5, 98], [100, 120, 80, 100]];
    const { trades, fills } = runScript(barsOf(rows), {
      0: (c) => c.buy({ size: 2, stopLoss: 90, takeProfit: 110 }),
      2: (c) => { c.trades[0].stopLoss = 98; },
    });
    expect(trades).toMatchObject([{ exitBar: 3, exitPrice: 98, exitReason: 'stop-loss' }]);
    expect(fills).toHaveLength(2);
  });

  test('a partial close leaves the brackets round what is left', () => {
    const { trades } = runScript(barsOf([calm, calm, calm, [100, 100, 80, 100]]), {
      0: (c) => c.buy({ size: 10, stopLoss: 90 }), 1: (c) => c.close(0.3),
    });
    expect(trades.map((t) => [t.size, t.exitPrice, t.exitReason])).toEqual([[3, 100, 'signal'], [7, 90, 'stop-loss']]);
  });
});

test('closing a share of a trade closes at least one unit, rounded half-even', () => {
  const closed = (size: number, share: number): number[] =>
    runScript(flatBars([100, 100, 100]), { 0: (c) => c.buy({ size }), 1: (c) => c.close(share) }).trades.map((trade) => trade.size);
  expect(closed(1, 0.3)).toEqual([1]);
  expect(closed(5, 0.5)).toEqual([2]);
  expect(closed(7, 0.5)).toEqual([4]);
});

describe('sizes and costs', () => {
  const open100 = flatBars([100, 100, 100]);

  test('all buys what is affordable with its commission, in whole units or in fractions', () => {
    const costs = { commissionRate: 0.01, commissionFixed: 5 };
    expect(runScript(open100, { 0: (c) => c.buy() }, costs).fills).toMatchObject([{ size: 98, commission: 103 }]);
    const [fill] = runScript(open100, { 0: (c) => c.buy() }, { ...costs, fractional: true }).fills;
    expect(fill.size * 100 + fill.commission).toBeCloseTo(10_000, 5);
  });

  test('a size below 1 is a share of the margin available, from 1 on units', () => {
    expect(runScript(open100, { 0: (c) => c.buy({ size: 0.25 }) }).fills).toMatchObject([{ size: 25 }]);
    expect(runScript(open100, { 0: (c) => c.buy({ size: 7 }) }).fills).toMatchObject([{ size: 7 }]);
  });

  test('the run\'s own sizing: units, fraction, notional', () => {
    const buy = { 0: (c: { buy(): void }) => c.buy() };
    expect(runScript(open100, buy, { size: { kind: 'units', units: 12 } }).fills).toMatchObject([{ size: 12 }]);
    expect(runScript(open100, buy, { size: { kind: 'fraction', fraction: 0.5 } }).fills).toMatchObject([{ size: 50 }]);
    expect(runScript(open100, buy, { size: { kind: 'notional', notional: 1050 } }).fills).toMatchObject([{ size: 10 }]);
    expect(runScript(open100, buy, { size: { kind: 'units', units: 0.5 }, fractional: true }).fills).toMatchObject([{ size: 0.5 }]);
  });

  test('an order that cannot be afforded is dropped, and margin lets more be afforded', () => {
    expect(runScript(open100, { 0: (c) => c.buy({ size: 101 }) }).fills).toEqual([]);
    expect(runScript(open100, { 0: (c) => c.buy({ size: 200 }) }, { margin: 0.5 }).fills).toMatchObject([{ size: 200 }]);
    expect(runScript(open100, { 0: (c) => c.buy({ size: 201 }) }, { margin: 0.5 }).fills).toEqual([]);
  });

  test('half the spread is paid on each side, slippage on market and stop fills only', () => {
    const { trades } = runScript(open100, { 0: (c) => c.buy({ size: 1 }), 1: (c) => c.close() }, { spreadRate: 0.02, slippageRate: 0.01 });
    expect(trades).toMatchObject([{ entryPrice: 100 * 1.01 * 1.01, exitPrice: 100 * 0.99 * 0.99 }]);
    expect(runScript(barsOf([calm, calm]), { 0: (c) => c.buy({ size: 1, limit: 99.99 }) }, { slippageRate: 0.01 }).fills).toMatchObject([{ price: 99.99 }]);
  });

  test('what is closed at the end pays its half of the spread', () => {
    const { trades } = runScript(open100, { 0: (c) => c.buy({ size: 1 }) }, { spreadRate: 0.02, closeAtEnd: true });
    expect(trades).toMatchObject([{ entryPrice: 101, exitPrice: 99 }]);
  });

  test('commission is charged on each fill and a trade\'s profit is net of both', () => {
    const { trades, equity } = runScript(open100, { 0: (c) => c.buy({ size: 10 }), 1: (c) => c.close() }, { commissionRate: 0.001, commissionFixed: 2 });
    expect(trades).toMatchObject([{ pnl: -6, commission: 6 }]);
    expect([...equity.value]).toEqual([10_000, 9_997, 9_994]);
  });
});

describe('what trades at the open goes before all that is inside the bar', () => {
  test('a trade that is turned round at the open is not stopped out later in the bar', () => {
    const bars = barsOf([[10, 10, 10, 10], [10, 10, 10, 10], [10, 10, 10, 10], [11, 11, 8, 9], [9, 9, 9, 9]]);
    const { fills } = runScript(bars, { 0: (c) => c.buy({ size: 100, stopLoss: 9 }), 2: (c) => c.sell({ size: 150 }) });
    expect(fills.map(({ bar, side, size, price }) => [bar, side, size, price])).toEqual([[1, 'buy', 100, 10], [3, 'sell', 100, 11], [3, 'sell', 50, 11]]);
  });

  test('a take-profit that the bar opens beyond fills there, though the bar also holds the stop-loss', () => {
    const bars = barsOf([[10, 10, 10, 10], [10, 10, 10, 10], [13, 13, 8, 9]]);
    const { trades } = runScript(bars, { 0: (c) => c.buy({ size: 100, stopLoss: 9, takeProfit: 12 }) });
    expect(trades).toMatchObject([{ exitPrice: 13, exitReason: 'take-profit' }]);
  });

  test('an order of a share of equity against a position that takes all margin sells it', () => {
    const { fills } = runScript(flatBars([10, 10, 10, 10]), { 0: (c) => c.buy(), 1: (c) => c.sell({ size: { kind: 'equity', multiple: 0.5 } }) });
    expect(fills.map(({ side, size }) => [side, size])).toEqual([['buy', 1_000], ['sell', 500]]);
  });
});

describe('several trades', () => {
  const bars = flatBars([100, 100, 110, 120, 130]);

  test('an order on the other side closes the oldest trade first', () => {
    const { trades } = runScript(bars, { 0: (c) => c.buy({ size: 5 }), 1: (c) => c.buy({ size: 5 }), 2: (c) => c.sell({ size: 7 }) });
    expect(trades.map((t) => [t.entryPrice, t.size, t.exitReason])).toEqual([[100, 5, 'reversal'], [110, 2, 'signal']]);
  });

  test('an order larger than the position turns it round', () => {
    const { fills } = runScript(bars, { 0: (c) => c.buy({ size: 5 }), 1: (c) => c.sell({ size: 8 }) });
    expect(fills.map(({ side, size }) => [side, size])).toEqual([['buy', 5], ['sell', 5], ['sell', 3]]);
  });

  test('an order without a size of its own turns the position round with all there is', () => {
    const { fills } = runScript(bars, { 0: (c) => c.buy(), 1: (c) => c.sell() });
    expect(fills.map(({ side, size }) => [side, size])).toEqual([['buy', 100], ['sell', 100], ['sell', 100]]);
  });

  test('with hedging both sides stand side by side', () => {
    const { trades, metrics } = runScript(bars, { 0: (c) => c.buy({ size: 5 }), 1: (c) => c.sell({ size: 8 }) }, { hedging: true });
    expect(trades).toEqual([]);
    expect(metrics).toMatchObject({ openTrades: 2 });
  });

  test('exclusive orders cancel what is pending and close what is open first', () => {
    const { fills, trades } = runScript(bars, {
      0: (c) => { c.buy({ size: 5, limit: 90 }); c.buy({ size: 4 }); },
      1: (c) => c.sell({ size: 3 }),
    }, { exclusive: true });
    expect(fills.map(({ side, size }) => [side, size])).toEqual([['buy', 4], ['sell', 4], ['sell', 3]]);
    expect(trades).toMatchObject([{ exitReason: 'reversal' }]);
  });
});

describe('the cursor', () => {
  test('sees its account as it stands: position, equity, trades, orders', () => {
    let seen: unknown;
    runScript(flatBars([100, 100, 110, 120]), {
      0: (c) => c.buy({ size: 5, stopLoss: 90 }),
      2: (c) => {
        const [trade] = c.trades;
        seen = { position: c.position, equity: c.equity, stopLoss: trade.stopLoss, takeProfit: trade.takeProfit, orders: c.orders.map((o) => [o.side, o.stop, o.isBracket]), before: c.bar(-1).close, none: c.bar(-9).close };
      },
    });
    expect(seen).toEqual({
      position: { size: 5, profit: 50 }, equity: 10_050, stopLoss: 90, takeProfit: null, orders: [['sell', 90, true]], before: 100, none: NaN,
    });
  });
});
