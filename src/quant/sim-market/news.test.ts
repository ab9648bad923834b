import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NewsItem } from '../../contract/model/news.ts';
import type { Scenario, ScenarioKind } from '../../contract/model/tape.ts';
import { epochMs } from '../../contract/model/units.ts';
import { scenarioLengthMs } from './scenario-effect.ts';
import { simInstruments } from './sim-instruments.ts';
import { SimMarket } from './sim-market.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const monday = Date.UTC(2026, 0, 5);
const everything = { instrumentId: null, fromMs: monday - 21 * dayMs, toMs: monday + 5 * dayMs, limit: 1_000 };
const ids = simInstruments().map(({ id }) => id);
const seed = fc.integer({ min: 0, max: 0xffffffff });
const moment = fc.integer({ min: monday + 9 * hourMs, max: monday + 3 * dayMs });
const call = (kind: Exclude<ScenarioKind, 'feed-loss'>, instrumentId: Scenario['instrumentId'], startMs: number): Scenario =>
  ({ scenarioId: `${kind}-${startMs}`, kind, instrumentId, startMs: epochMs(startMs), endMs: epochMs(startMs + scenarioLengthMs[kind]) });
const percentOf = ({ headline }: NewsItem): number => Number(/([\d.]+)%/.exec(headline)?.[1]);

describe('news of the simulated market', () => {
  it('is the same in any pieces and whatever was asked before, newest first, each with an id of its own', () => {
    fc.assert(
      fc.property(seed, moment, fc.option(fc.constantFrom(...ids)), (s, cutMs, instrumentId) => {
        const query = { ...everything, fromMs: monday - 7 * dayMs, instrumentId };
        const whole = new SimMarket(s).news(query);
        const market = new SimMarket(s);
        expect([...market.news({ ...query, fromMs: cutMs }), ...market.news({ ...query, toMs: cutMs })]).toEqual(whole);
        expect(market.news({ ...query, limit: 3 })).toEqual(whole.slice(0, 3));
        expect(whole.map(({ timeMs }) => timeMs)).toEqual(whole.map(({ timeMs }) => timeMs).toSorted((a, b) => b - a));
        expect(new Set(whole.map(({ newsId }) => newsId)).size).toBe(whole.length);
        if (instrumentId !== null) expect(whole.every((one) => one.instrumentId === instrumentId)).toBe(true);
      }),
      { numRuns: 6 },
    );
  });

  it('comes a few times a day, about instruments and about sectors', () => {
    for (const s of [1, 2, 3]) {
      const items = new SimMarket(s).news(everything);
      const kinds = new Set(items.map(({ newsId }) => newsId.split('-')[0]));
      expect(items.length / 26).toBeGreaterThan(0.5);
      expect(items.length / 26).toBeLessThan(20);
      expect([...kinds]).toEqual(expect.arrayContaining(['move', 'results', 'sector']));
    }
  });

  it('tells of a move when it could be seen: at that moment the price was as far from the close before as it says', () => {
    let looked = 0;
    for (const s of [1, 2, 3]) {
      const market = new SimMarket(s);
      for (const item of market.news(everything).filter(({ newsId }) => newsId.startsWith('move'))) {
        const id = item.instrumentId as NonNullable<NewsItem['instrumentId']>;
        const dayStartMs = Math.floor((item.timeMs - minuteMs) / dayMs) * dayMs;
        const before = market.bars(id, dayMs, dayStartMs, 1).close[0]!;
        // Of the two minutes that were complete last, one closed there: the headline was not written in no time.
        const moves = Array.from(market.bars(id, minuteMs, item.timeMs, 2).close, (close) => Math.abs(close / before - 1) * 100);
        expect(Math.min(...moves.map((move) => Math.abs(move - percentOf(item)))), `${item.headline}, ${new Date(item.timeMs).toISOString()}`).toBeLessThan(0.051);
        looked += 1;
      }
    }
    expect(looked).toBeGreaterThan(10);
  });

  it('knows nothing of what is to come: before trouble begins it is as if there were none', () => {
    fc.assert(
      fc.property(seed, fc.constantFrom('crash' as const, 'gap' as const, 'halt' as const), fc.option(fc.constantFrom(...ids)), moment, (s, kind, hit, startMs) => {
        const query = { ...everything, fromMs: startMs - 4 * dayMs, toMs: startMs };
        expect(new SimMarket(s, [call(kind, hit, startMs)]).news(query)).toEqual(new SimMarket(s).news(query));
      }),
      { numRuns: 8 },
    );
  });
});

describe('trouble that was called', () => {
  const acme = ids.find((id) => id === 'SIM:ACME')!;
  const startMs = monday + 15 * hourMs + 1;
  const told = (kind: Exclude<ScenarioKind, 'feed-loss'>, hit: Scenario['instrumentId'], ms = startMs) => {
    const market = new SimMarket(1);
    market.news(everything);
    market.addScenario(call(kind, hit, ms));
    return { market, item: market.news(everything).find(({ newsId }) => newsId.startsWith('scenario')) };
  };

  it('is announced where it is a halt, and else in the news with the first tick that shows it', () => {
    expect(told('halt', acme).item).toMatchObject({ timeMs: startMs, instrumentId: acme, headline: 'Trading in Acme Robotics is halted for five minutes' });
    const { market, item } = told('gap', acme);
    expect(item).toMatchObject({ timeMs: market.ticks(acme, startMs, startMs + minuteMs)[0]!.timeMs, instrumentId: acme });
    expect(told('crash', null).item).toMatchObject({ instrumentId: null, headline: 'Selling sweeps the whole market' });
  });

  it('of a market that is closed is in the news when it opens', () => {
    const { market, item } = told('gap', acme, monday + 9 * hourMs);
    expect(item?.timeMs).toBe(market.ticks(acme, monday + 14.5 * hourMs, monday + 15 * hourMs)[0]!.timeMs);
  });

  it('says which way a gap went', () => {
    for (const minute of [1, 2, 3, 4, 5, 6]) {
      const ms = startMs + minute * minuteMs;
      const { market, item } = told('gap', acme, ms);
      const { factor } = { factor: market.factorRange(acme, ms).highest };
      expect(item?.headline).toContain(factor > 1 ? 'jumps up' : 'jumps down');
    }
  });

  it('makes the moves that it makes news, too', () => {
    const { market } = told('crash', acme);
    const moves = market.news({ ...everything, instrumentId: acme, fromMs: startMs, toMs: startMs + hourMs }).filter(({ newsId }) => newsId.startsWith('move'));
    expect(moves.length).toBeGreaterThan(0);
    expect(moves.every(({ headline }) => headline.includes('loss') || headline.includes('loses'))).toBe(true);
  });

  it('with the feed is no news', () => {
    const market = new SimMarket(1, [{ ...call('halt', null, startMs), kind: 'feed-loss' }]);
    expect(market.news(everything).some(({ newsId }) => newsId.startsWith('scenario'))).toBe(false);
  });
});
