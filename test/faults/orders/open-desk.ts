import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createSystemClock } from '../../../src/main/adapters/clock/system-clock.ts';
import { openLedgerStore } from '../../../src/main/adapters/store/index.ts';
import { createRandomIds, silentLog } from '../../../src/main/core/kernel/index.ts';
import { createLedger, type Ledger } from '../../../src/main/core/ledger/index.ts';
import { createTrading, type FailPoint, type RecoveryReport, type Trading } from '../../../src/main/core/trading/index.ts';
import { createTestMarket } from '../../trading/trading-rig.ts';
import { createFileVenue } from './file-venue.ts';

export const venueFile = (folder: string): string => join(folder, 'venue.jsonl');

export type Desk = { readonly ledger: Ledger; readonly trading: Trading; readonly report: RecoveryReport; close(): Promise<void> };

/** The order desk on a real ledger and a venue that outlives it, recovered and open. */
export async function openDesk(folder: string, failPoint: FailPoint = () => {}): Promise<Desk> {
  const store = openLedgerStore(folder);
  const broker = createFileVenue(venueFile(folder));
  const ledger = createLedger({ store });
  const trading = createTrading({
    ledger, broker, market: createTestMarket(), clock: createSystemClock(), ids: createRandomIds((count) => randomBytes(count)), log: silentLog, failPoint,
  });
  const report = await trading.recover();
  return {
    ledger,
    trading,
    report,
    async close() {
      await trading.dispose();
      await broker.dispose();
      store.dispose();
    },
  };
}
