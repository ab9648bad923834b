import { afterEach, expect, it } from 'vitest';
import type { Client } from '../../api/index.ts';
import { changeSetup, useLab } from './lab-store.ts';
import { startRun } from './run-backtest.ts';

const start = useLab.getState();
afterEach(() => useLab.setState(start, true));

it('says that there is no connection instead of starting a run, whatever is set up', async () => {
  const client = { connection: { get: () => 'reconnecting' } } as unknown as Client;
  await startRun(client, []);
  expect(useLab.getState().startFault).toBe('No connection: nothing was started. Press F5 again when Tapedeck answers.');
});

it('keeps a run that is asked for before strategies and series are read, until something is changed by hand', async () => {
  const client = { connection: { get: () => 'open' } } as unknown as Client;
  await startRun(client, null);
  expect(useLab.getState()).toMatchObject({ isWaiting: true, startFault: null });
  await startRun(client, []);
  expect(useLab.getState().isWaiting).toBe(true);
  changeSetup({ cash: '500' });
  expect(useLab.getState().isWaiting).toBe(false);
});
