import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { backtestSettingsSchema } from '../../../../contract/model/backtest.ts';
import type { PaperState, RecordedBar, StoredPaperSession } from '../../../core/paper-sessions/ports.ts';
import { openRunRegistry, type ResearchStore } from './run-registry.ts';

const state: PaperState = {
  status: 'running', reason: null, endedAtMs: null, tradesFromMs: null, lookAhead: null, bars: { warmup: 0, live: 0, caughtUp: 0 }, lastBarMs: null, journal: { entries: 0, hash: 'h' }, account: null, latest: [],
};
const session = (sessionId: string, createdAtMs: number): StoredPaperSession => ({
  sessionId, createdAtMs, state,
  spec: { name: 'n', strategy: 'sma-cross', params: { fast: 3 }, series: [], symbols: ['ACME'], engineVersion: '1', promotedFrom: null, settings: backtestSettingsSchema.parse({}), code: null, grains: [], history: 10 },
});
const bar = (time: number, close: number, series = 0): RecordedBar => ({ series, time, open: 1, high: 2, low: 0.5, close, volume: 10, origin: 1 });

function openFolder(): { readonly folder: string; readonly open: () => ResearchStore } {
  const folder = mkdtempSync(join(tmpdir(), 'tapedeck-paper-'));
  const opened: ResearchStore[] = [];
  onTestFinished(async () => {
    for (const store of opened) await store.dispose();
    rmSync(folder, { recursive: true });
  });
  const open = (): ResearchStore => {
    const store = openRunRegistry(folder, { mode: 'shared' });
    opened.push(store);
    return store;
  };
  return { folder, open };
}

it('keeps sessions, their bars and their journals in order, and gives them to the next who opens the folder', async () => {
  const { open } = openFolder();
  const store = open();
  await store.createPaperSession(session('a', 1));
  await store.createPaperSession(session('b', 2));
  const after = { ...state, bars: { warmup: 0, live: 3, caughtUp: 0 } };
  await store.appendPaperBars('a', [bar(2_000, 1.5), bar(1_000, 1.4), bar(1_000, 7, 1)], after);
  await store.appendPaperJournal('a', 0, 'one\ntwo\n', after);
  await store.appendPaperJournal('a', 2, 'three\n', { ...after, lastBarMs: 2_000 as PaperState['lastBarMs'] });
  await store.dispose();
  const again = open();
  expect((await again.listPaperSessions()).map(({ sessionId }) => sessionId)).toEqual(['b', 'a']);
  expect((await again.listPaperSessions())[1]).toEqual({ ...session('a', 1), state: { ...after, lastBarMs: 2_000 } });
  expect(await again.loadPaperBars('a')).toEqual([bar(1_000, 1.4), bar(1_000, 7, 1), bar(2_000, 1.5)]);
  expect(await again.loadPaperJournal('a')).toBe('one\ntwo\nthree\n');
  await again.removePaperSession('a');
  expect([await again.loadPaperBars('a'), await again.loadPaperJournal('a'), (await again.listPaperSessions()).length]).toEqual([[], '', 1]);
});

it('changes nothing of what a session recorded: the same bar again, another hand, or half of a step', async () => {
  const { folder, open } = openFolder();
  const store = open();
  await store.createPaperSession(session('a', 1));
  await store.appendPaperBars('a', [bar(1_000, 1.5)], state);
  await store.appendPaperBars('a', [bar(1_000, 9), bar(2_000, 1.6)], state);
  expect(await store.loadPaperBars('a')).toEqual([bar(1_000, 1.5), bar(2_000, 1.6)]);
  await store.appendPaperJournal('a', 0, 'one\n', state);
  await expect(store.appendPaperJournal('a', 0, 'other\n', { ...state, status: 'failed' }), 'those lines are there').rejects.toThrow();
  expect((await store.listPaperSessions())[0]?.state.status, 'nor is the state of that step').toBe('running');
  await expect(store.savePaperState('gone', state)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const other = new Database(join(folder, 'research.db'));
  expect(() => other.exec('UPDATE paper_bars SET close = 9')).toThrow('A bar that a session recorded stays as it is.');
  expect(() => other.exec('UPDATE paper_journals SET lines = \'\'')).toThrow('What a session wrote down stays as it is.');
  other.close();
});
