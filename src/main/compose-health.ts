import type { HealthSource } from './core/system/index.ts';
import type { Trading } from './core/trading/index.ts';

/** How the order desk is: anything but open needs a person's eye. */
export const tradingHealth = (trading: Trading): HealthSource => ({
  name: 'trading',
  health() {
    const { state, openOrders, unknownOrders, reason } = trading.health();
    return { status: state === 'open' ? 'ok' : 'failed', detail: reason ?? `${openOrders} open ${openOrders === 1 ? 'order' : 'orders'}, ${unknownOrders} waiting for an answer of the venue` };
  },
});
