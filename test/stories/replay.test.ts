import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { BacktestResult } from '../../src/contract/model/backtest.ts';
import type { Moment } from '../../src/contract/model/moment.ts';
import type { Replay, ReplayJournal, ReplayScore, ReplayState } from '../../src/contract/model/replay.ts';
import { serve, type Serving } from './node-host-process.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

const folder = useTemporaryFolder();

/** A workstation over a folder, asked through its REST door. */
async function open(home: string): Promise<{ readonly serving: Serving; ask<T>(method: 'GET' | 'POST', path: string, body?: object): Promise<T> }> {
  const serving = serve({ dataFolder: home });
  onTestFinished(() => kill(serving));
  const { port } = await serving.ready;
  const token = readFileSync(join(home, 'api-token'), 'utf8').trim();
  return {
    serving,
    async ask<T>(method: 'GET' | 'POST', path: string, body?: object) {
      const answer = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
        method, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
      });
      const document = (await answer.json()) as T;
      if (!answer.ok) throw new Error(JSON.stringify(document));
      return document;
    },
  };
}

async function kill({ child, ended }: Serving): Promise<void> {
  child.kill('SIGKILL');
  await ended;
}

it('a replay outlasts a kill, is a run like any other when it is finished, and its journal is that of one backtest', async () => {
  const home = join(folder(), 'home');
  let { serving, ask } = await open(home);
  const settings = { cash: 100_000, commissionRate: 0.001, spreadRate: 0.0005, size: { kind: 'units', units: 50 } };
  const begun = await ask<ReplayState>('POST', '/replays', { instrumentId: 'SIM:ACME', timeframe: '1d', fromMs: Date.UTC(2024, 0, 1), toMs: Date.UTC(2024, 9, 1), warmup: 50, settings });
  expect([begun.replay.bars > 150, begun.replay.warmup]).toEqual([true, 50]);
  const { replayId } = begun.replay;
  const path = `/replays/${replayId}`;
  const priceAt = (share: number): number => Math.round(begun.bar.close * share * 100) / 100;
  await ask('POST', `${path}/orders`, { side: 'buy', stopLoss: priceAt(0.2) });
  await ask('POST', `${path}/step`, { bars: 10 });
  await ask('POST', `${path}/orders`, { side: 'buy', type: 'limit', quantity: 20, limitPrice: priceAt(0.1) });
  await ask('POST', `${path}/protect`, { trade: 1, takeProfit: priceAt(9) });
  const before = await ask<ReplayState>('GET', path);
  expect(before.orders.length).toBe(3);
  await kill(serving);

  ({ serving, ask } = await open(home));
  expect(await ask<ReplayState>('GET', path)).toEqual(before);
  await ask('POST', `${path}/step`, { bars: 20 });
  await ask('POST', `${path}/close`, {});
  await ask('POST', `${path}/step`, { bars: -12 });
  await expect(ask('POST', `${path}/orders`, { side: 'sell' })).rejects.toThrow('would be dropped; say dropLater to drop it');
  await ask('POST', `${path}/close`, { share: 0.5, dropLater: true });
  await ask('POST', `${path}/step`, { bars: 60 });
  await ask('POST', `${path}/orders/cancel`, { order: 2 });
  const last = await ask<ReplayState>('POST', `${path}/step`, { bars: 1 });
  const journal = await ask<ReplayJournal>('GET', `${path}/journal`);
  const score = await ask<ReplayScore>('POST', `${path}/finish`, {});
  expect(score).toMatchObject({ journalHash: journal.hash, peeks: 1, informedIntents: 1, droppedIntents: 1, replay: { status: 'finished' } });

  const result = await ask<BacktestResult>('GET', `/backtests/${score.runId}/result`);
  expect(result.fills.map(({ timeMs, side, size, price, commission }) => ({ timeMs, side, size, price, commission }))).toEqual(last.fills);
  expect(result.equity.value.at(-1)).toBe(last.equity);
  expect((await ask<Moment>('GET', `/backtests/${score.runId}/moment?index=1`)).events.map(({ kind }) => kind)).toContain('fill');
  expect((await ask<Replay[]>('GET', '/replays')).map((one) => [one.replayId, one.runId])).toEqual([[replayId, score.runId]]);
  await expect(ask('POST', `${path}/orders`, { side: 'buy' })).rejects.toThrow(`Replay ${replayId} is finished; start another one.`);
});
