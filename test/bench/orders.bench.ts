import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { epochMs } from '../../src/contract/model/units.ts';
import { createPaperBroker } from '../../src/main/adapters/brokers/paper/index.ts';
import { createSystemClock } from '../../src/main/adapters/clock/system-clock.ts';
import { openLedgerStore } from '../../src/main/adapters/store/index.ts';
import { createRandomIds, silentLog } from '../../src/main/core/kernel/index.ts';
import { createLedger } from '../../src/main/core/ledger/index.ts';
import { createTrading } from '../../src/main/core/trading/index.ts';
import { acme } from '../trading/acme.ts';
import { createTestMarket, request } from '../trading/trading-rig.ts';
import { percentile, type Bench } from './bench.ts';

const warmup = 200;
const runs = 2_000;
const text = (ms: number): string => `${ms.toFixed(3)} ms`;

/**
 * A market order from the request to its fill, both on disk (two commits: the intent, then acknowledgement and fill), against a
 * bare commit of one event of the same size on the same kind of file. The two are measured in turn, so that a disk
 * that becomes slower is slower for both.
 */
export const bench: Bench = {
  name: 'orders',
  async run(report) {
    const folder = mkdtempSync(join(tmpdir(), 'tapedeck-bench-orders-'));
    const bareFolder = mkdtempSync(join(tmpdir(), 'tapedeck-bench-orders-bare-'));
    const store = openLedgerStore(folder);
    const bareStore = openLedgerStore(bareFolder);
    try {
      const clock = createSystemClock();
      const broker = createPaperBroker({ clock, log: silentLog, instrument: (id) => (id === acme.id ? acme : null) });
      const trading = createTrading({
        ledger: createLedger({ store }), broker, market: createTestMarket(), clock, ids: createRandomIds((count) => randomBytes(count)), log: silentLog,
      });
      await trading.recover();
      const body = { orderId: 'ord-000000000000', clientOrderId: 'c-000000000000', accountId: 'paper-1', brokerId: 'paper', ...request(), limitPrice: null, stopPrice: null };
      const bareEvent = { stream: 'order:ord-000000000000', type: 'orderIntended', version: 1, timeMs: epochMs(0), causationId: null, correlationId: null, body };

      const bare: number[] = [];
      const placed: number[] = [];
      for (let i = -warmup; i < runs; i++) {
        broker.onTick({ kind: 'quote', instrumentId: acme.id, timeMs: clock.now(), bid: 99, ask: 100, bidSize: 1e9, askSize: 1e9 });
        const started = performance.now();
        bareStore.append([bareEvent]);
        const committed = performance.now();
        const order = await trading.place(request({ side: i % 2 === 0 ? 'buy' : 'sell' }));
        const done = performance.now();
        if (order.status !== 'filled') throw new Error(`the order is ${order.status}`);
        if (i < 0) continue;
        bare.push(committed - started);
        placed.push(done - committed);
      }
      await trading.dispose();

      const barePercentile = percentile(bare, 0.95);
      const placedPercentile = percentile(placed, 0.95);
      const note = `median ${text(percentile(placed, 0.5))} against ${text(percentile(bare, 0.5))}`;
      report({ figure: 'a bare FULL commit, p95', measured: text(barePercentile), target: '', ok: null });
      report({
        figure: 'orders.place in process, p95', measured: `${text(placedPercentile)} = ${(placedPercentile / barePercentile).toFixed(1)} × bare`,
        target: '≤ 4 × bare', ok: placedPercentile <= 4 * barePercentile, note,
      });
      report({
        figure: 'orders.place in process, p95, where a bare commit is < 0.25 ms', measured: text(placedPercentile), target: '< 1 ms',
        ok: barePercentile < 0.25 ? placedPercentile < 1 : null,
      });
    } finally {
      store.dispose();
      bareStore.dispose();
      rmSync(folder, { recursive: true, force: true });
      rmSync(bareFolder, { recursive: true, force: true });
    }
  },
};
