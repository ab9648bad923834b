import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scenario, ScenarioKind } from '../../src/contract/model/tape.ts';
import type { QuoteTick, Tick, TradeTick } from '../../src/contract/model/tick.ts';
import { epochMs } from '../../src/contract/model/units.ts';
import { aggregateBars, createBarBuilder, validateBars } from '../../src/quant/bars/index.ts';
import { scenarioLengthMs, SimMarket, simInstruments, type SimBook } from '../../src/quant/sim-market/index.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;
const monday = Date.UTC(2026, 0, 5);
const instruments = simInstruments();
const instrumentOf = (symbol: string) => instruments.find((one) => one.symbol === symbol) as (typeof instruments)[number];
const idOf = (symbol: string) => instrumentOf(symbol).id;

const seed = fc.integer({ min: 0, max: 0xffffffff });
/** A plain share, one that funds hold, a fund, a coin of small price and a currency. */
const instrument = fc.constantFrom(...['TOYS', 'ACME', 'TECK', 'PIPUSD', 'KAIUSD'].map(instrumentOf));
const kind = fc.constantFrom<Exclude<ScenarioKind, 'feed-loss'>>('crash', 'gap', 'halt');
const moment = fc.integer({ min: monday + 14 * hourMs, max: monday + 22 * hourMs });

const call = (scenarioKind: Exclude<ScenarioKind, 'feed-loss'>, instrumentId: Scenario['instrumentId'], startMs: number): Scenario => ({
  scenarioId: `${scenarioKind}-${startMs}`, kind: scenarioKind, instrumentId, startMs: epochMs(startMs), endMs: epochMs(startMs + scenarioLengthMs[scenarioKind]),
});
const scenario = fc.tuple(kind, fc.option(instrument), moment).map(([k, hit, startMs]) => call(k, hit?.id ?? null, startMs));
const scenarios = fc.array(scenario, { minLength: 1, maxLength: 4 });
const runs = { numRuns: 15 };

const trades = (ticks: readonly Tick[]): TradeTick[] => ticks.filter((tick) => tick.kind === 'trade');
const isWhole = (value: number): boolean => Math.abs(value - Math.round(value)) < 1e-6;

describe('the simulated market under scenarios', () => {
  it('has, before a scenario starts, the tape, the books and the bars that it would have had', () => {
    fc.assert(
      fc.property(seed, instrument, fc.array(scenario, { maxLength: 2 }), scenario, (s, { id }, before, one) => {
        const plain = new SimMarket(s, before);
        const troubled = new SimMarket(s, [...before, one]);
        const { startMs } = one;
        expect(troubled.ticks(id, startMs - 20 * minuteMs, startMs)).toEqual(plain.ticks(id, startMs - 20 * minuteMs, startMs));
        expect(troubled.book(id, startMs - 1)).toEqual(plain.book(id, startMs - 1));
        expect(troubled.session(id, startMs - 1)).toEqual(plain.session(id, startMs - 1));
        for (const timeframeMs of [minuteMs, 5 * minuteMs, hourMs, dayMs]) expect(troubled.bars(id, timeframeMs, startMs, 30)).toEqual(plain.bars(id, timeframeMs, startMs, 30));
      }),
      runs,
    );
  });

  it('is one whether it was told of its scenarios at the beginning or one by one, while being asked', () => {
    fc.assert(
      fc.property(seed, instrument, scenarios, moment, (s, { id }, called, ms) => {
        const ask = (market: SimMarket) => [market.ticks(id, ms, ms + 2 * minuteMs), market.newestTicks(id, ms), market.book(id, ms), market.bars(id, minuteMs, ms, 40), market.bars(id, dayMs, monday + 2 * dayMs, 3)];
        const grown = new SimMarket(s);
        for (const one of called) {
          ask(grown);
          grown.addScenario(one);
        }
        expect(ask(grown)).toEqual(ask(new SimMarket(s, called)));
      }),
      runs,
    );
  });

  it('has trades that make its minutes, which make every longer bar', () => {
    fc.assert(
      fc.property(seed, instrument, scenarios, (s, { id, tickSize, lotSize }, called) => {
        const market = new SimMarket(s, called);
        const untilMs = monday + dayMs;
        const minutes = market.bars(id, minuteMs, untilMs, 1_440);
        expect(validateBars(minutes)).toBeNull();
        const builder = createBarBuilder(minuteMs);
        const tape = trades(market.ticks(id, monday, untilMs));
        const built = tape.flatMap(({ timeMs, price, size }) => builder.add(timeMs, price, size).finished ?? []);
        const first = minutes.time.findIndex((time) => time >= monday);
        built.forEach((bar, k) => {
          const i = first + k;
          const { open, high, low, close, volume, time } = minutes;
          expect([bar.time, bar.open, bar.high, bar.low, bar.close]).toEqual([time[i], open[i], high[i], low[i], close[i]]);
          expect(bar.volume / volume[i]).toBeCloseTo(1, 9);
        });
        expect(built.length + 1, 'a minute without a trade has no bar').toBe(minutes.time.length - first);
        for (const { price, size } of tape) expect(isWhole(price / Number(tickSize)) && isWhole(size / Number(lotSize)), `${size} at ${price}`).toBe(true);
        for (const timeframeMs of [5 * minuteMs, 30 * minuteMs, hourMs, 4 * hourMs, dayMs]) {
          const longer = market.bars(id, timeframeMs, untilMs, 6);
          expect(longer.time.length).toBe(6);
          const sums = aggregateBars(market.bars(id, minuteMs, untilMs, 9_000), timeframeMs);
          for (const name of ['time', 'open', 'high', 'low', 'close'] as const) expect(sums[name].slice(-6), name).toEqual(longer[name]);
          sums.volume.slice(-6).forEach((volume, i) => expect(volume / longer.volume[i]).toBeCloseTo(1, 9));
        }
      }),
      { numRuns: 8 },
    );
  });

  it('still trades what was offered, from books from which exactly that left', () => {
    fc.assert(
      fc.property(seed, instrument, scenarios, fc.integer({ min: -minuteMs, max: 40 * minuteMs }), (s, { id }, called, offsetMs) => {
        const market = new SimMarket(s, called);
        const fromMs = called[0].startMs + offsetMs;
        const ticks = market.ticks(id, fromMs, fromMs + minuteMs);
        ticks.forEach((tick, i) => {
          if (tick.kind === 'quote') return;
          const quote = ticks[i - 1] as QuoteTick;
          expect(quote.timeMs).toBe(tick.timeMs);
          expect(quote.ask).toBeGreaterThan(quote.bid);
          expect([quote.bid, quote.ask]).toContain(tick.price);
          const book = market.book(id, tick.timeMs) as SimBook;
          const left = quote.askSize - book.asks[0].size + quote.bidSize - book.bids[0].size;
          expect(left / tick.size).toBeCloseTo(1, 6);
          expect(Math.min(...[...book.asks, ...book.bids].map((level) => level.size))).toBeGreaterThan(0);
        });
      }),
      runs,
    );
  });

  it('answers a longer history with the shorter one at its end, also over halts', () => {
    fc.assert(
      fc.property(seed, instrument, scenarios, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 200 }), fc.constantFrom(minuteMs, 5 * minuteMs, hourMs), (s, { id }, called, a, b, timeframeMs) => {
        const market = new SimMarket(s, called);
        const short = market.bars(id, timeframeMs, monday + dayMs, a);
        const long = market.bars(id, timeframeMs, monday + dayMs, a + b);
        expect([short.time.length, long.time.length]).toEqual([a, a + b]);
        expect(long.close.slice(-a)).toEqual(short.close);
      }),
      runs,
    );
  });
});

describe('a scenario', () => {
  it('changes the first trade at its start and not the last one before it', () => {
    fc.assert(
      fc.property(seed, fc.integer({ min: 0, max: 200 }), fc.constantFrom('gap', 'halt', 'crash'), (s, nth, scenarioKind) => {
        const id = idOf('TOYS');
        const fromMs = monday + 16 * hourMs;
        const plain = trades(new SimMarket(s).ticks(id, fromMs, fromMs + hourMs));
        const first = plain[nth];
        const troubled = trades(new SimMarket(s, [call(scenarioKind, id, first.timeMs)]).ticks(id, fromMs, fromMs + hourMs));
        const before = plain.filter((trade) => trade.timeMs < first.timeMs);
        expect(troubled.slice(0, before.length)).toEqual(before);
        expect(troubled[before.length]).not.toEqual(first);
        const later = call(scenarioKind, id, first.timeMs + 1);
        expect(trades(new SimMarket(s, [later]).ticks(id, fromMs, first.timeMs + 1))).toEqual(plain.filter((trade) => trade.timeMs <= first.timeMs));
      }),
      runs,
    );
  });
});

describe('a crash', () => {
  const seeds = Array.from({ length: 20 }, (_, i) => i + 1);
  const startMs = monday + 16 * hourMs;
  const last = (market: SimMarket, symbol: string, ms: number): number => (market.newestTicks(idOf(symbol), ms)[1] as TradeTick).price;
  /** Price under the scenario as a share of what it would have been. */
  const shareAt = (s: number, called: Scenario, symbol: string, afterMs: number): number =>
    last(new SimMarket(s, [called]), symbol, startMs + afterMs) / last(new SimMarket(s), symbol, startMs + afterMs);

  it('takes an eighth of one instrument in ten minutes and gives back less than half of it', () => {
    const one = call('crash', idOf('TOYS'), startMs);
    for (const s of seeds) {
      expect(shareAt(s, one, 'TOYS', 10 * minuteMs - 1)).toBeCloseTo(0.88, 2);
      expect(shareAt(s, one, 'TOYS', 40 * minuteMs)).toBeCloseTo(0.934, 2);
      expect(shareAt(s, one, 'VOLT', 10 * minuteMs)).toBe(1);
    }
  });

  it('of the whole market takes about as much of the broad fund, and hardly touches currencies', () => {
    const all = call('crash', null, startMs);
    for (const s of seeds) {
      expect(Math.abs(shareAt(s, all, 'TAPE', 10 * minuteMs - 1) - 0.88)).toBeLessThan(0.03);
      expect(shareAt(s, all, 'KAIUSD', 10 * minuteMs - 1)).toBeGreaterThan(0.98);
    }
  });

  it('of one instrument moves the funds that hold it by what they hold', () => {
    const one = call('crash', idOf('ACME'), startMs);
    for (const s of seeds) {
      const market = new SimMarket(s, [one]);
      // At full hours a fund is worth what it holds.
      const at = (symbol: string): number => last(market, symbol, startMs + hourMs);
      const first: Record<string, number> = { ACME: 148.2, BYTE: 312.5, QBIT: 64.8, LUMN: 96.4 };
      const worth = (180 / 4) * Object.entries(first).reduce((sum, [symbol, price]) => sum + at(symbol) / price, 0);
      expect(at('TECK') / worth).toBeCloseTo(1, 2);
    }
  });

  it('widens spreads, thins what is offered, and trades and moves more', () => {
    const id = idOf('TOYS');
    const measure = (market: SimMarket) => {
      const ticks = market.ticks(id, startMs, startMs + 10 * minuteMs);
      const quotes = ticks.filter((tick) => tick.kind === 'quote');
      const traded = trades(ticks);
      const steps = traded.map((trade) => Math.log(trade.price));
      const { bids } = market.book(id, startMs + 5 * minuteMs) as SimBook;
      return {
        spread: quotes.reduce((sum, quote) => sum + quote.ask - quote.bid, 0),
        untouched: quotes.reduce((sum, quote, i) => sum + quote.askSize + quote.bidSize - traded[i].size, 0),
        volume: traded.reduce((sum, trade) => sum + trade.size, 0),
        movement: steps.slice(1).reduce((sum, step, i) => sum + (step - steps[i]) ** 2, 0),
        reach: bids[0].price - bids[bids.length - 1].price,
      };
    };
    for (const s of seeds) {
      const [calm, wild] = [measure(new SimMarket(s)), measure(new SimMarket(s, [call('crash', id, startMs)]))];
      expect(wild.spread).toBeGreaterThan(2 * calm.spread);
      expect(wild.untouched).toBeLessThan(0.6 * calm.untouched);
      expect(wild.volume).toBe(3 * calm.volume);
      expect(wild.movement).toBeGreaterThan(2 * calm.movement);
      expect(wild.reach).toBeGreaterThan(calm.reach);
    }
  });
});

describe('a gap', () => {
  it('moves one instrument by eight percent from one trade to the next, up for some seeds and down for others', () => {
    const id = idOf('HALE');
    const startMs = monday + 16 * hourMs + 1_234;
    const leaps = Array.from({ length: 20 }, (_, s) => {
      const market = new SimMarket(s, [call('gap', id, startMs)]);
      const before = market.newestTicks(id, startMs)[1] as TradeTick;
      const after = trades(market.ticks(id, startMs, startMs + minuteMs))[0];
      return after.price / before.price - 1;
    });
    for (const leap of leaps) expect(Math.abs(Math.abs(leap) - 0.08)).toBeLessThan(0.01);
    expect(new Set(leaps.map(Math.sign)).size).toBe(2);
  });
});

describe('a halt', () => {
  const id = idOf('ACME');
  const startMs = monday + 16 * hourMs + 30_000;
  const endMs = startMs + 5 * minuteMs;

  it('stops the trading of one instrument for five minutes, during which its market says when it opens', () => {
    const market = new SimMarket(1, [call('halt', id, startMs)]);
    expect(market.ticks(id, startMs, endMs)).toEqual([]);
    expect(market.ticks(idOf('BYTE'), startMs, endMs).length).toBeGreaterThan(50);
    expect(market.session(id, startMs)).toEqual({ isOpen: false, isHalted: true, opensAtMs: endMs, closesAtMs: monday + 21 * hourMs });
    expect(market.session(id, endMs)).toEqual({ isOpen: true, isHalted: false, opensAtMs: null, closesAtMs: monday + 21 * hourMs });
    expect([market.book(id, startMs), market.book(id, endMs)?.bids.length]).toEqual([null, 10]);
    expect(market.newestTicks(id, endMs)).toEqual(market.newestTicks(id, startMs));
    const times = [...market.bars(id, minuteMs, endMs + 2 * minuteMs, 3).time].map((time) => (time - monday - 16 * hourMs) / minuteMs);
    expect(times, 'the four whole minutes of the halt have no bar').toEqual([0, 5, 6]);
  });

  it('leaves a history as long as was asked for', () => {
    const market = new SimMarket(1, [call('halt', id, startMs)]);
    const bars = market.bars(id, minuteMs, monday + dayMs, 388);
    expect(bars.time.length, '386 of the day and two of the one before').toBe(388);
    expect(bars.time[2]).toBe(monday + 14.5 * hourMs);
  });

  it('that outlasts the session ends with the next one, and one that follows another prolongs it', () => {
    const lateMs = monday + 21 * hourMs - minuteMs;
    const late = new SimMarket(1, [call('halt', id, lateMs)]);
    expect(late.session(id, lateMs).opensAtMs).toBe(monday + dayMs + 14.5 * hourMs);
    expect(late.session(id, lateMs + 2 * minuteMs)).toMatchObject({ isOpen: false, isHalted: false });
    const twice = new SimMarket(1, [call('halt', id, startMs), call('halt', id, startMs + 4 * minuteMs)]);
    expect(twice.session(id, startMs).opensAtMs).toBe(startMs + 9 * minuteMs);
  });

  it('of all hours of an instrument leaves hours without a bar', () => {
    const halts = Array.from({ length: 14 }, (_, i) => call('halt', id, monday + 16 * hourMs + 5 * i * minuteMs));
    const market = new SimMarket(1, halts);
    expect([...market.bars(id, hourMs, monday + dayMs, 6).time].map((time) => (time - monday) / hourMs)).toEqual([14, 15, 17, 18, 19, 20]);
    expect(market.bars(id, dayMs, monday + dayMs, 1).time[0]).toBe(monday);
  });
});
