import { expect, it } from 'vitest';
import type { InstrumentId } from '../../../../contract/model/instrument.ts';
import type { Timeframe } from '../../../../contract/model/timeframe.ts';
import { IndicatorFeed, type FedChart, type FeedClient } from './indicator-feed.ts';

const barsFrom = (first: number, count: number) => Array.from({ length: count }, (_, k) => ({ time: first + k, open: 1, high: 1, low: 1, close: 1, volume: 1 }));

/** A chart whose bars a test sets, and an application that answers when it is told to. */
function setUp() {
  const drawn: number[] = [];
  const asked: { readonly limit: number | undefined; readonly answer: () => void; readonly fail: () => void }[] = [];
  const listeners = new Set<() => void>();
  let first = 5_000;
  let bars = barsFrom(first, 2_000);
  const chart: FedChart = {
    get bars() {
      return bars;
    },
    isCut: false,
    watch: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    setIndicatorValues: (_id, { time }) => void drawn.push(time.length),
    updateIndicator: () => {},
  };
  const compute = ({ limit }: { limit?: number }) => new Promise((resolve, reject) => {
    asked.push({ limit, answer: () => resolve({ time: Array.from({ length: limit ?? 0 }, (_, k) => k), outputs: {} }), fail: () => reject(new Error('No.')) });
  });
  const feed = new IndicatorFeed({ api: { indicators: { compute } }, subscribe: () => ({ close() {} }) } as unknown as FeedClient, chart, 'SIM:ACME' as InstrumentId, '1m' as Timeframe);
  feed.show([{ id: 'a', request: { name: 'ema', params: {} } as never, drawnAs: '' }]);
  const prepend = (count: number): void => {
    first -= count;
    bars = [...barsFrom(first, count), ...bars];
    for (const listener of listeners) listener();
  };
  return { feed, asked, drawn, prepend };
}

it('asks again for the older bars that came while it was computed', async () => {
  const { asked, drawn, prepend } = setUp();
  expect(asked.map(({ limit }) => limit)).toEqual([2_000]);
  prepend(1_000);
  expect(asked, 'one question at a time').toHaveLength(1);
  asked[0]?.answer();
  await expect.poll(() => asked.map(({ limit }) => limit)).toEqual([2_000, 3_000]);
  asked[1]?.answer();
  await expect.poll(() => drawn).toEqual([2_000, 3_000]);
  prepend(500);
  expect(asked.map(({ limit }) => limit)).toEqual([2_000, 3_000, 3_500]);
});

it('asks once for the same bars, also when that fails, and no more after its end', async () => {
  const { feed, asked, prepend } = setUp();
  asked[0]?.fail();
  await new Promise((resolve) => setImmediate(resolve));
  prepend(0);
  expect(asked).toHaveLength(1);
  prepend(1_000);
  expect(asked).toHaveLength(2);
  prepend(1_000);
  feed.close();
  asked[1]?.answer();
  await new Promise((resolve) => setImmediate(resolve));
  expect(asked).toHaveLength(2);
});
