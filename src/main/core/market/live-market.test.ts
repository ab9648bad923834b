import { describe, expect, it } from 'vitest';
import type { Bar } from '../../../contract/model/bar.ts';
import type { Book } from '../../../contract/model/book.ts';
import { instrumentId } from '../../../contract/model/instrument.ts';
import { timeframe } from '../../../contract/model/timeframe.ts';
import { epochMs } from '../../../contract/model/units.ts';
import { createManualClock } from '../../adapters/clock/index.ts';
import { createMemoryBarStore } from '../../adapters/store/index.ts';
import { silentLog } from '../kernel/index.ts';
import { createMarket } from './create-market.ts';
import { acme, volt, createTestFeed, quoteTick, tradeTick, type FeedAnswers } from './test-feed.ts';

const dayMs = 86_400_000;
const minuteMs = 60_000;
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const barOf = (time: number, open: number, high: number, low: number, close: number, volume: number): Bar => ({ time: epochMs(time), open, high, low, close, volume });
const noInstruments = { list: () => Promise.resolve([]), save: () => Promise.resolve() };

async function open(answers: FeedAnswers = {}) {
  const source = createTestFeed(answers);
  const pacer = createManualClock();
  const clock = createManualClock(3 * dayMs);
  const market = await createMarket({ feeds: [source.feed], bars: createMemoryBarStore(), instruments: noInstruments, clock, pacer, log: silentLog });
  /** Reads a stream in the background. */
  const read = <T>(watch: (signal: AbortSignal) => AsyncGenerator<T, void, void>) => {
    const controller = new AbortController();
    const got: T[] = [];
    const stream = watch(controller.signal);
    const reading = (async () => {
      for await (const item of stream) got.push(item);
    })();
    return { got, stop: () => (controller.abort(), reading) };
  };
  return { ...source, pacer, clock, market, read };
}

const nothing = { watchers: 0, barBuilders: 0 };

describe('tickers', () => {
  const yesterday = barOf(2 * dayMs, 9, 11, 8, 10, 500);
  const dayBefore = barOf(dayMs, 7, 8, 6, 7.5, 400);
  const today = barOf(3 * dayMs, 10.5, 12, 10.25, 11, 90);

  it('have the session so far from the feed, then go on with its trades', async () => {
    const { market, read, send, pacer } = await open({ history: () => [dayBefore, yesterday], forming: async () => today });
    const { got, stop } = read((signal) => market.watchTickers([acme, volt], signal));
    await settle();
    expect(got[0]?.[0]).toEqual({
      instrumentId: acme, timeMs: 3 * dayMs, bid: null, ask: null, bidSize: null, askSize: null, last: 11, lastSize: null,
      previousClose: 10, open: 10.5, high: 12, low: 10.25, volume: 90, session: 'open', opensAtMs: null,
    });
    send(quoteTick(12.4, 12.6, { timeMs: epochMs(3 * dayMs + 5) }), tradeTick(12.5, { timeMs: 3 * dayMs + 5, size: 10 }));
    await settle();
    expect(got[1], 'only what changed').toHaveLength(1);
    expect(got[1]?.[0]).toMatchObject({ instrumentId: acme, bid: 12.4, ask: 12.6, last: 12.5, lastSize: 10, previousClose: 10, open: 10.5, high: 12.5, low: 10.25, volume: 100 });
    pacer.advance(1_000);
    expect(await market.tickers([volt, acme])).toMatchObject([{ instrumentId: volt }, { instrumentId: acme, high: 12.5 }]);
    await stop();
    expect(market.load).toEqual(nothing);
  });

  it('show the last session until the next one has its first trade, which begins a new one', async () => {
    const { market, read, send, passTime } = await open({ history: () => [dayBefore, yesterday] });
    const { got, stop } = read((signal) => market.watchTickers([acme], signal));
    await settle();
    expect(got[0]?.[0]).toMatchObject({ previousClose: 7.5, open: 9, high: 11, low: 8, volume: 500 });
    send(tradeTick(13, { timeMs: 3 * dayMs + 1, size: 2 }));
    passTime(4 * dayMs);
    expect(await market.tickers([acme])).toMatchObject([{ previousClose: 10, open: 13, high: 13, low: 13, volume: 2 }]);
    send(tradeTick(12, { timeMs: 4 * dayMs + 1, size: 1 }));
    expect(await market.tickers([acme])).toMatchObject([{ previousClose: 13, open: 12, high: 12, low: 12, volume: 1 }]);
    await stop();
  });

  it('tell without a tick that a market was halted, closed and when it opens', async () => {
    let session: ReturnType<NonNullable<FeedAnswers['session']>> = { isOpen: true, opensAtMs: null, closesAtMs: null };
    const { market, read, passTime, pacer } = await open({ session: () => session });
    const { got, stop } = read((signal) => market.watchTickers([acme], signal));
    const tell = (): Promise<void> => (passTime(3 * dayMs), pacer.advance(100), settle());
    await settle();
    await tell();
    session = { isOpen: true, isHalted: true, opensAtMs: null, closesAtMs: null };
    await tell();
    await tell();
    session = { isOpen: false, opensAtMs: epochMs(4 * dayMs), closesAtMs: null };
    await tell();
    expect(got.map((batch) => [batch[0]?.session, batch[0]?.opensAtMs])).toEqual([['open', null], ['open', null], ['halted', null], ['closed', 4 * dayMs]]);
    await stop();
  });

  it('come at most thirty times a second, whatever the ticks', async () => {
    const { market, read, send, pacer } = await open();
    const { got, stop } = read((signal) => market.watchTickers([acme], signal));
    for (let ms = 0; ms < 1_000; ms++) {
      send(quoteTick(10, 11 + ms));
      await settle();
      pacer.advance(1);
    }
    expect(got.length).toBeLessThanOrEqual(32);
    expect(got.length).toBeGreaterThan(25);
    await stop();
  });

  it('say nothing of a file but its last days', async () => {
    const { market } = await open();
    const file = { ...market.requireInstrument(acme), id: instrumentId('FILE:GOOG'), symbol: 'GOOG', venue: 'FILE' };
    await market.saveInstrument(file);
    expect(await market.tickers([file.id])).toMatchObject([{ last: null, open: null, volume: 0, session: 'closed', timeMs: 3 * dayMs }]);
    expect(await market.sparklines([file.id], 20)).toEqual([{ instrumentId: file.id, previousClose: null, close: [] }]);
  });

  it('fail with their history, and are well again with it', async () => {
    let isBroken = true;
    const { market } = await open({
      history: () => {
        if (isBroken) throw new Error('no history');
        return [yesterday];
      },
    });
    await expect(market.tickers([acme])).rejects.toThrow('no history');
    expect(market.load).toEqual(nothing);
    isBroken = false;
    expect(await market.tickers([acme])).toMatchObject([{ open: 9 }]);
  });
});

describe('sparklines', () => {
  it('are closes of equal stretches of the session, the newest always among them', async () => {
    const minutes = Array.from({ length: 100 }, (_, i) => barOf(3 * dayMs + (i - 10) * minuteMs, i, i, i, i, 1));
    const { market } = await open({
      history: ({ timeframe: frame }) => (frame === '1d' ? [barOf(2 * dayMs, 1, 2, 1, 1.5, 9)] : minutes), forming: async () => barOf(3 * dayMs, 10, 99, 10, 99, 90),
    });
    const [line] = await market.sparklines([acme], 30);
    expect(line?.previousClose).toBe(1.5);
    expect(line?.close).toEqual(Array.from({ length: 30 }, (_, k) => 12 + 3 * k));
    expect((await market.sparklines([acme], 200))[0]?.close).toHaveLength(90);
    expect(market.load).toEqual(nothing);
  });
});

describe('watched bars', () => {
  const key = { instrumentId: acme, timeframe: timeframe('1m') };

  it('begin with the forming bar, are replaced and finished; what lay before the watching is in them', async () => {
    const { market, read, send, passTime, pacer } = await open({ forming: async () => barOf(0, 10, 12, 9, 11, 5) });
    const { got, stop } = read((signal) => market.watchBars(key, signal));
    await settle();
    send(tradeTick(8, { timeMs: 30_000, size: 1 }));
    await settle();
    passTime(minuteMs);
    await settle();
    pacer.advance(100);
    send(tradeTick(8.5, { timeMs: minuteMs + 5, size: 2 }));
    await settle();
    expect(got).toEqual([
      [{ ...barOf(0, 10, 12, 9, 11, 5), isForming: true }],
      [{ ...barOf(0, 10, 12, 8, 8, 6), isForming: true }],
      [{ ...barOf(0, 10, 12, 8, 8, 6), isForming: false }],
      [{ ...barOf(minuteMs, 8.5, 8.5, 8.5, 8.5, 2), isForming: true }],
    ]);
    await stop();
  });

  it('count a trade once that comes while the earlier part of the bar is on its way', async () => {
    const { promise, resolve } = Promise.withResolvers<Bar | null>();
    const { market, read, send } = await open({ forming: () => promise });
    const { got, stop } = read((signal) => market.watchBars(key, signal));
    send(tradeTick(13, { timeMs: 31_000, size: 2 }));
    resolve(barOf(0, 10, 12, 9, 11, 5));
    await settle();
    expect(got).toEqual([[{ ...barOf(0, 10, 13, 9, 13, 7), isForming: true }]]);
    await stop();
  });

  it('are not altered by a trade that comes after their end', async () => {
    const { market, read, send, passTime } = await open();
    const { got, stop } = read((signal) => market.watchBars(key, signal));
    await settle();
    send(tradeTick(10, { timeMs: 1_000 }));
    passTime(minuteMs);
    send(tradeTick(99, { timeMs: 59_000 }));
    await settle();
    expect(got.flat().at(-1)).toMatchObject({ high: 10, isForming: false });
    expect(market.lateTrades).toBe(1);
    await stop();
    expect(market.lateTrades, 'also of a series that nobody watches any more').toBe(1);
  });

  it('go on for the others when a listener fails', async () => {
    const { market, send } = await open();
    const heard: number[] = [];
    const fail = (): never => expect.fail('a fault of this listener alone');
    const listeners = [market.openBars(key, fail), market.openBars(key, (bar) => void heard.push(bar.close))];
    await listeners[1]?.ready;
    send(tradeTick(10, { timeMs: 1_000 }), tradeTick(11, { timeMs: 2_000 }));
    expect(heard).toEqual([10, 11]);
    for (const one of listeners) one.dispose();
    expect(market.load).toEqual(nothing);
  });

  it('share one builder, which ends with the last watcher', async () => {
    let asked = 0;
    const { market, read } = await open({ forming: async () => (asked++, null) });
    const watchers = [1, 2, 3].map(() => read((signal) => market.watchBars(key, signal)));
    await settle();
    expect([asked, market.load]).toEqual([1, { watchers: 3, barBuilders: 1 }]);
    for (const { stop } of watchers) await stop();
    expect(market.load).toEqual(nothing);
  });

  it('fail all who wait when the earlier part of the bar cannot be had, and start anew for the next', async () => {
    let isBroken = true;
    const { market } = await open({ forming: () => (isBroken ? Promise.reject(new Error('no bars')) : Promise.resolve(barOf(0, 1, 1, 1, 1, 1))) });
    const { signal } = new AbortController();
    await expect(market.watchBars(key, signal).next()).rejects.toThrow('no bars');
    expect(market.load).toEqual(nothing);
    isBroken = false;
    expect((await market.watchBars(key, signal).next()).value).toMatchObject([{ time: 0, open: 1 }]);
  });
});

describe('depth', () => {
  const book: Book = { instrumentId: acme, timeMs: epochMs(1), bids: [{ price: 10, size: 1 }], asks: [{ price: 11, size: 2 }] };

  it('is the book as it stands, then as it stands when the watcher is ready for another', async () => {
    let current = book;
    const { market, read, send, pacer } = await open({ book: () => current });
    expect(market.depth(acme)).toEqual(book);
    const { got, stop } = read((signal) => market.watchDepth(acme, signal));
    await settle();
    for (let size = 1; size <= 50; size++) {
      current = { ...book, bids: [{ price: 10, size }] };
      send(quoteTick(10, 11));
      await settle();
    }
    pacer.advance(100);
    await settle();
    expect(got.map((one) => one.bids[0]?.size)).toEqual([1, 1, 50]);
    await stop();
    expect(market.load).toEqual(nothing);
  });

  it('is refused at once where no feed tells it', async () => {
    const { market } = await open();
    expect(() => market.watchDepth(acme, new AbortController().signal)).toThrow('There is no order book of SIM:ACME: no feed tells its depth.');
    expect(() => market.depth(instrumentId('SIM:ACEM'))).toThrow('did you mean SIM:ACME?');
  });
});

describe('trades', () => {
  it('begin with the last hundred and say who came to whom', async () => {
    const { market, read, send } = await open();
    for (let i = 1; i <= 250; i++) send(tradeTick(i, { timeMs: i, size: i }));
    const { got, stop } = read((signal) => market.watchTrades(acme, signal));
    await settle();
    expect([got[0]?.length, got[0]?.[0]?.seq, got[0]?.at(-1)]).toEqual([100, 151, { seq: 250, timeMs: 250, price: 250, size: 250, aggressor: null }]);
    send(quoteTick(10, 11), tradeTick(11), tradeTick(10), tradeTick(10.5));
    await settle();
    expect(got[1]?.map((trade) => [trade.seq, trade.aggressor])).toEqual([[251, 'buy'], [252, 'sell'], [253, null]]);
    await stop();
    expect(market.load).toEqual(nothing);
  });

  it('of a reader who stands still are the last thousand, and the jump in their numbers shows it', async () => {
    const { market, send } = await open();
    const stream = market.watchTrades(acme, new AbortController().signal);
    await stream.next();
    for (let i = 1; i <= 5_000; i++) send(tradeTick(i));
    const { value } = await stream.next();
    expect([value?.length, value?.[0]?.seq, value?.at(-1)?.seq]).toEqual([1_000, 4_001, 5_000]);
    await stream.return();
  });
});

describe('watchers', () => {
  it('who stand still cost one mailbox each and hold nobody up', async () => {
    const { market, read, send, pacer, passTime } = await open({ forming: async () => null });
    const { signal } = new AbortController();
    const key = { instrumentId: acme, timeframe: timeframe('1m') };
    const [tickers, bars, trades] = [market.watchTickers([acme], signal), market.watchBars(key, signal), market.watchTrades(acme, signal)];
    await Promise.all([tickers.next(), bars.next(), trades.next()]);
    const { got, stop } = read((one) => market.watchBars(key, one));
    await settle();
    for (let minute = 0; minute < 3_000; minute++) {
      for (let i = 0; i < 5; i++) send(tradeTick(minute + i, { timeMs: minute * minuteMs + i }));
      passTime((minute + 1) * minuteMs);
      await settle();
      pacer.advance(1_000);
    }
    expect(got.flat().filter((bar) => !bar.isForming), 'the other one has every bar').toHaveLength(3_000);
    expect((await tickers.next()).value, 'the newest, two hours into the third day').toMatchObject([{ last: 3_003, volume: 120 * 5 * 3 }]);
    const late = (await bars.next()).value ?? [];
    expect([late.length, late.at(-1)?.time], 'at most a thousand bars, the newest').toEqual([1_000, 2_999 * minuteMs]);
    for (const stream of [tickers, bars, trades]) await stream.return();
    await stop();
    expect([market.load, pacer.pendingCount]).toEqual([nothing, 0]);
  });
});
