import { describe, expect, it } from 'vitest';
import { instrumentId } from '../../../contract/model/instrument.ts';
import type { OrderId } from '../../../contract/model/order.ts';
import { clientId, firstUpdates } from '../../../../test/trading/trading-expectations.ts';
import { limitRequest, makeRig, openRig, request, settled } from '../../../../test/trading/trading-rig.ts';
import { createMemoryEventStore } from '../../adapters/store/memory-event-store.ts';

describe('what the desk shows', () => {
  it('lists newest first, open only, of one instrument, up to a limit', async () => {
    const { trading } = await openRig();
    const placed = [];
    for (const clientOrderId of ['a', 'b', 'c']) placed.push(await trading.place(limitRequest('95', { clientOrderId })));
    await trading.cancel(placed[1]?.orderId as OrderId);
    const names = (filter: Parameters<typeof trading.list>[0]) => trading.list(filter).map(({ clientOrderId }) => clientOrderId);
    expect(names({ openOnly: false, limit: 10 })).toEqual(['c', 'b', 'a']);
    expect(names({ openOnly: true, limit: 10 })).toEqual(['c', 'a']);
    expect(names({ openOnly: false, limit: 1 })).toEqual(['c']);
    expect(names({ openOnly: false, limit: 10, instrumentId: instrumentId('SIM:OTHER') })).toEqual([]);
  });

  it('knows cash, positions and buying power exactly, and marks to the middle of the quote', async () => {
    const { trading, broker } = await openRig();
    await trading.place(limitRequest('100', { clientOrderId: 'a', quantity: '30' }));
    broker.fill(clientId('a'), '10', '99.99', { commission: '0.3' });
    broker.fill(clientId('a'), '10', '100', { commission: '0.3' });
    await settled();
    expect(trading.positions()).toEqual([
      {
        accountId: 'paper-1', instrumentId: 'SIM:ACME', currency: 'USD', quantity: '20', averagePrice: '99.995', realisedPnl: '-0.6',
        markPrice: 99.5, marketValue: 1_990, unrealisedPnl: -9.9,
      },
    ]);
    expect(trading.accounts()).toMatchObject([
      { accountId: 'paper-1', balances: [{ currency: 'USD', cash: '97999.5' }], equity: 99_989.5, buyingPower: '96999.5' },
    ]);
    expect(trading.fills({ limit: 1 })).toMatchObject([{ price: '100' }]);
    expect(trading.fills({ orderId: trading.findByClientId(clientId('a'))?.orderId, limit: 10 })).toHaveLength(2);
  });

  it('an unknown order is NOT_FOUND', async () => {
    const { trading } = await openRig();
    expect(() => trading.get('ord-none' as OrderId)).toThrow(/There is no order ord-none/);
  });

  it('tells fills and orders in the order of the tape, and numbers never repeat over a restart', async () => {
    const rig = await openRig();
    const { trading, broker } = rig;
    const after = trading.stream.lastSeq;
    await trading.place(request({ clientOrderId: 'a' }));
    broker.fill(clientId('a'), '10', '100');
    await settled();
    expect((await firstUpdates(trading, after, 4)).map((update) => (update.kind === 'order' ? update.order.status : update.kind))).toEqual([
      'intended', 'working', 'fill', 'filled',
    ]);
    const { trading: next } = rig.restart();
    expect(next.stream.lastSeq).toBeGreaterThanOrEqual(trading.stream.lastSeq);
    for await (const item of next.stream.read(after + 1)) {
      expect(item.kind).toBe('reload');
      break;
    }
  });
});

describe('the memory of the desk', () => {
  it('is the same after a restart as before', async () => {
    const store = createMemoryEventStore();
    const rig = makeRig({ store });
    await rig.trading.recover();
    await rig.trading.place(limitRequest('95', { clientOrderId: 'a' }));
    rig.broker.fill(clientId('a'), '3', '95');
    await rig.trading.place(request({ clientOrderId: 'b', side: 'sell' }));
    rig.broker.fill(clientId('b'), '10', '99');
    await settled();
    const { trading } = rig.restart();
    const everything = (desk: typeof trading) => [desk.list({ openOnly: false, limit: 9 }), desk.fills({ limit: 9 }), desk.positions(), desk.accounts()];
    expect(everything(trading)).toEqual(everything(rig.trading));
  });
});
