import { afterEach, describe, expect, it } from 'vitest';
import type { InstrumentId } from '../../../contract/model/instrument.ts';
import type { PortfolioSnapshot } from '../../../contract/model/portfolio.ts';
import { epochMs } from '../../../contract/model/units.ts';
import { acme } from '../../../../test/trading/acme.ts';
import { createFakeVenue } from '../../../../test/trading/fake-venue.ts';
import { createTestMarket, limitRequest, request, settled } from '../../../../test/trading/trading-rig.ts';
import { createManualClock } from '../../adapters/clock/index.ts';
import { createMemoryEventStore } from '../../adapters/store/index.ts';
import { createBus, createCountingIds, silentLog, toDisposable } from '../kernel/index.ts';
import { createLedger } from '../ledger/index.ts';
import { createTrading } from '../trading/index.ts';
import { createPortfolio } from './create-portfolio.ts';
import type { PortfolioMarket } from './ports.ts';

/** A portfolio over a real desk; the day began at 0 after a close of 98. */
async function open() {
  const [clock, pacer, venue, market] = [createManualClock(1_000), createManualClock(), createFakeVenue(), createTestMarket()];
  const ledger = createLedger({ store: createMemoryEventStore() });
  const trading = createTrading({ ledger, broker: venue, market, clock, ids: createCountingIds(1), log: silentLog });
  await trading.recover();
  const bus = createBus<{ tick: { readonly instrumentId: InstrumentId } }>((error) => {
    throw error;
  });
  const held: InstrumentId[] = [];
  const days = { known: { bar: { time: epochMs(0) }, previousClose: 98 } as ReturnType<PortfolioMarket['sessionFigures']> | null, ready: Promise.resolve() };
  const portfolio = createPortfolio({
    ledger, desk: trading, clock, pacer, log: silentLog,
    market: {
      onTick: (listener) => bus.on('tick', listener),
      holdSessions(ids) {
        held.push(...ids);
        return { ready: days.ready, ...toDisposable(() => ids.forEach((id) => held.splice(held.indexOf(id), 1))) };
      },
      sessionFigures: (id) => (held.includes(id) && days.known !== null ? days.known : { bar: null, previousClose: null }),
    },
  });
  const tick = (bid: number, id = acme.id): void => {
    Object.assign(market, { bid, ask: bid + 1 });
    bus.emit('tick', { instrumentId: id });
  };
  const buy = async (quantity: string, price: string): Promise<void> => {
    venue.onArrival = ({ clientOrderId }) => {
      venue.accept(clientOrderId);
      venue.fill(clientOrderId, quantity, price);
    };
    await trading.place(request({ quantity }));
    venue.onArrival = ({ clientOrderId }) => venue.accept(clientOrderId);
  };
  return { portfolio, trading, pacer, tick, buy, held, days, listeners: () => bus.listenerCount + trading.stream.readerCount };
}

const controllers: AbortController[] = [];
afterEach(() => controllers.splice(0).forEach((controller) => controller.abort()));

/** Reads a portfolio in the background. */
function read(portfolio: Awaited<ReturnType<typeof open>>['portfolio']) {
  const controller = new AbortController();
  controllers.push(controller);
  const got: PortfolioSnapshot[] = [];
  const done = (async () => {
    for await (const snapshot of portfolio.watch(controller.signal)) got.push(snapshot);
  })();
  return { got, done, stop: () => controller.abort() };
}

describe('watching the portfolio', () => {
  it('begins at once with what the accounts and positions are', async () => {
    const { portfolio, trading, buy } = await open();
    await buy('10', '100');
    const { got } = read(portfolio);
    await settled();
    expect(got).toHaveLength(1);
    expect(got[0]).toMatchObject({
      timeMs: 1_000,
      accounts: [{ ...trading.accounts()[0], cash: '99000', unrealisedPnl: -5, realisedPnl: 0, dayPnl: -5, grossExposure: 995, netExposure: 995, dayPnlShare: -5 / 100_000 }],
      positions: [{ ...trading.positions()[0], weight: 995 / 99_995, dayPnl: -5 }],
    });
  });

  it('tells new marks at most four times a second, and always the batch figures of that moment', async () => {
    const { portfolio, trading, buy, tick, pacer } = await open();
    await buy('10', '100');
    const { got } = read(portfolio);
    await settled();
    for (let i = 0; i < 100; i++) {
      tick(100 + i / 100);
      pacer.advance(10);
      await settled();
    }
    expect(got.length).toBeGreaterThanOrEqual(4);
    expect(got.length, 'the first, then four in the second').toBeLessThanOrEqual(5);
    pacer.advance(250);
    await settled();
    expect(got.at(-1)?.accounts).toMatchObject(trading.accounts());
    expect(got.at(-1)?.positions).toMatchObject(trading.positions());
    expect(got.at(-1)?.positions[0]?.dayPnl).toBeCloseTo(10 * (101.49 - 100), 10);
  });

  it('tells a fill at once, that of an instrument never held before too', async () => {
    const { portfolio, buy, held } = await open();
    const { got } = read(portfolio);
    await settled();
    expect(got.at(-1)?.positions).toEqual([]);
    await buy('10', '100');
    await settled();
    expect(got.length, 'without any time having passed').toBeGreaterThan(1);
    expect(got.at(-1)).toMatchObject({ accounts: [{ cash: '99000', dayPnl: -5 }], positions: [{ instrumentId: acme.id, quantity: '10', dayPnl: -5 }] });
    expect(held).toEqual([acme.id]);
  });

  it('tells a fill at once, right after a snapshot', async () => {
    const { portfolio, buy, tick } = await open();
    await buy('10', '100');
    const { got } = read(portfolio);
    await settled();
    tick(101);
    await settled();
    expect(got, 'a mark waits for its turn').toHaveLength(1);
    await buy('5', '100');
    await settled();
    expect(got.at(-1)).toMatchObject({ accounts: [{ cash: '98500' }], positions: [{ quantity: '15', markPrice: 101.5 }] });
  });

  it('tells what an open order reserves', async () => {
    const { portfolio, trading, pacer } = await open();
    const { got } = read(portfolio);
    await settled();
    await trading.place(limitRequest('90', { quantity: '100' }));
    pacer.advance(250);
    await settled();
    expect(got.at(-1)?.accounts[0]).toMatchObject({ buyingPower: '91000', marginUsed: expect.closeTo(0.09, 12) as number, grossExposure: 0 });
  });

  it('tells what an open sale reserves as the market moves, though nothing is held', async () => {
    const { portfolio, trading, tick, pacer } = await open();
    await trading.place(limitRequest('100', { side: 'sell', quantity: '10' }));
    const { got } = read(portfolio);
    await settled();
    expect(got.at(-1)?.accounts[0]?.buyingPower).toBe('99000');
    tick(110);
    pacer.advance(250);
    await settled();
    expect(got.at(-1)?.accounts[0]?.buyingPower, 'at 110, where it would fill').toBe('98900');
    expect(got.at(-1)?.accounts).toMatchObject(trading.accounts());
  });

  it('says nothing while only others move', async () => {
    const { portfolio, tick, pacer, buy } = await open();
    await buy('10', '100');
    const { got } = read(portfolio);
    await settled();
    tick(50, 'SIM:BOLT' as InstrumentId);
    pacer.advance(1_000);
    await settled();
    expect(got).toHaveLength(1);
  });

  it('leaves nothing behind when its reader goes', async () => {
    const { portfolio, buy, held, listeners, pacer } = await open();
    await buy('10', '100');
    const before = listeners();
    const { done, stop } = read(portfolio);
    await settled();
    expect([held.length, listeners() > before]).toEqual([1, true]);
    stop();
    await done;
    await settled();
    expect([held.length, listeners(), pacer.pendingCount]).toEqual([0, before, 0]);
  });
});

it('the day of an instrument that is not known leaves the day unknown, not 0', async () => {
  const { portfolio, buy, days } = await open();
  await buy('10', '100');
  days.known = null;
  const { got } = read(portfolio);
  await settled();
  expect(got[0]).toMatchObject({ accounts: [{ dayPnl: null, dayPnlShare: null }], positions: [{ dayPnl: null, marketValue: 995 }] });
});

it('does not wait long for the days, nor break where they cannot be had', async () => {
  const { portfolio, buy, days, pacer, tick } = await open();
  await buy('10', '100');
  let fail: (error: Error) => void = () => {};
  days.ready = new Promise((_, reject) => (fail = reject));
  const { got } = read(portfolio);
  await settled();
  expect(got).toHaveLength(0);
  pacer.advance(200);
  await settled();
  expect(got).toHaveLength(1);
  expect(got[0]?.positions[0]).toMatchObject({ marketValue: 995, dayPnl: -5 });
  fail(new Error('no history'));
  await settled();
  tick(109);
  pacer.advance(250);
  await settled();
  expect(got.at(-1)?.positions[0]).toMatchObject({ marketValue: 1_095 });
});
