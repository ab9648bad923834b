import { expect, it } from 'vitest';
import type { Client } from '../../api/index.ts';
import { useLab } from './lab-store.ts';
import { startRun } from './run-backtest.ts';

it('says that there is no connection instead of starting a run, whatever is set up', async () => {
  const client = { connection: { get: () => 'reconnecting' } } as unknown as Client;
  await startRun(client, []);
  expect(useLab.getState().startFault).toBe('No connection: nothing was started. Press F5 again when Tapedeck answers.');
});
