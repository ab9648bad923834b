import { describe, expect, it } from 'vitest';
import { decimalText } from '../../../contract/model/units.ts';
import { clientId, firstUpdates, refusal, typesIn } from '../../../../test/trading/trading-expectations.ts';
import { limitRequest, makeRig, openRig, request } from '../../../../test/trading/trading-rig.ts';

describe('placing an order', () => {
  it('stores the intent before the venue hears of it, and the answer before anyone is told', async () => {
    const { trading, store, broker } = await openRig();
    let atArrival: string[] = [];
    broker.onArrival = ({ clientOrderId }) => {
      atArrival = typesIn(store);
      broker.accept(clientOrderId);
    };
    const order = await trading.place(request({ clientOrderId: 'a' }));
    expect(atArrival.at(-1)).toBe('orderIntended');
    expect(order).toMatchObject({ status: 'working', clientOrderId: 'a', venueOrderId: 'v-a', accountId: 'paper-1', brokerId: 'fake' });
    expect(typesIn(store).slice(-2)).toEqual(['orderIntended', 'orderAccepted']);
  });

  it('acknowledgement and fill that come together share one commit', async () => {
    const { trading, store, broker } = await openRig();
    const before = store.lastSeq();
    let appends = 0;
    const append = store.append.bind(store);
    store.append = (events) => ((appends += 1), append(events));
    broker.onArrival = ({ clientOrderId }) => {
      broker.accept(clientOrderId);
      broker.fill(clientOrderId, '10', '100');
    };
    expect(await trading.place(request())).toMatchObject({ status: 'filled', filledQuantity: '10', averagePrice: '100' });
    expect([appends, store.lastSeq() - before]).toEqual([2, 3]);
  });

  it('an order whose arrival is known but not answered is sent', async () => {
    const { trading, broker } = await openRig();
    broker.onArrival = () => {};
    expect(await trading.place(request())).toMatchObject({ status: 'sent', venueOrderId: null });
  });

  it('decimals are made canonical, ids are made where none are given', async () => {
    const { trading } = await openRig();
    const order = await trading.place(limitRequest('99.50', { quantity: '010.0' }));
    expect(order).toMatchObject({ quantity: '10', limitPrice: '99.5', clientOrderId: expect.stringMatching(/^c-\w+$/), orderId: expect.stringMatching(/^ord-\w+$/) });
  });

  it('the same client id with the same content is the same order, also while it is under way and after a replace', async () => {
    const { trading, broker } = await openRig();
    const terms = limitRequest('95', { clientOrderId: 'a' });
    const [first, second] = await Promise.all([trading.place(terms), trading.place({ ...terms, quantity: decimalText('10.00') })]);
    expect(second).toEqual(first);
    await trading.replace(first.orderId, { quantity: decimalText('5') });
    expect((await trading.place(terms)).orderId).toBe(first.orderId);
    expect(broker.arrivals).toHaveLength(1);
  });

  it('the same client id with other content is refused', async () => {
    const { trading } = await openRig();
    const { orderId } = await trading.place(request({ clientOrderId: 'a' }));
    await expect(trading.place(request({ clientOrderId: 'a', side: 'sell' }))).rejects.toMatchObject(refusal('CLIENT_ORDER_ID_REUSED', { orderId }));
  });

  it('a client id named like an inherited property is an id like any other', async () => {
    const { trading } = await openRig();
    expect(await trading.place(request({ clientOrderId: 'constructor' }))).toMatchObject({ clientOrderId: 'constructor' });
    expect(trading.findByClientId(clientId('toString'))).toBeNull();
  });

  it('a refusal is thrown with its numbers, recorded, and told', async () => {
    const { trading, store, broker } = await openRig();
    const after = trading.stream.lastSeq;
    await expect(trading.place(request({ quantity: '0' }))).rejects.toMatchObject(refusal('QUANTITY_NOT_POSITIVE', { quantity: '0' }));
    expect(store.read(store.lastSeq() - 1, 1)).toMatchObject([{ type: 'orderRefused', stream: 'risk' }]);
    expect(await firstUpdates(trading, after, 1)).toMatchObject([{ kind: 'refusal', request: { quantity: '0' } }]);
    expect(broker.arrivals).toEqual([]);
  });

  it('is unavailable before the first recovery and after disposal', async () => {
    const { trading } = makeRig();
    await expect(trading.place(request())).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await trading.recover();
    await trading.place(request());
    await trading.dispose();
    await expect(trading.place(request())).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('the tape says which request an order came from, and what each of its facts came from', async () => {
    const { trading, store } = await openRig();
    await trading.place(request(), { correlationId: 'req-7' });
    const [intended, accepted] = store.read(store.lastSeq() - 2, 2);
    expect(intended).toMatchObject({ type: 'orderIntended', correlationId: 'req-7', causationId: null });
    expect(accepted).toMatchObject({ type: 'orderAccepted', causationId: intended?.seq });
  });

  it('an order type that the broker does not take is an error that says so', async () => {
    const { trading, broker } = await openRig();
    (broker.orderTypes as Set<string>).delete('stop');
    await expect(trading.place(request({ type: 'stop', stopPrice: '101' }))).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('takes no stop orders') });
  });
});
