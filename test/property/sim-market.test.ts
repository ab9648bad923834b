import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QuoteTick, Tick, TradeTick } from '../../src/contract/model/tick.ts';
import { aggregateBars, periodStart, validateBars } from '../../src/quant/bars/index.ts';
import { SimMarket, simInstruments } from '../../src/quant/sim-market/index.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;
const instruments = simInstruments();
const instrument = fc.constantFrom(...instruments);
const seed = fc.integer({ min: 0, max: 0xffffffff });
const moment = fc.integer({ min: Date.UTC(2020, 1, 1), max: Date.UTC(2032, 0, 1) });
const isWhole = (value: number): boolean => Math.abs(value - Math.round(value)) < 1e-6;
const runs = { numRuns: 25 };

/** A minute of the newest session before a moment. */
const openMinute = (market: SimMarket, id: (typeof instruments)[number]['id'], ms: number): number => periodStart(market.newestTicks(id, ms)[0].timeMs, minuteMs);

/** Trades, each with the quote that it met. */
const pairs = (ticks: readonly Tick[]): [QuoteTick, TradeTick][] =>
  ticks.flatMap((tick, i) => (tick.kind === 'trade' ? [[ticks[i - 1] as QuoteTick, tick] as [QuoteTick, TradeTick]] : []));

describe('the simulated market, at any moment and seed', () => {
  it('makes every longer bar of its minutes', () => {
    fc.assert(
      fc.property(seed, instrument, moment, fc.constantFrom(5 * minuteMs, 15 * minuteMs, hourMs, 4 * hourMs, dayMs), (s, { id }, ms, timeframeMs) => {
        const market = new SimMarket(s);
        const longer = market.bars(id, timeframeMs, ms, 3);
        expect(longer.time.length).toBe(3);
        expect(validateBars(longer)).toBeNull();
        const minutes = aggregateBars(market.bars(id, minuteMs, longer.time[2] + timeframeMs, 4 * 1_440), timeframeMs);
        for (const name of ['time', 'open', 'high', 'low', 'close'] as const) expect(minutes[name].subarray(-3), name).toEqual(longer[name]);
        minutes.volume.subarray(-3).forEach((volume, i) => expect(volume / longer.volume[i]).toBeCloseTo(1, 9));
      }),
      runs,
    );
  });

  it('answers a longer history with the shorter one at its end', () => {
    fc.assert(
      fc.property(seed, instrument, moment, fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 300 }), fc.constantFrom(minuteMs, 30 * minuteMs, hourMs, dayMs, 7 * dayMs), (s, { id }, ms, a, b, timeframeMs) => {
        const short = new SimMarket(s).bars(id, timeframeMs, ms, a);
        const long = new SimMarket(s).bars(id, timeframeMs, ms, a + b);
        expect(long.close.slice(-short.close.length)).toEqual(short.close);
        expect(long.time[long.time.length - 1] + timeframeMs).toBeLessThanOrEqual(ms);
        if (long.time[0] > Date.UTC(2020, 0, 20)) expect(long.time.length).toBe(a + b);
      }),
      runs,
    );
  });

  it('makes each minute bar of its trades, on whole ticks and lots', () => {
    fc.assert(
      fc.property(seed, instrument, moment, (s, { id, tickSize, lotSize }, ms) => {
        const market = new SimMarket(s);
        const from = openMinute(market, id, ms);
        const trades = market.ticks(id, from, from + minuteMs).filter((tick): tick is TradeTick => tick.kind === 'trade');
        const bar = market.bars(id, minuteMs, from + minuteMs, 1);
        const prices = trades.map((trade) => trade.price);
        expect([bar.time[0], bar.open[0], bar.high[0], bar.low[0], bar.close[0]]).toEqual([from, prices[0], Math.max(...prices), Math.min(...prices), prices.at(-1)]);
        expect(trades.reduce((sum, trade) => sum + trade.size, 0) / bar.volume[0]).toBeCloseTo(1, 9);
        for (const { price, size } of trades) expect(isWhole(price / Number(tickSize)) && isWhole(size / Number(lotSize)), `${size} at ${price}`).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('is the same whatever was asked of it before', () => {
    fc.assert(
      fc.property(seed, fc.array(fc.tuple(instrument, moment), { minLength: 2, maxLength: 5 }), (s, questions) => {
        const ask = (market: SimMarket, [{ id }, ms]: (typeof questions)[number]) => [market.newestTicks(id, ms), market.book(id, ms), market.bars(id, hourMs, ms, 3)];
        const inTurn = new SimMarket(s);
        const answers = questions.map((question) => ask(inTurn, question));
        const backwards = new SimMarket(s);
        expect(questions.toReversed().map((question) => ask(backwards, question)).reverse()).toEqual(answers);
      }),
      runs,
    );
  });

  it('knows the newest ticks without looking through all of them', () => {
    fc.assert(
      fc.property(seed, instrument, moment, (s, { id }, ms) => {
        const market = new SimMarket(s);
        const newest = market.newestTicks(id, ms);
        expect(newest.map((tick) => tick.kind)).toEqual(['quote', 'trade']);
        expect(market.ticks(id, newest[0].timeMs, ms), 'nothing came after them').toEqual(newest);
      }),
      runs,
    );
  });

  it('has a book of ten levels from which exactly the traded volume left', () => {
    fc.assert(
      fc.property(seed, instrument, moment, (s, { id, tickSize, lotSize }, ms) => {
        const market = new SimMarket(s);
        const from = openMinute(market, id, ms);
        let left = 0;
        for (const [quote, trade] of pairs(market.ticks(id, from, from + minuteMs))) {
          const book = market.book(id, trade.timeMs);
          if (book === null) throw new Error('no book at a trade');
          const [asks, bids] = [book.asks.map((level) => level.price), book.bids.map((level) => level.price)];
          expect([bids[0], asks[0]]).toEqual([quote.bid, quote.ask]);
          expect(asks).toEqual(asks.toSorted((a, b) => a - b));
          expect(bids).toEqual(bids.toSorted((a, b) => b - a));
          const spread = Math.max(2, Math.round((quote.ask - quote.bid) / Number(tickSize)));
          expect([new Set(asks).size, new Set(bids).size]).toEqual([10, quote.bid < 10 * spread * Number(tickSize) ? bids.length : 10]);
          for (const { size } of [...book.asks, ...book.bids]) expect(size > 0 && isWhole(size / Number(lotSize)), `${size}`).toBe(true);
          left += quote.askSize - book.asks[0].size + quote.bidSize - book.bids[0].size;
        }
        expect(left / market.bars(id, minuteMs, from + minuteMs, 1).volume[0]).toBeCloseTo(1, 9);
      }),
      runs,
    );
  });

  it('always trades something, and nothing whose market is closed', () => {
    fc.assert(
      fc.property(seed, moment, (s, ms) => {
        const market = new SimMarket(s);
        const open = instruments.filter(({ id }) => market.session(id, ms).isOpen);
        expect(open.length).toBeGreaterThan(0);
        for (const { id } of instruments) {
          const { isOpen, opensAtMs } = market.session(id, ms);
          if (isOpen) continue;
          if (opensAtMs === null) throw new Error('a closed market that never opens');
          expect(market.book(id, ms)).toBeNull();
          expect(market.ticks(id, ms, opensAtMs)).toEqual([]);
          expect(market.ticks(id, opensAtMs, opensAtMs + minuteMs).length).toBeGreaterThan(0);
        }
      }),
      runs,
    );
  });
});
