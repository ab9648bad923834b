import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BarColumns } from '../../src/contract/model/bar.ts';
import type { Cursor } from '../../src/quant/engine/cursor.ts';
import type { OrderOptions } from '../../src/quant/engine/order-options.ts';
import { runStrategy } from '../../src/quant/engine/run-strategy.ts';
import { scripted, testSettings } from '../../src/quant/engine/test-run.ts';
import { streamKey, uniform } from '../../src/quant/random/index.ts';

const barMs = 3_600_000;
const ticksInBar = 24;
const barCount = 8;

type Columns = { readonly [K in keyof BarColumns]: number[] };
const none = (): Columns => ({ time: [], open: [], high: [], low: [], close: [], volume: [] });
const toBars = (columns: Columns): BarColumns => Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, Float64Array.from(values)])) as unknown as BarColumns;

/** Bars and the path of ticks inside them: each step is small beside all distances of orders, with a jump now and then between bars. */
function walkTicks(seed: number): { readonly bars: BarColumns; readonly ticks: BarColumns } {
  const key = streamKey(seed, 1);
  let drawn = 0;
  const random = (): number => uniform(key, drawn++);
  const [coarse, fine] = [none(), none()];
  let price = 100;
  for (let bar = 0; bar < barCount; bar++) {
    if (random() < 0.3) price += (random() - 0.5) * 6;
    const [open, drift] = [price, (random() - 0.5) * 0.3];
    let [high, low] = [price, price];
    for (let k = 0; k < ticksInBar; k++) {
      const next = price + drift + (random() - 0.5) * 0.8;
      push(fine, bar * barMs + (k * barMs) / ticksInBar, price, Math.max(price, next), Math.min(price, next), next);
      price = next;
      high = Math.max(high, price);
      low = Math.min(low, price);
    }
    push(coarse, bar * barMs, open, high, low, price);
  }
  return { bars: toBars(coarse), ticks: toBars(fine) };
}

function push(to: Columns, time: number, open: number, high: number, low: number, close: number): void {
  to.time.push(time);
  to.open.push(open);
  to.high.push(high);
  to.low.push(low);
  to.close.push(close);
  to.volume.push(1);
}

type Terms = (close: number) => OrderOptions;
const entries: Readonly<Record<string, Terms>> = {
  'market with stop and target': (close) => ({ size: 10, stopLoss: close - 1.1, takeProfit: close + 1.1 }),
  'limit with stop and target': (close) => ({ size: 10, limit: close - 1.2, stopLoss: close - 3, takeProfit: close + 1 }),
  'stop with stop and target': (close) => ({ size: 10, stop: close + 1.2, stopLoss: close - 1, takeProfit: close + 3 }),
  'market with a trailing stop': () => ({ size: 10, trail: 1.6 }),
  'stop-limit that must come back': (close) => ({ size: 10, stop: close + 1.2, limit: close + 0.3 }),
  'the first of two stops': (close) => ({ size: 10, stop: close + 1.1, group: 'one' }),
};

/** Final equity as the ticks have it, and the interval of a run that sees the bars alone. Enters on two bars, whatever happened. */
function judge(seed: number, terms: Terms) {
  const { bars, ticks } = walkTicks(seed);
  const enter = (c: Cursor): void => {
    if (!c.isFlat || !c.isIdle) return;
    const { close } = c.bar();
    const order = terms(close);
    c.buy(order);
    if (order.group !== undefined) c.sell({ size: 10, stop: close - 1.1, group: order.group });
  };
  const strategy = scripted({ 0: enter, 4: enter });
  const settings = testSettings({ cash: 1e6 });
  const { interval } = runStrategy(strategy, {}, settings, [{ symbol: 'WALK', bars }]);
  const { equity } = runStrategy(strategy, {}, { ...settings, intrabar: 'magnify' }, [{ symbol: 'WALK', bars, finer: ticks }], undefined, { hasInterval: false });
  if (interval === undefined) throw new Error('The profile tapedeck gives every result an interval.');
  return { interval, truth: equity.value[barCount - 1] ?? Number.NaN };
}

describe('where no decision depends on what was left open, the path of ticks lies inside the interval', () => {
  test.each(Object.entries(entries))('%s, on 170 of 170 paths', (_, terms) => {
    let bounds = 0;
    fc.assert(fc.property(fc.integer({ min: 1, max: 2 ** 31 }), (seed) => {
      const { interval, truth } = judge(seed, terms);
      expect(interval.pessimistic).toBeLessThanOrEqual(interval.optimistic);
      if (interval.isEstimate) return;
      bounds += 1;
      expect(truth).toBeGreaterThanOrEqual(interval.pessimistic - 1e-6);
      expect(truth).toBeLessThanOrEqual(interval.optimistic + 1e-6);
    }), { numRuns: 170 });
    expect(bounds, 'few are estimates').toBeGreaterThan(130);
  });
});
