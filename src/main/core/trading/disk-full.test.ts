import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Order } from '../../../contract/model/order.ts';
import { limitRequest, makeRig, settled } from '../../../../test/trading/trading-rig.ts';
import { createLedgerStore, ledgerDatabase } from '../../adapters/store/ledger-store.ts';
import { openDatabase } from '../../adapters/store/open-database.ts';
import type { StoreDatabase } from '../../adapters/store/store-database.ts';
import type { EventStore } from '../ledger/index.ts';

describe('while the disk is full', () => {
  let folder = '';
  let database: StoreDatabase;
  let store: EventStore;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tapedeck-full-'));
    database = openDatabase(folder, ledgerDatabase);
    store = createLedgerStore(database);
  });
  afterEach(() => {
    database.dispose();
    rmSync(folder, { recursive: true });
  });

  const fillDisk = (): unknown => database.pragma(`max_page_count = ${String(database.pragma('page_count'))}`);
  const makeRoom = (): unknown => database.pragma('max_page_count = 1000000');
  /** Everything on the tape, which must have no holes and no half commits. */
  const tape = () => store.read(0, 100_000);
  const expectWholeTape = (): void => {
    expect(tape().map(({ seq }) => seq)).toEqual(tape().map((_, i) => i + 1));
    expect(database.pragma('integrity_check')).toBe('ok');
  };

  async function openDesk() {
    const rig = makeRig({ store });
    await rig.trading.recover();
    const resting = await rig.trading.place(limitRequest('50'));
    return { ...rig, resting };
  }

  /** Places orders until one is refused for want of room: some fit into pages that are there already. */
  async function placeUntilFull(place: () => Promise<Order>): Promise<{ readonly error: Error; readonly orders: number }> {
    for (let orders = 0; orders < 200; orders++) {
      const error = await place().then(() => null, (reason: Error) => reason);
      if (error !== null) return { error, orders };
    }
    throw new Error('the disk was never full');
  }

  it('an order that cannot be recorded is not sent, health says why, and the next one goes out when there is room', async () => {
    const { trading, broker } = await openDesk();
    fillDisk();
    const { error, orders } = await placeUntilFull(() => trading.place(limitRequest('51')));
    expect(error).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringMatching(/ledger cannot be written: The disk is full: nothing was written to .*ledger\.db\. Free some space and try again\.$/) });
    await settled();
    const intended = tape().filter(({ type }) => type === 'orderIntended').length;
    expect(broker.arrivals.length, 'what the venue has is on the tape').toBe(intended);
    expect(intended).toBeGreaterThanOrEqual(1 + orders);
    expect(trading.health()).toMatchObject({ state: 'blocked', reason: expect.stringContaining('The disk is full') });
    const recorded = tape().length;
    await expect(trading.place(limitRequest('52'))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(tape().length, 'nothing of a refused order').toBe(recorded);
    expectWholeTape();

    makeRoom();
    expect(await trading.place(limitRequest('53'))).toMatchObject({ status: 'working' });
    expect(trading.health()).toMatchObject({ state: 'open', reason: null });
    expectWholeTape();
    await trading.dispose();
  });

  it('a fill that cannot be recorded halts trading until there is room, and is not lost', async () => {
    const { trading, broker, clock, resting } = await openDesk();
    fillDisk();
    await placeUntilFull(() => trading.place(limitRequest('51')));
    const recorded = tape().length;
    broker.fill(resting.clientOrderId, '4', '50');
    broker.fill(resting.clientOrderId, '6', '50');
    await settled();
    expect([trading.get(resting.orderId).filledQuantity, trading.health().state]).toEqual(['0', 'blocked']);
    await expect(trading.place(limitRequest('52'))).rejects.toThrow(/^Trading is blocked, because the ledger cannot be written: The disk is full/);
    clock.advance(5_000);
    expect(trading.health().state, 'trying again does not help yet').toBe('blocked');
    expect(tape().length).toBe(recorded);

    makeRoom();
    clock.advance(1_000);
    await settled();
    expect(trading.get(resting.orderId)).toMatchObject({ status: 'filled', filledQuantity: '10' });
    expect(trading.health()).toMatchObject({ state: 'open', reason: null });
    expect(trading.positions()).toMatchObject([{ quantity: '10' }]);
    expectWholeTape();
    await trading.dispose();
  });
});
