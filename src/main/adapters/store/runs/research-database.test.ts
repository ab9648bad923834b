import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { backtestSettingsSchema } from '../../../../contract/model/backtest.ts';
import { instrumentId } from '../../../../contract/model/instrument.ts';
import type { RecordedIntent, Replay } from '../../../../contract/model/replay.ts';
import { timeframe } from '../../../../contract/model/timeframe.ts';
import { epochMs } from '../../../../contract/model/units.ts';
import { openDatabase } from '../open-database.ts';
import { ResearchDatabase } from './research-database.ts';
import { researchDatabase } from './run-database.ts';

const replayOf = (replayId: string, createdAtMs: number): Replay => ({
  replayId, title: 't', series: { instrumentId: instrumentId('FILE:GOOG'), timeframe: timeframe('1d') }, fromMs: epochMs(1), toMs: epochMs(9), bars: 9, warmup: 2, settings: backtestSettingsSchema.parse({}),
  tickSize: 0.01, status: 'open', cursor: 0, timeMs: epochMs(1), furthest: 0, peeks: 0, speed: 1, createdAtMs: epochMs(createdAtMs), finishedAtMs: null, runId: null,
});
const intentOf = (number: number): RecordedIntent => ({ number, bar: number, timeMs: epochMs(number), isInformed: false, droppedBy: null, intent: { kind: 'close', share: 1 } });

it('keeps replays with where they stand and every intent, those that were dropped with what took their place', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tapedeck-replays-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  let database = new ResearchDatabase(openDatabase(folder, researchDatabase));
  const [first, second] = [replayOf('rpl-1', 5), replayOf('rpl-2', 6)];
  database.createReplay(first, 'f00d');
  database.createReplay(second, 'beef');
  for (const number of [1, 2, 3]) database.appendIntent({ ...first, cursor: number }, intentOf(number), []);
  database.appendIntent({ ...first, cursor: 1, peeks: 1 }, intentOf(4), [2, 3]);
  expect(() => database.saveReplay(replayOf('rpl-9', 1))).toThrow('There is no replay rpl-9.');
  expect(() => database.appendIntent({ ...first, cursor: 7 }, intentOf(4), [1]), 'a number twice').toThrow();
  database.dispose();

  database = new ResearchDatabase(openDatabase(folder, researchDatabase));
  const found = database.loadReplay('rpl-1');
  expect(found?.replay, 'what could not be recorded has changed nothing').toEqual({ ...first, cursor: 1, peeks: 1 });
  expect([found?.fingerprint, found?.score, found?.intents.map(({ number, droppedBy }) => [number, droppedBy])]).toEqual(['f00d', null, [[1, null], [2, 4], [3, 4], [4, null]]]);
  expect([database.listReplays(5).map(({ replayId }) => replayId), database.loadReplay('rpl-3')]).toEqual([['rpl-2', 'rpl-1'], null]);
  database.dispose();
});
