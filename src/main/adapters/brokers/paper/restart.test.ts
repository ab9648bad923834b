import { describe, expect, it } from 'vitest';
import type { Instrument } from '../../../../contract/model/instrument.ts';
import { acme } from '../../../../../test/trading/acme.ts';
import { createTestMarket, limitRequest, makeRig, request, type Rig } from '../../../../../test/trading/trading-rig.ts';
import { silentLog } from '../../../core/kernel/index.ts';
import type { EventStore } from '../../../core/ledger/index.ts';
import { createManualClock } from '../../clock/manual-clock.ts';
import { createMemoryEventStore } from '../../store/memory-event-store.ts';
import { createPaperBroker, type PaperBroker } from './index.ts';

type PaperDesk = Rig<PaperBroker> & {
  /** What the venue trades; null: nothing. */
  listed: Instrument | null;
  quote(bid: number, ask: number, bidSize?: number, askSize?: number): Promise<void>;
  /** The desk and the venue as they are after the program was started again on the same ledger. */
  reopen(): Promise<PaperDesk>;
};

async function openDesk(parts: Partial<Pick<PaperDesk, 'clock' | 'store' | 'market'>> = {}): Promise<PaperDesk> {
  const { clock = createManualClock(1_000), store = createMemoryEventStore(), market = createTestMarket() } = parts;
  const broker = createPaperBroker({ clock, log: silentLog, instrument: () => desk.listed });
  const rig = makeRig({ clock, store, market, broker });
  const desk: PaperDesk = {
    ...rig,
    listed: acme,
    async quote(bid, ask, bidSize = 100, askSize = 100) {
      clock.advance(10);
      Object.assign(market, { bid, ask });
      broker.onTick({ kind: 'quote', instrumentId: acme.id, timeMs: clock.now(), bid, ask, bidSize, askSize });
      await Promise.resolve();
    },
    async reopen() {
      await rig.trading.dispose();
      await broker.dispose();
      return openDesk({ clock, store, market });
    },
  };
  broker.restore(rig.trading.venueMemory());
  await rig.trading.recover();
  return desk;
}

const venueOrderIds = (store: EventStore): string[] =>
  store.read(0, 1_000).flatMap(({ type, body }) => (type === 'orderAccepted' ? [(body as { venueOrderId: string }).venueOrderId] : []));

describe('the numbers of the paper venue over restarts', () => {
  it('never repeat, though orders that it rejected had some, too', async () => {
    let desk = await openDesk();
    for (let life = 0; life < 4; life++) {
      for (const listed of [acme, null, null, acme, acme]) {
        desk.listed = listed;
        await desk.trading.place(limitRequest('95', { quantity: '1' }));
      }
      desk = await desk.reopen();
    }
    const ids = venueOrderIds(desk.store);
    expect(ids).toHaveLength(12);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('a stop that was set off before a restart', () => {
  const stopLimit = { side: 'sell', type: 'stop-limit', stopPrice: '97', limitPrice: '96', quantity: '10', timeInForce: 'gtc' };

  it('stop-limit: works as the limit order that it became, although the market has come back over its stop', async () => {
    let desk = await openDesk();
    await desk.quote(99, 100);
    const { orderId } = await desk.trading.place(request(stopLimit));
    await desk.quote(95, 96);
    expect(desk.trading.get(orderId)).toMatchObject({ status: 'working', filledQuantity: '0' });
    desk = await desk.reopen();
    await desk.quote(98, 99);
    expect(desk.trading.get(orderId)).toMatchObject({ status: 'filled', averagePrice: '98' });
  });

  it('stop: trades at the market that it found nobody in', async () => {
    let desk = await openDesk();
    await desk.quote(99, 100);
    const { orderId } = await desk.trading.place(request({ side: 'sell', type: 'stop', stopPrice: '97', timeInForce: 'gtc' }));
    await desk.quote(96, 97, 0);
    desk = await desk.reopen();
    await desk.quote(98, 99);
    expect(desk.trading.get(orderId)).toMatchObject({ status: 'filled', averagePrice: '98' });
  });

  it('by a trade: the same', async () => {
    let desk = await openDesk();
    await desk.quote(99, 100, 0);
    const { orderId } = await desk.trading.place(request(stopLimit));
    desk.broker.onTick({ kind: 'trade', instrumentId: acme.id, timeMs: desk.clock.now(), price: 97, size: 1 });
    await Promise.resolve();
    desk = await desk.reopen();
    await desk.quote(98, 99);
    expect(desk.trading.get(orderId)).toMatchObject({ status: 'filled', averagePrice: '98' });
  });

  it('one that was not still waits for its stop', async () => {
    let desk = await openDesk();
    await desk.quote(99, 100);
    const { orderId } = await desk.trading.place(request(stopLimit));
    desk = await desk.reopen();
    await desk.quote(98, 99);
    expect(desk.trading.get(orderId)).toMatchObject({ status: 'working', filledQuantity: '0' });
    await desk.quote(97, 98);
    expect(desk.trading.get(orderId)).toMatchObject({ status: 'filled', averagePrice: '97' });
  });
});
