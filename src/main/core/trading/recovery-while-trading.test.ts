import { describe, expect, it } from 'vitest';
import { decimalText } from '../../../contract/model/units.ts';
import type { FakeVenue } from '../../../../test/trading/fake-venue.ts';
import { clientId } from '../../../../test/trading/trading-expectations.ts';
import { limitRequest, openRig, settled, strange, type Rig } from '../../../../test/trading/trading-rig.ts';
import type { BrokerOrder } from './ports.ts';
import type { RecoveryReport } from './recovery-report.ts';

describe('recovery while the venue goes on trading', () => {
  /** Two orders rest; `first` is filled unheard, so that the venue is asked about it, and while it answers something happens. */
  async function recoverWhile(happens: (rig: Rig<FakeVenue>) => void): Promise<{ rig: Rig<FakeVenue>; report: RecoveryReport; cancels: number }> {
    const rig = await openRig();
    for (const name of ['first', 'second']) await rig.trading.place(limitRequest('95', { clientOrderId: name }));
    rig.broker.fill(clientId('first'), '10', '95', { isTold: false });
    const { findOrder, cancel } = rig.broker;
    let cancels = 0;
    rig.broker.cancel = (one) => ((cancels += 1), cancel(one));
    rig.broker.findOrder = async (one) => {
      rig.broker.findOrder = findOrder;
      const answer = await findOrder(one);
      happens(rig);
      return answer;
    };
    return { rig, report: await rig.trading.recover(), cancels };
  }

  it('an order that ends meanwhile is no contradiction and is not cancelled', async () => {
    const { rig, report, cancels } = await recoverWhile(({ broker }) => broker.fill(clientId('second'), '10', '95'));
    expect(report).toMatchObject({ contradicted: [], missedFills: 2 });
    expect(cancels).toBe(0);
    expect(rig.trading.findByClientId(clientId('second'))?.status).toBe('filled');
  });

  it('an order that gets other terms meanwhile keeps them', async () => {
    const { rig } = await recoverWhile(({ broker }) => void broker.replace(clientId('second'), { quantity: decimalText('4'), limitPrice: null, stopPrice: null }));
    expect(rig.trading.findByClientId(clientId('second'))).toMatchObject({ quantity: '4', status: 'working' });
  });

  it('an order that arrives while it is asked for is not missing', async () => {
    const rig = await openRig();
    rig.broker.line = 'lost';
    rig.broker.canBeAsked = false;
    await rig.trading.place(limitRequest('95', { clientOrderId: 'late' }));
    rig.broker.line = 'good';
    rig.broker.canBeAsked = true;
    const { findOrder } = rig.broker;
    rig.broker.findOrder = async (one) => {
      rig.broker.findOrder = findOrder;
      const answer = await findOrder(one);
      await rig.broker.place(rig.trading.findByClientId(clientId('late')) as BrokerOrder);
      return answer;
    };
    expect(await rig.trading.recover()).toMatchObject({ missing: [], resent: [], neverArrived: [] });
    expect(rig.trading.findByClientId(clientId('late'))?.status).toBe('working');
    expect(rig.broker.arrivals).toHaveLength(1);
  });

  it('an order placed elsewhere that ends before it is looked at is followed to its end', async () => {
    const rig = await openRig();
    await rig.trading.place(limitRequest('95', { clientOrderId: 'first' }));
    rig.broker.fill(clientId('first'), '10', '95', { isTold: false });
    rig.broker.putStranger(strange('theirs'));
    const { findOrder } = rig.broker;
    rig.broker.findOrder = async (one) => {
      rig.broker.findOrder = findOrder;
      if (one === clientId('first')) rig.broker.end(clientId('theirs'), 'cancelled', false);
      return findOrder(one);
    };
    expect(await rig.trading.recover()).toMatchObject({ adopted: [{ clientOrderId: 'theirs', status: 'cancelled' }] });
  });

  it('a replace that is still being sent is waited for before anything is judged', async () => {
    const rig = await openRig();
    const { orderId } = await rig.trading.place(limitRequest('95', { clientOrderId: 'a' }));
    const { replace } = rig.broker;
    const arrival = Promise.withResolvers<void>();
    rig.broker.replace = async (...args) => {
      await arrival.promise;
      await replace(...args);
    };
    const replacing = rig.trading.replace(orderId, { quantity: decimalText('4') });
    const recovering = rig.trading.recover();
    await settled();
    expect(rig.trading.get(orderId).pendingChange).toBe('replace');
    arrival.resolve();
    await Promise.all([replacing, recovering]);
    expect(rig.trading.get(orderId)).toMatchObject({ quantity: '4', pendingChange: null });
  });
});
