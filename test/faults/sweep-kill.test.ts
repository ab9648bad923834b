import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SweepTrial } from '../../src/contract/model/sweep.ts';
import { composeOffline, type Offline } from '../../src/main/compose-offline.ts';
import { killChild, startChild } from './store/child.ts';
import { sweepBars, sweepRequest } from './sweep/sweep-input.ts';

const series = [{ symbol: 'ACME', bars: sweepBars() }];
const ranking = async ({ sweeps }: Offline, sweepId: string): Promise<readonly SweepTrial[]> => (await sweeps.results(sweepId, { isRanked: true, metric: null, offset: 0, limit: 10_000 })).results;

/** Kills a process in the middle of its sweep, right after its first commit; gives the sweep and how many trials it had said were on disk. */
async function killWhileSweeping(folder: string, search: string): Promise<{ sweepId: string; told: number }> {
  const lines: string[] = [];
  const first = Promise.withResolvers<void>();
  const child = startChild('../sweep/sweep-child.ts', [folder, search], (line) => {
    lines.push(line);
    first.resolve();
  });
  await Promise.race([first.promise, once(child, 'exit')]);
  await killChild(child);
  const [sweepId = '', told = '0'] = (lines.at(-1) ?? '').split(' ');
  return { sweepId, told: Number(told) };
}

describe('kill -9 in a sweep', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tapedeck-sweep-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each(['grid', 'tpe'])('by %s loses nothing that was committed, and goes on to the ranking of one that was never broken off', { timeout: 240_000 }, async (search) => {
    const { sweepId, told } = await killWhileSweeping(folder, search);
    const offline = composeOffline({ records: true, dataDir: folder });
    try {
      const { done, trials } = await offline.sweeps.get(sweepId);
      expect(done, 'nothing that was told is lost').toBeGreaterThanOrEqual(told);
      expect(told).toBeGreaterThan(0);
      expect(done, 'it was killed before its end').toBeLessThan(trials);
      expect(await offline.sweeps.resumeOnBars(sweepId, series)).toMatchObject({ status: 'done', done: trials });
      const { sweepId: wholeId } = await offline.sweeps.runOnBars(sweepRequest(search), series, { isEphemeral: true });
      expect(await ranking(offline, sweepId)).toEqual(await ranking(offline, wholeId));
    } finally {
      await offline.dispose();
    }
  });
});
