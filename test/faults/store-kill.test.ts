import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBarStoreInThread, openLedgerStore } from '../../src/main/adapters/store/index.ts';
import { aggregateBars } from '../../src/quant/bars/index.ts';
import { killChild, startChild } from './store/child.ts';
import { key, minuteBars } from './store/minute-bars.ts';

const rounds = Number(process.env['TAPEDECK_FAULT_ROUNDS'] ?? 20);
const readyTargetMs = 2_000;

/** Runs a writing program, kills it at a random moment after its first acknowledgement, and gives all that it acknowledged. */
async function killWhileWriting(program: string, args: readonly string[]): Promise<readonly string[]> {
  const acknowledged: string[] = [];
  const first = Promise.withResolvers<void>();
  const child = startChild(program, args, (line) => {
    acknowledged.push(line);
    first.resolve();
  });
  await Promise.race([first.promise, once(child, 'exit')]);
  await wait(Math.random() * 150);
  await killChild(child);
  return acknowledged;
}

function measured<T>(run: () => T): { readonly value: T; readonly ms: number } {
  const start = performance.now();
  const value = run();
  return { value, ms: performance.now() - start };
}

describe(`kill -9 at random, ${rounds} times`, () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tapedeck-kill-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('loses and doubles no acknowledged event, and stores no part of a batch', { timeout: rounds * 10_000 }, async () => {
    let [acknowledgedCount, slowestMs, lastSeq] = [0, 0, 0];
    for (let round = 0; round < rounds; round++) {
      const acknowledged = await killWhileWriting('append-events-child.ts', [folder, String(round)]);
      // Opening runs quick_check and throws on any finding.
      const { value: store, ms } = measured(() => openLedgerStore(folder));
      slowestMs = Math.max(slowestMs, ms);
      const events = store.read(lastSeq, 1_000_000);
      store.dispose();

      expect(events.map((event) => event.seq)).toEqual(events.map((_, i) => lastSeq + 1 + i));
      const bodies = events.map((event) => event.body as { name: string; part: number });
      const stored = bodies.filter((body) => body.part === 0).map((body) => body.name);
      expect(bodies, 'whole batches in order').toEqual(stored.flatMap((name) => [0, 1, 2].map((part) => ({ name, part }))));
      expect(stored.slice(0, acknowledged.length), 'all that was acknowledged, once').toEqual(acknowledged);
      expect(stored.length - acknowledged.length, 'at most the one whose acknowledgement was cut off').toBeLessThanOrEqual(1);
      expect(acknowledged.length).toBeGreaterThan(0);
      lastSeq += events.length;
      acknowledgedCount += acknowledged.length * 3;
    }
    console.log(`ledger: ${rounds} kills, ${acknowledgedCount} acknowledged events, none lost or doubled; ready again after ${slowestMs.toFixed(0)} ms at most`);
    expect(slowestMs).toBeLessThan(readyTargetMs);
  });

  it('loses no acknowledged bar, and the longer bars agree with the minutes', { timeout: rounds * 10_000 }, async () => {
    let [position, slowestMs] = [0, 0];
    for (let round = 0; round < rounds; round++) {
      const acknowledged = await killWhileWriting('append-bars-child.ts', [folder, String(position)]);
      const { value: store, ms } = measured(() => openBarStoreInThread(folder));
      slowestMs = Math.max(slowestMs, ms);
      const everything = { fromMs: null, toMs: null, limit: null };
      const minutes = await store.read(key('1m'), everything);
      const hours = await store.read(key('1h'), everything);
      await store.dispose();

      expect(minutes.time.length).toBeGreaterThanOrEqual(Number(acknowledged.at(-1)));
      expect(minutes).toEqual(minuteBars(0, minutes.time.length));
      const wholeHours = Math.floor(minutes.time.length / 60);
      expect(hours).toEqual(aggregateBars(minuteBars(0, wholeHours * 60), 3_600_000));
      position = minutes.time.length;
    }
    console.log(`bars: ${rounds} kills, ${position} bars, none lost; ready again after ${slowestMs.toFixed(0)} ms at most`);
    expect(slowestMs).toBeLessThan(readyTargetMs);
  });
});
