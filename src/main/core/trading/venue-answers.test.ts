import { describe, expect, it } from 'vitest';
import { clientId } from '../../../../test/trading/trading-expectations.ts';
import { openRig, request, settled } from '../../../../test/trading/trading-rig.ts';

describe('an answer that is lost', () => {
  it('is unknown until the venue was asked, and then what the venue says', async () => {
    const { trading, broker, clock } = await openRig();
    broker.line = 'answer-lost';
    broker.onArrival = () => {};
    broker.canBeAsked = false;
    const order = await trading.place(request({ clientOrderId: 'a' }));
    expect(order.status).toBe('unknown');
    expect(trading.health().unknownOrders).toBe(1);
    broker.fill(clientId('a'), '10', '100', { isTold: false });
    broker.line = 'good';
    broker.canBeAsked = true;
    await settled();
    clock.advance(1_000);
    await settled();
    expect(trading.get(order.orderId)).toMatchObject({ status: 'filled', filledQuantity: '10' });
    expect(broker.arrivals).toHaveLength(1);
  });

  it('a silent venue is asked after the time-out', async () => {
    const { trading, broker, clock } = await openRig({ timeoutMs: 2_000 });
    broker.line = 'silence';
    broker.onArrival = () => {};
    const placing = trading.place(request({ clientOrderId: 'a' }));
    await settled();
    broker.line = 'good';
    clock.advance(2_000);
    const { orderId } = await placing;
    await settled();
    expect(trading.get(orderId).status).toBe('working');
    expect(broker.arrivals).toHaveLength(1);
  });

  it('an order that never arrived is handed over again only after the venue said so, and only while young', async () => {
    const { trading, broker, clock } = await openRig({ resendWithinMs: 30_000 });
    broker.line = 'lost';
    const young = await trading.place(request({ clientOrderId: 'young' }));
    expect(young.status).toBe('unknown');
    broker.line = 'good';
    await settled();
    clock.advance(1_000);
    await settled();
    expect(trading.get(young.orderId).status).toBe('working');

    broker.line = 'lost';
    broker.canBeAsked = false;
    const old = await trading.place(request({ clientOrderId: 'old' }));
    clock.advance(31_000);
    broker.canBeAsked = true;
    broker.line = 'good';
    await settled();
    clock.advance(60_000);
    await settled();
    expect(trading.get(old.orderId)).toMatchObject({ status: 'rejected', reason: 'never reached the venue' });
    expect(broker.arrivals.map(({ clientOrderId }) => clientOrderId)).toEqual(['young']);
  });

  it('an unknown order that is cancelled is never handed over again', async () => {
    const { trading, broker, clock } = await openRig();
    broker.line = 'lost';
    broker.canBeAsked = false;
    const { orderId } = await trading.place(request());
    broker.line = 'good';
    await trading.cancel(orderId);
    broker.canBeAsked = true;
    await settled();
    clock.advance(1_000);
    await settled();
    expect(trading.get(orderId)).toMatchObject({ status: 'rejected', reason: 'never reached the venue' });
    expect(broker.arrivals).toEqual([]);
  });

  it('an order that turns up at the venue after we had ended it is cancelled there, and its fills count', async () => {
    const { trading, broker, clock } = await openRig({ resendWithinMs: 0 });
    broker.line = 'lost';
    clock.advance(1);
    const placing = trading.place(request({ clientOrderId: 'a' }));
    clock.advance(1);
    const { orderId } = await placing;
    await settled();
    expect(trading.get(orderId).status).toBe('rejected');
    broker.line = 'good';
    await broker.place(trading.get(orderId));
    broker.fill(clientId('a'), '4', '100');
    await settled();
    expect(broker.orders.get(clientId('a'))?.state).toBe('cancelled');
    expect(trading.get(orderId)).toMatchObject({ status: 'rejected', filledQuantity: '4' });
    expect(trading.positions()).toMatchObject([{ quantity: '4' }]);
  });
});

describe('an answer that is told again', () => {
  it('a thousand repetitions of each word of the venue change nothing', async () => {
    const { trading, broker, store } = await openRig();
    await trading.place(request({ clientOrderId: 'a' }));
    const fill = broker.fill(clientId('a'), '4', '100');
    await settled();
    const before = store.lastSeq();
    for (let i = 0; i < 1_000; i++) {
      broker.accept(clientId('a'));
      broker.tell(fill);
    }
    await settled();
    expect(store.lastSeq()).toBe(before);
    expect(trading.positions()).toMatchObject([{ quantity: '4' }]);
  });
});
