import { describe, expect, test } from 'vitest';
import { flatBars, runScript } from './test-run.ts';

describe('orders that a run could not afford', () => {
  test('are counted by reason, with the first of each', () => {
    const { trades, fills, refusedOrders } = runScript(flatBars([100, 100, 100, 100, 100]), {
      0: (c) => c.buy({ size: 101 }),
      1: (c) => c.buy({ size: 200 }),
      2: (c) => c.buy({ size: 0.001 }),
    });
    expect([trades, fills]).toEqual([[], []]);
    expect(refusedOrders).toEqual([
      { reason: 'margin', count: 2, firstBar: 1, firstTimeMs: 86_400_000, message: '2 orders were refused: the margin left did not cover size and costs.' },
      { reason: 'below-minimum-size', count: 1, firstBar: 3, firstTimeMs: 3 * 86_400_000, message: 'One order was refused: what could be spent buys less than the smallest size.' },
    ]);
  });

  test('are counted where the other side was closed and only the rest was too large', () => {
    const { fills, refusedOrders } = runScript(flatBars([100, 100, 100]), { 0: (c) => c.buy({ size: 10 }), 1: (c) => c.sell({ size: 500 }) });
    expect(fills).toMatchObject([{ side: 'buy', size: 10 }, { side: 'sell', size: 10 }]);
    expect(refusedOrders).toMatchObject([{ reason: 'margin', count: 1, firstBar: 2 }]);
  });

  test('are not there when an order was used up by closing, cancelled, or never reached its price', () => {
    const { refusedOrders } = runScript(flatBars([100, 100, 100, 100]), {
      0: (c) => c.buy({ size: 10 }),
      1: (c) => c.sell({ size: 10 }),
      2: (c) => { c.buy({ size: 500, limit: 50 }); c.cancelAll(); c.buy({ size: 500, limit: 50 }); },
    });
    expect(refusedOrders).toBeUndefined();
  });
});

describe('ruin', () => {
  test('says when it was and what is owed beyond all cash', () => {
    const { equity, ruin } = runScript(flatBars([100, 100, 150, 210, 90]), { 0: (c) => c.sell({ size: 100 }) });
    expect([...equity.value]).toEqual([10_000, 10_000, 5_000, 0, 0]);
    expect(ruin).toEqual({
      bar: 3, timeMs: 3 * 86_400_000, debt: 1_000, message: 'The run lost all its cash and ended; it owes 1000.00 beyond that, which its equity does not show.',
    });
  });

  test('without a debt says so, and no ruin is no word', () => {
    expect(runScript(flatBars([100, 100, 200]), { 0: (c) => c.sell({ size: 100 }) }).ruin).toEqual({ bar: 2, timeMs: 2 * 86_400_000, debt: 0, message: 'The run lost all its cash and ended.' });
    expect(runScript(flatBars([100, 100, 199]), { 0: (c) => c.sell({ size: 100 }) }).ruin).toBeUndefined();
  });
});
