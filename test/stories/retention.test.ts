import { join } from 'node:path';
import { expect, it } from 'vitest';
import { instrumentId } from '../../src/contract/model/instrument.ts';
import { timeframe } from '../../src/contract/model/timeframe.ts';
import { openBarStoreInThread } from '../../src/main/adapters/store/index.ts';
import { runJson } from './run-tapedeck.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

const folder = useTemporaryFolder();

it('bars that have outlived their retention are gone after the next start, imported ones are not', async () => {
  const home = join(folder(), 'retention');
  await runJson(['orders', 'list'], home);
  const [kept, passing] = ['KEPT', 'PASSING'].map((symbol) => ({ instrumentId: instrumentId(`FILE:${symbol}`), timeframe: timeframe('1d') })) as [never, never];
  const one = Float64Array.of(1);
  const before = openBarStoreInThread(home);
  for (const [key, isKept] of [[kept, true], [passing, false]] as const) {
    await before.append(key, { time: Float64Array.of(Date.UTC(2020, 0, 1)), open: one, high: one, low: one, close: one, volume: one }, { isKept, onConflict: 'refuse' });
    await before.setRetention(key, 86_400_000);
  }
  await before.dispose();

  await runJson(['orders', 'list'], home);

  const after = openBarStoreInThread(home);
  const bars = Object.fromEntries((await after.series()).map((info) => [info.instrumentId, info.bars]));
  await after.dispose();
  expect(bars).toEqual({ 'FILE:KEPT': 1, 'FILE:PASSING': 0 });
});
