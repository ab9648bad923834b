import { instrumentId } from '../../src/contract/model/instrument.ts';
import { epochMs } from '../../src/contract/model/units.ts';
import { createManualClock } from '../../src/main/adapters/clock/index.ts';
import { createMemoryEventStore } from '../../src/main/adapters/store/index.ts';
import { createCountingIds, silentLog } from '../../src/main/core/kernel/index.ts';
import { createLedger } from '../../src/main/core/ledger/index.ts';
import { createTrading } from '../../src/main/core/trading/index.ts';
import { acme } from '../trading/acme.ts';
import { createFakeVenue } from '../trading/fake-venue.ts';
import { createTestMarket, limitRequest, request } from '../trading/trading-rig.ts';
import { percentile, type Bench } from './bench.ts';

const held = 100;
const warmup = 500;
const runs = 2_000;

/** What a full desk costs to look at: as many positions as open orders, out of memory. */
export const bench: Bench = {
  name: 'portfolio',
  async run(report) {
    const venue = createFakeVenue();
    const market = { ...createTestMarket(), instrument: (id: typeof acme.id) => ({ ...acme, id }), quote: () => ({ bid: 99, ask: 100, last: null, timeMs: epochMs(1_000) }) };
    const trading = createTrading({
      ledger: createLedger({ store: createMemoryEventStore() }), broker: venue, market, clock: createManualClock(1_000), ids: createCountingIds(1), log: silentLog,
    });
    await trading.recover();
    const ids = Array.from({ length: held }, (_, i) => instrumentId(`SIM:A${i}`));
    venue.onArrival = ({ clientOrderId }) => {
      venue.accept(clientOrderId);
      venue.fill(clientOrderId, '1', '100');
    };
    for (const id of ids) await trading.place(request({ instrumentId: id, quantity: '1' }));
    venue.onArrival = ({ clientOrderId }) => venue.accept(clientOrderId);
    for (const [i, id] of ids.entries()) await trading.place(limitRequest('99.5', { instrumentId: id, quantity: '1', side: i % 2 === 0 ? 'buy' : 'sell' }));

    const [previews, snapshots]: [number[], number[]] = [[], []];
    for (let i = -warmup; i < runs; i++) {
      const started = performance.now();
      trading.preview(limitRequest('99', { instrumentId: ids[Math.abs(i) % held] as string, quantity: '5' }));
      const previewed = performance.now();
      trading.accounts();
      trading.positions();
      const done = performance.now();
      if (i < 0) continue;
      previews.push(previewed - started);
      snapshots.push(done - previewed);
    }
    await trading.dispose();

    const p95 = percentile(previews, 0.95);
    report({
      figure: `orders.preview with ${held} positions and ${held} open orders, p95`, measured: `${p95.toFixed(3)} ms`, target: '< 5 ms', ok: p95 < 5,
      note: `median ${percentile(previews, 0.5).toFixed(3)} ms`,
    });
    report({
      figure: `accounts and positions, ${held} held, p95`, measured: `${percentile(snapshots, 0.95).toFixed(3)} ms`, target: '', ok: null,
      note: `median ${percentile(snapshots, 0.5).toFixed(3)} ms`,
    });
  },
};
