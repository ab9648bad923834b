import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instrumentId } from '../../src/contract/model/instrument.ts';
import { timeframe } from '../../src/contract/model/timeframe.ts';
import { decimalText } from '../../src/contract/model/units.ts';
import { createSystemClock } from '../../src/main/adapters/clock/index.ts';
import { composeWorkstation, type Workstation } from '../../src/main/compose.ts';
import { silentLog } from '../../src/main/core/kernel/index.ts';
import { startNodeHost } from '../../src/main/hosts/node/index.ts';
import { connectToOwner } from '../../src/main/transports/client/index.ts';
import { percentile, type Bench, type Report } from './bench.ts';
import { writeBarFile } from './write-bar-file.ts';

const rows = 1_000_000;
const imports = 5;
const orders = 500;

/** A file as a person imports it: read, checked, stored with its longer timeframes in one transaction, known to the market. */
async function measureImport({ core }: Workstation, folder: string, report: Report): Promise<void> {
  const path = join(folder, 'minutes.csv');
  writeBarFile(path, rows);
  const times: number[] = [];
  for (let run = 0; run <= imports; run++) {
    const start = performance.now();
    const { added } = await core.data.importFile(path, { symbol: `RUN${run}`, timeframe: timeframe('1m'), options: {}, onConflict: 'refuse' });
    if (added !== rows) throw new Error(`only ${added} bars were added`);
    if (run > 0) times.push(performance.now() - start);
  }
  const rate = (rows / percentile(times, 0.5)) * 1_000;
  report({ figure: 'CSV import end to end, 1,000,000 minute rows', measured: `${(rate / 1e6).toFixed(2)} M rows/s`, target: '≥ 1 M rows/s', ok: rate >= 1e6, note: 'with seven longer timeframes, in one transaction' });
}

/** An order through the socket of the running host, to its fill on disk. */
async function measureOrders(workstation: Workstation, report: Report): Promise<void> {
  const { core, router, dataFolder } = workstation;
  const host = await startNodeHost({ core, router, dataFolder, log: silentLog, clock: createSystemClock(), randomBytes });
  const { client, close } = await connectToOwner({ url: host.programUrl, token: readFileSync(join(dataFolder, 'api-token'), 'utf8').trim() });
  const times: number[] = [];
  for (let i = 0; i < orders; i++) {
    const start = performance.now();
    await client.orders.place({ instrumentId: instrumentId('SIM:ORBUSD'), side: i % 2 === 0 ? 'buy' : 'sell', type: 'market', quantity: decimalText('0.0001'), timeInForce: 'day' });
    times.push(performance.now() - start);
  }
  const p95 = percentile(times.slice(50), 0.95);
  report({ figure: 'orders.place through the WebSocket of the running host, p95', measured: `${p95.toFixed(2)} ms`, target: '< 5 ms', ok: p95 < 5, note: `median ${percentile(times, 0.5).toFixed(2)} ms, simulated market running` });
  await close();
  await host.close();
}

export const bench: Bench = {
  name: 'workstation',
  async run(report) {
    const folder = mkdtempSync(join(tmpdir(), 'tapedeck-bench-'));
    const start = performance.now();
    const workstation = await composeWorkstation({ host: 'node', dataDir: join(folder, 'data') });
    report({ figure: 'a new data folder to a workstation open for business', measured: `${(performance.now() - start).toFixed(0)} ms`, target: '< 2,000 ms', ok: performance.now() - start < 2_000 });
    try {
      await measureOrders(workstation, report);
      await measureImport(workstation, folder, report);
    } finally {
      await workstation.dispose();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
