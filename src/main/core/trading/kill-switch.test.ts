import { describe, expect, it } from 'vitest';
import { refusal } from '../../../../test/trading/trading-expectations.ts';
import { limitRequest, openRig, request } from '../../../../test/trading/trading-rig.ts';

describe('the kill switch', () => {
  it('cancels every open order, refuses new ones, survives a restart, and lets go again', async () => {
    const rig = await openRig();
    const orders = await Promise.all(['95', '96'].map((price) => rig.trading.place(limitRequest(price))));
    expect(await rig.trading.halt('enough')).toEqual({ isHalted: true, reason: 'enough' });
    expect(orders.map(({ orderId }) => rig.trading.get(orderId).status)).toEqual(['cancelled', 'cancelled']);
    await expect(rig.trading.place(request())).rejects.toMatchObject(refusal('TRADING_HALTED', { reason: 'enough' }));

    const { trading } = rig.restart();
    await trading.recover();
    expect(trading.riskStatus()).toEqual({ isHalted: true, reason: 'enough' });
    expect(trading.resume()).toEqual({ isHalted: false, reason: null });
    expect(await trading.place(request())).toMatchObject({ status: 'working' });
  });
});
