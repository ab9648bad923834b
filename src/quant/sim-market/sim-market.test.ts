import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InstrumentId } from '../../contract/model/instrument.ts';
import type { QuoteTick, TradeTick } from '../../contract/model/tick.ts';
import { createBarBuilder, validateBars } from '../bars/index.ts';
import { isTradingDay } from './calendar.ts';
import { DayPath } from './day-path.ts';
import { listings } from './listing.ts';
import { simInstruments } from './sim-instruments.ts';
import { SimMarket } from './sim-market.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const monday = Date.UTC(2026, 0, 5);
const open = monday + 14.5 * 3_600_000;
const id = (symbol: string): InstrumentId => `SIM:${symbol}` as InstrumentId;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const correlation = (a: readonly number[], b: readonly number[]): number => {
  const [ma, mb] = [mean(a), mean(b)];
  return mean(a.map((value, i) => (value - ma) * (b[i]! - mb))) / Math.sqrt(mean(a.map((value) => (value - ma) ** 2)) * mean(b.map((value) => (value - mb) ** 2)));
};

describe('the simulated exchange', () => {
  it('lists at least 24 instruments of four kinds, equities in five sectors', () => {
    const instruments = simInstruments();
    expect(instruments.length).toBeGreaterThanOrEqual(24);
    expect(new Set(instruments.map((one) => one.id)).size).toBe(instruments.length);
    expect(new Set(instruments.map((one) => one.assetClass))).toEqual(new Set(['equity', 'etf', 'crypto', 'fx']));
    expect(new Set(instruments.filter((one) => one.assetClass === 'equity').map((one) => one.sector)).size).toBe(5);
  });

  it('gives the same tape in any pieces and in any order', () => {
    const whole = new SimMarket(3).ticks(id('ACME'), open, open + 5 * minuteMs);
    expect(whole.length).toBeGreaterThan(50);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 * minuteMs }), { maxLength: 6 }), (cuts) => {
        const market = new SimMarket(3);
        market.bars(id('TAPE'), dayMs, open, 20);
        const edges = [0, ...cuts.toSorted((a, b) => a - b), 5 * minuteMs];
        expect(edges.slice(1).flatMap((edge, i) => market.ticks(id('ACME'), open + edges[i]!, open + edge))).toEqual(whole);
      }),
      { numRuns: 20 },
    );
    expect(new SimMarket(4).ticks(id('ACME'), open, open + minuteMs)).not.toEqual(new SimMarket(3).ticks(id('ACME'), open, open + minuteMs));
  });

  it('has not changed: recordings of it are replayed against it', () => {
    const market = new SimMarket(1);
    const day = (symbol: string): number[] => {
      const { open: first, high, low, close, volume } = market.bars(id(symbol), dayMs, monday + dayMs, 1);
      return [first, high, low, close, volume].map((column) => column[0]!);
    };
    expect(day('ACME')).toEqual([324.4, 325.21, 321.15, 324.2, 9_610_909]);
    expect(day('TAPE')).toEqual([969.4, 971.53, 968.49, 970.49, 11_770_656]);
    expect(day('ORBUSD')).toEqual([110_140.5, 110_175.5, 107_450, 108_944.5, 19_900.0051]);
    expect(market.ticks(id('ACME'), open, open + 3_000)).toMatchObject([
      { timeMs: open + 376, bid: 324.38, ask: 324.4, bidSize: 5212, askSize: 2523 }, { timeMs: open + 376, price: 324.4, size: 271 },
      { timeMs: open + 2_430, bid: 324.37, ask: 324.38, bidSize: 5465, askSize: 7481 }, { timeMs: open + 2_430, price: 324.38, size: 988 },
    ]);
  });

  it.each(['ACME', 'TAPE', 'PIPUSD', 'KAIUSD'])('has ticks of %s that make its minute bars, which make its day bars', (symbol) => {
    const market = new SimMarket(1);
    const close = monday + dayMs;
    const minutes = market.bars(id(symbol), minuteMs, close, 1_440);
    const today = minutes.time.findIndex((time) => time >= monday);
    const builder = createBarBuilder(minuteMs);
    const trades = market.ticks(id(symbol), monday, close).filter((tick): tick is TradeTick => tick.kind === 'trade');
    const built = trades.flatMap(({ timeMs, price, size }) => builder.add(timeMs, price, size).finished ?? []);
    built.forEach((bar, k) => {
      const i = today + k;
      expect({ ...bar, volume: Math.round(bar.volume * 1e6) / 1e6 }).toEqual({ time: minutes.time[i], open: minutes.open[i], high: minutes.high[i], low: minutes.low[i], close: minutes.close[i], volume: minutes.volume[i] });
    });
    const days = market.bars(id(symbol), dayMs, close, 1);
    expect(days.time[0]).toBe(monday);
    expect(days.high[0]).toBe(Math.max(...minutes.high.subarray(today)));
    expect(days.low[0]).toBe(Math.min(...minutes.low.subarray(today)));
    expect(days.close[0]).toBe(minutes.close.at(-1));
  });

  it('quotes before every trade a market that the trade could take from', () => {
    const ticks = new SimMarket(2).ticks(id('QBIT'), open, open + 30 * minuteMs);
    ticks.forEach((tick, i) => {
      if (tick.kind !== 'trade') return expect(tick.ask).toBeGreaterThan(tick.bid);
      const quote = ticks[i - 1]!;
      if (quote.kind !== 'quote') throw new Error('a trade without a quote before it');
      expect([quote.bid, quote.ask]).toContain(tick.price);
      expect(tick.price === quote.bid ? quote.bidSize : quote.askSize).toBeGreaterThanOrEqual(tick.size);
    });
  });

  it('makes good bars at every timeframe, complete ones only', () => {
    const market = new SimMarket(1);
    for (const { id: instrument } of simInstruments().filter((_, i) => i % 5 === 0)) {
      for (const timeframe of [minuteMs, 15 * minuteMs, 4 * 60 * minuteMs, dayMs, 7 * dayMs]) {
        const bars = market.bars(instrument, timeframe, open + 100_000, 12);
        expect(validateBars(bars)).toBeNull();
        expect(bars.time.length).toBeGreaterThan(0);
        expect(bars.time.at(-1)! + timeframe).toBeLessThanOrEqual(open + 100_000);
      }
    }
  });

  it('knows its sessions: exchanges close, coins never do', () => {
    const market = new SimMarket(1);
    expect(market.session(id('ACME'), open)).toEqual({ isOpen: true, isHalted: false, opensAtMs: null, closesAtMs: monday + 21 * 3_600_000 });
    expect(market.session(id('ACME'), monday + 21 * 3_600_000)).toEqual({ isOpen: false, isHalted: false, opensAtMs: open + dayMs, closesAtMs: null });
    expect(market.session(id('ACME'), monday - dayMs)).toEqual({ isOpen: false, isHalted: false, opensAtMs: open, closesAtMs: null });
    expect(market.session(id('AVLUSD'), open)).toEqual({ isOpen: true, isHalted: false, opensAtMs: null, closesAtMs: monday + 5 * dayMs });
    expect(market.session(id('ORBUSD'), monday - dayMs)).toEqual({ isOpen: true, isHalted: false, opensAtMs: null, closesAtMs: null });
    expect(market.ticks(id('ACME'), monday, monday + 3_600_000), 'nothing trades while it is closed').toEqual([]);
  });
});

describe('the simulated market behaves like markets', () => {
  const seeds = Array.from({ length: 20 }, (_, i) => i + 1);
  const lastDay = Date.UTC(2026, 0, 1) / dayMs;
  const daily = seeds.map((seed) => {
    const path = new DayPath(seed);
    return (symbol: string) => {
      const listing = listings.find((one) => one.symbol === symbol)!;
      const days = Array.from({ length: 1_500 }, (_, i) => lastDay - 1_500 + i).filter((day) => isTradingDay(listing.calendar, day));
      return days.map((day) => path.logClose(listing, day) - path.logClose(listing, day - 1));
    };
  });
  const onAverage = (figure: (returnsOf: (symbol: string) => number[]) => number): number => mean(daily.map(figure));

  it('returns have fat tails', () => {
    const kurtosis = onAverage((returnsOf) => {
      const returns = returnsOf('ACME');
      const centre = mean(returns);
      const variance = mean(returns.map((value) => (value - centre) ** 2));
      return mean(returns.map((value) => (value - centre) ** 4)) / variance ** 2;
    });
    expect(kurtosis).toBeGreaterThan(4);
    expect(kurtosis).toBeLessThan(30);
  });
  it('large moves follow large moves, but their direction is not told by the last one', () => {
    const lagged = (values: number[]): number => correlation(values.slice(1), values.slice(0, -1));
    expect(onAverage((returnsOf) => lagged(returnsOf('ACME').map(Math.abs)))).toBeGreaterThan(0.1);
    expect(Math.abs(onAverage((returnsOf) => lagged(returnsOf('ACME'))))).toBeLessThan(0.05);
  });
  it('a sector moves together more than the market does', () => {
    const within = onAverage((returnsOf) => correlation(returnsOf('VOLT'), returnsOf('DRIL')));
    const across = onAverage((returnsOf) => correlation(returnsOf('VOLT'), returnsOf('GROC')));
    expect(within).toBeGreaterThan(across);
    expect(across).toBeGreaterThan(0.1);
  });
  it.each(seeds)('exchanges trade most at the open and at the close (seed %i)', (seed) => {
    const { volume } = new SimMarket(seed).bars(id('ACME'), minuteMs, monday + 21 * 3_600_000, 390 * 5);
    const byMinute = Array.from({ length: 390 }, (_, k) => mean(Array.from({ length: 5 }, (_, d) => volume[d * 390 + k]!)));
    const middle = mean(byMinute.slice(150, 240));
    expect(mean(byMinute.slice(0, 30))).toBeGreaterThan(1.5 * middle);
    expect(mean(byMinute.slice(-30))).toBeGreaterThan(1.5 * middle);
  });
  it('minutes have fat tails and no memory of direction', () => {
    const facts = seeds.map((seed) => {
      const { close } = new SimMarket(seed).bars(id('ACME'), minuteMs, monday + 21 * 3_600_000, 390 * 3);
      const returns = Array.from(close.subarray(1), (value, i) => Math.log(value / close[i]!));
      const variance = mean(returns.map((value) => value ** 2));
      return { kurtosis: mean(returns.map((value) => value ** 4)) / variance ** 2, memory: correlation(returns.slice(1), returns.slice(0, -1)) };
    });
    expect(mean(facts.map((one) => one.kurtosis))).toBeGreaterThan(4);
    expect(Math.abs(mean(facts.map((one) => one.memory)))).toBeLessThan(0.08);
  });
  it.each([1, 2, 3, 4])('in wild times the spread and the book are wider and less is offered (seed %i)', (seed) => {
    const days = Array.from({ length: 60 }, (_, i) => monday / dayMs + 7 * (i - 60));
    const path = new DayPath(seed);
    const market = new SimMarket(seed);
    const byDay = days.map((day) => {
      const fromMs = day * dayMs + 17 * 3_600_000;
      const quotes = market.ticks(id('BANQ'), fromMs, fromMs + 20 * minuteMs).filter((tick): tick is QuoteTick => tick.kind === 'quote');
      const books = Array.from({ length: 20 }, (_, i) => market.book(id('BANQ'), fromMs + i * minuteMs)!);
      return {
        volatility: Math.log(path.volatility(day)),
        spread: mean(quotes.map((quote) => quote.ask - quote.bid)),
        offered: Math.log(mean(quotes.map((quote) => quote.bidSize + quote.askSize))),
        width: mean(books.map(({ bids, asks }) => asks.at(-1)!.price - bids.at(-1)!.price)),
      };
    });
    const withVolatility = (figure: 'spread' | 'offered' | 'width'): number => correlation(byDay.map((one) => one.volatility), byDay.map((one) => one[figure]));
    expect(withVolatility('spread')).toBeGreaterThan(0.8);
    expect(withVolatility('width')).toBeGreaterThan(0.6);
    expect(withVolatility('offered')).toBeLessThan(-0.3);
  });
  it('no price leaves what its steps can say, whatever the seed', () => {
    for (const seed of seeds) {
      const market = new SimMarket(seed);
      for (const { id: instrument, tickSize } of simInstruments()) {
        const { low } = market.bars(instrument, dayMs, monday + 5 * 365 * dayMs, 50);
        expect(low.reduce((a, b) => Math.min(a, b)) / Number(tickSize), instrument).toBeGreaterThan(20);
      }
    }
  });
  it('a fund is worth its members at every full hour', () => {
    const market = new SimMarket(1);
    const closes = (symbol: string) => market.bars(id(symbol), 3_600_000, monday + dayMs, 50).close;
    const members = listings.find((one) => one.symbol === 'FINX')!.members.map((symbol) => ({ close: closes(symbol), first: listings.find((one) => one.symbol === symbol)!.firstPrice }));
    closes('FINX').forEach((price, i) => {
      const worth = (60 / members.length) * members.reduce((sum, { close, first }) => sum + close[i]! / first, 0);
      // Rounding of the members' prices to their ticks.
      expect(Math.abs(price - worth)).toBeLessThan(0.03);
    });
  });
});
