import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instrumentId } from '../../src/contract/model/instrument.ts';
import type { AccountId, ClientOrderId, OrderId, TimeInForce } from '../../src/contract/model/order.ts';
import { decimalText, epochMs } from '../../src/contract/model/units.ts';
import { openLedgerStore } from '../../src/main/adapters/store/index.ts';
import { composeWorkstation } from '../../src/main/compose.ts';
import { createLedger, orderStream } from '../../src/main/core/ledger/index.ts';

/** Puts on the tape an order that was written down a moment ago and never sent. */
function leaveIntent(dataDir: string, name: string, timeInForce: TimeInForce): void {
  const store = openLedgerStore(dataDir);
  const orderId = `ord-${name}` as OrderId;
  const [last] = store.read(store.lastSeq() - 1, 1);
  createLedger({ store }).record([
    {
      stream: orderStream(orderId), type: 'orderIntended', timeMs: epochMs(last?.timeMs ?? 0),
      body: {
        orderId, clientOrderId: name as ClientOrderId, accountId: 'paper-1' as AccountId, brokerId: 'paper', instrumentId: instrumentId('SIM:ACME'),
        side: 'buy', type: 'market', timeInForce, quantity: decimalText('1'), limitPrice: null, stopPrice: null, intendedAtRealMs: epochMs(Date.now()),
      },
    },
  ]);
  store.dispose();
}

describe('a workstation that was killed between writing an order down and sending it', () => {
  let dataDir: string;
  beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'tapedeck-opening-'))));
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it('hands it over to a market with prices: an order that may not wait is filled', async () => {
    await (await composeWorkstation({ host: 'cli', dataDir })).dispose();
    for (const timeInForce of ['ioc', 'fok'] as const) leaveIntent(dataDir, timeInForce, timeInForce);
    const workstation = await composeWorkstation({ host: 'cli', dataDir });
    try {
      await workstation.core.tape.step('minute');
      const orders = workstation.core.trading.list({ openOnly: false, limit: 10 });
      expect(orders.map(({ clientOrderId, status, reason }) => ({ clientOrderId, status, reason }))).toEqual([
        { clientOrderId: 'fok', status: 'filled', reason: null },
        { clientOrderId: 'ioc', status: 'filled', reason: null },
      ]);
    } finally {
      await workstation.dispose();
    }
  });
});
