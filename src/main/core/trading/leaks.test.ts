import { describe, expect, it } from 'vitest';
import { limitRequest, makeRig, settled } from '../../../../test/trading/trading-rig.ts';
import { createManualClock } from '../../adapters/clock/manual-clock.ts';
import { createMemoryEventStore } from '../../adapters/store/memory-event-store.ts';

describe('an order desk that is opened and closed fifty times', () => {
  it('leaves no listener, no reader and no timer, even when closed in the middle of everything', async () => {
    const clock = createManualClock(1_000);
    const store = createMemoryEventStore();
    let rig = makeRig({ clock, store });
    const { broker } = rig;
    for (let i = 0; i < 50; i++) {
      const { trading } = rig;
      broker.line = 'good';
      broker.canBeAsked = true;
      await trading.recover();
      const controller = new AbortController();
      const reading = (async () => {
        for await (const item of trading.stream.read(trading.stream.lastSeq, controller.signal)) void item;
      })();
      const { orderId } = await trading.place(limitRequest('95', { quantity: '1', clientOrderId: `rest-${i}` }));
      // A cancel that is pursued, an order whose answer was lost and cannot be asked for, and one still waiting for the venue.
      broker.line = 'lost';
      broker.canBeAsked = false;
      await trading.cancel(orderId);
      await trading.place(limitRequest('95', { quantity: '1', clientOrderId: `lost-${i}` }));
      broker.line = 'silence';
      const waiting = trading.place(limitRequest('95', { quantity: '1', clientOrderId: `wait-${i}` }));
      await settled();
      expect(clock.pendingCount).toBeGreaterThan(0);
      controller.abort();
      await trading.dispose();
      await Promise.all([waiting, reading]);
      expect({ listeners: broker.listenerCount, timers: clock.pendingCount, readers: trading.stream.readerCount }).toEqual({ listeners: 0, timers: 0, readers: 0 });
      rig = rig.restart();
      expect(broker.listenerCount, 'one desk, one listener').toBe(1);
    }
    await rig.trading.dispose();
    expect(broker.listenerCount).toBe(0);
  });
});
