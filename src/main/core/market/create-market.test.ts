import { describe, expect, it } from 'vitest';
import { instrumentId } from '../../../contract/model/instrument.ts';
import type { Quote } from '../../../contract/model/quote.ts';
import type { Tick } from '../../../contract/model/tick.ts';
import { timeframe } from '../../../contract/model/timeframe.ts';
import { simInstruments } from '../../../quant/sim-market/index.ts';
import { createManualClock } from '../../adapters/clock/index.ts';
import { createMemoryBarStore } from '../../adapters/store/index.ts';
import { silentLog } from '../kernel/index.ts';
import { createMarket } from './create-market.ts';
import type { InstrumentStore } from './ports.ts';
import { acme, createTestFeed, quoteTick as quote, tradeTick as trade } from './test-feed.ts';

const noInstruments: InstrumentStore = { list: () => Promise.resolve([]), save: () => Promise.resolve() };

async function open() {
  const source = createTestFeed();
  const bars = createMemoryBarStore();
  const market = await createMarket({ feeds: [source.feed], bars, instruments: noInstruments, clock: createManualClock(), pacer: createManualClock(), log: silentLog });
  return { ...source, bars, market };
}

describe('the market', () => {
  it('knows the newest quote and the last trade of an instrument', async () => {
    const { market, send } = await open();
    expect(market.quote(acme)).toBeNull();
    send(quote(10, 10.2));
    send(trade(10.1));
    expect(market.quote(acme)).toEqual({ instrumentId: acme, timeMs: 2_000, bid: 10, ask: 10.2, bidSize: 5, askSize: 7, last: 10.1, lastSize: 3 });
  });

  it('puts a tick that makes no sense aside, counts it, and tells nobody', async () => {
    const { market, send } = await open();
    const seen: Tick[] = [];
    market.onTick((tick) => seen.push(tick));
    for (const bad of [quote(10.2, 10), quote(0, 1), quote(Number.NaN, 1), trade(-1), trade(Number.POSITIVE_INFINITY), quote(1, 2, { bidSize: -1 } as Partial<Tick>)]) send(bad);
    expect([market.quote(acme), seen, market.quarantinedTicks]).toEqual([null, [], 6]);
  });

  it('has updated the quote before a listener hears of the tick', async () => {
    const { market, send } = await open();
    let known: Quote | null = null;
    market.onTick((tick) => (known = market.quote(tick.instrumentId)));
    send(quote(10, 11));
    expect(known).toMatchObject({ bid: 10, ask: 11 });
  });

  it('gives watchers a snapshot first, then only the newest of what changed', async () => {
    const { market, send } = await open();
    const controller = new AbortController();
    send(quote(10, 11));
    const stream = market.watch([acme], controller.signal);
    expect((await stream.next()).value).toMatchObject([{ bid: 10 }]);
    const next = stream.next();
    send(quote(12, 13));
    send(quote(14, 15));
    expect((await next).value).toMatchObject([{ bid: 14 }]);
    controller.abort();
    expect((await stream.next()).done).toBe(true);
  });

  it('names the nearest instrument where one is unknown', async () => {
    const { market } = await open();
    expect(market.nearest('SIM:ACEM')).toBe('SIM:ACME');
    await expect(market.history({ instrumentId: instrumentId('SIM:ACMEE'), timeframe: timeframe('1d') }, { beforeMs: null, limit: 5 })).rejects.toMatchObject({
      code: 'NOT_FOUND', message: 'There is no instrument SIM:ACMEE; did you mean SIM:ACME?',
    });
  });

  it('finds instruments by a part of symbol or name', async () => {
    const { market } = await open();
    expect(market.instruments('robot').map((one) => one.id)).toEqual(['SIM:ACME']);
    expect(market.instruments()).toHaveLength(simInstruments().length);
  });

  it('lets go of its feeds', async () => {
    const { market, listeners } = await open();
    expect(listeners()).toBe(2);
    market.dispose();
    expect(listeners()).toBe(0);
  });
});
