import { expect } from 'vitest';
import { decimal, zero, type Decimal } from '../../../src/main/core/kernel/index.ts';
import { isOpenOrder, type ClientOrderId, type OrderId } from '../../../src/contract/model/order.ts';
import { openDesk, venueFile } from './open-desk.ts';
import { readVenueFile, replayVenue } from './file-venue.ts';

/**
 * Opens the desk again after a kill and compares it with the venue's own file and with what was acknowledged to the trader.
 * Gives how long it took to be open for business.
 */
export async function checkDesk(folder: string, acknowledged: readonly string[]): Promise<number> {
  const start = performance.now();
  const desk = await openDesk(folder);
  const { trading, ledger, report } = desk;
  const readyMs = performance.now() - start;
  try {
    const lines = readVenueFile(venueFile(folder));
    const venue = replayVenue(lines);
    const intents: string[] = [];
    const executions: string[] = [];
    const unwanted: OrderId[] = [];
    for (const { body, type } of readAll(ledger)) {
      if (type === 'orderIntended') intents.push((body as { clientOrderId: string }).clientOrderId);
      if (type === 'orderFilled') executions.push((body as { executionId: string }).executionId);
      if (type === 'cancelRequested') unwanted.push((body as { orderId: OrderId }).orderId);
    }

    expect(report.adopted, 'every order at the venue is ours').toEqual([]);
    expect(report.missing).toEqual([]);
    expect(lines.filter(({ kind }) => kind === 'order').length, 'no order is at the venue twice').toBe(venue.size);
    expect(lines.filter(({ kind }) => kind === 'repeated'), 'no order was sent blindly').toEqual([]);
    expect([...venue.keys()].toSorted(), 'venue orders = intents').toEqual([...intents].toSorted());
    const venueFills = [...venue.values()].flatMap(({ fills }) => fills);
    expect([...executions].toSorted(), 'each execution once').toEqual(venueFills.map(({ executionId }) => executionId).toSorted());

    for (const line of acknowledged) {
      const [what, id] = line.split(' ');
      const order = trading.findByClientId(id as ClientOrderId);
      expect(order, `${line} is not forgotten`).not.toBeNull();
      if (what === 'cancelled') expect(order?.status, line).toBe('cancelled');
      else if (order?.type === 'market') expect(order.status, line).toBe('filled');
    }

    for (const orderId of unwanted) expect(isOpenOrder(trading.get(orderId)), 'a cancel that was wanted is not forgotten').toBe(false);

    const sum = (of: (fill: (typeof venueFills)[number], sign: 1 | -1) => Decimal): Decimal =>
      venueFills.reduce((total, fill) => total.plus(of(fill, venue.get(fill.clientOrderId)?.side === 'buy' ? 1 : -1)), zero);
    const held = sum(({ quantity }, sign) => decimal(quantity).times(sign));
    const spent = sum(({ quantity, price, commission }, sign) => decimal(quantity).times(decimal(price)).times(sign).plus(decimal(commission)));
    expect(trading.positions()[0]?.quantity ?? '0', 'position = sum of unique executions').toBe(held.toFixed());
    expect(trading.accounts()[0]?.balances[0]?.cash, 'cash exact').toBe(decimal(100_000).minus(spent).toFixed());
    expect(trading.health().unknownOrders).toBe(0);
  } finally {
    await desk.close();
  }
  return readyMs;
}

/** Every fact on the tape, by way of a fold that keeps them. */
const readAll = (ledger: Awaited<ReturnType<typeof openDesk>>['ledger']) =>
  ledger.refold<{ type: string; body: unknown }[]>({ name: 'all', version: 1, initial: () => [], apply: (all, event) => (all.push(event), all) });
