import { describe, expect, it } from 'vitest';
import { acmeBars, backtestHash } from '../../../../test/paper/paper-backtest.ts';
import { acme, createMemoryPaperStore, createPaperRig, inlineJobs, startPaper } from '../../../../test/paper/paper-sessions-rig.ts';

describe('what survives', () => {
  it('a restart in the middle: nothing is lost, what was missed is caught up and counted, and the journal is the same', async () => {
    const [rig, other] = [createPaperRig(), createPaperRig()];
    const [sessionId, otherId] = [await startPaper(rig), await startPaper(other)];
    rig.pass(25);
    await rig.settle(sessionId);
    await rig.restart(10);
    expect(rig.sessions.get(sessionId)).toMatchObject({ status: 'running', lookAhead: { isClean: true } });
    const caught = await rig.settle(sessionId);
    expect(caught.bars).toEqual({ warmup: 100, live: 25, caughtUp: 10 });
    rig.pass(25);
    other.pass(60);
    const [after, whole] = [await rig.settle(sessionId), await other.settle(otherId)];
    expect(after.bars).toEqual({ warmup: 100, live: 50, caughtUp: 10 });
    expect(after.journal).toEqual(whole.journal);
    const report = await rig.sessions.report(sessionId, { points: 200, trades: 100 });
    expect(report.caughtUp).toEqual([{ fromMs: rig.barsOf(acme).time[325], toMs: rig.barsOf(acme).time[334], bars: 10 }]);
    expect(report.sentence).toContain('10 were read from history after a pause');
    const { entries } = await rig.sessions.journal(sessionId, { from: 0, limit: 5_000 });
    const [from, to] = [rig.barsOf(acme).time[325] ?? 0, rig.barsOf(acme).time[334] ?? 0];
    expect(entries.map(({ timeMs, isCaughtUp }) => isCaughtUp === (timeMs >= from && timeMs <= to))).toEqual(entries.map(() => true));
  });

  it('a kill between the bars and the journal: the next start writes what was not written', async () => {
    let isDead = false;
    const hang = new Promise<never>(() => {});
    const jobs = inlineJobs((task) => (task === 'paper.run' && isDead ? hang : undefined));
    const rig = createPaperRig({ jobs });
    const sessionId = await startPaper(rig);
    rig.pass(30);
    const before = await rig.settle(sessionId);
    isDead = true;
    rig.pass(5);
    for (let turns = 0; turns < 20; turns++) await new Promise((resolve) => void setImmediate(resolve));
    expect(rig.sessions.get(sessionId), 'recorded, and not worked').toMatchObject({ bars: { live: 35 }, lastBarMs: before.lastBarMs });
    isDead = false;
    await rig.kill();
    await rig.settle(sessionId);
    rig.pass(5);
    const after = await rig.settle(sessionId);
    expect(after.bars).toEqual({ warmup: 100, live: 40, caughtUp: 0 });
    expect(after.journal.hash).toBe(backtestHash(acmeBars(rig, 200, 340), after.tradesFromMs));
  });

  it('a disk that is full for a while: bars wait, none is lost, none is told before it is stored', async () => {
    const store = createMemoryPaperStore();
    let failures = 0;
    const full = { ...store, appendPaperBars: (...args: Parameters<typeof store.appendPaperBars>) => (failures++ < 3 ? Promise.reject(new Error('the disk is full')) : store.appendPaperBars(...args)) };
    const rig = createPaperRig({ store: full });
    failures = 3;
    const sessionId = await startPaper(rig);
    failures = 0;
    rig.pass(20);
    const session = await rig.settle(sessionId);
    expect(failures).toBe(4);
    expect(session.journal.hash).toBe(backtestHash(acmeBars(rig, 200, 320), session.tradesFromMs));
    expect(store.told.slice(-2), 'stored before it is worked').toEqual(['bars 20', 'journal']);
  });

  it('another version of the engine is not mixed in: the session ends, is read, and says by which version it was traded', async () => {
    const store = createMemoryPaperStore();
    let version: string | null = null;
    const older = { ...store, listPaperSessions: async () => (await store.listPaperSessions()).map((one) => (version === null ? one : { ...one, spec: { ...one.spec, engineVersion: version } })) };
    const rig = createPaperRig({ store: older });
    const sessionId = await startPaper(rig);
    rig.pass(20);
    await rig.settle(sessionId);
    version = '0';
    await rig.restart(3);
    const ended = await rig.settle(sessionId);
    expect(ended).toMatchObject({ status: 'failed', bars: { live: 20, caughtUp: 0 } });
    expect(ended.reason).toMatch(/^The session was begun with version 0 of the engine and this is version \d+, which may fill differently/);
    expect((await rig.sessions.report(sessionId, { points: 200, trades: 10 })).sentence).toContain('It was traded by version 0 of the engine');
    expect(rig.listeners).toBe(0);
  });

  it('a stop, and going on after it; a removed one is gone', async () => {
    const rig = createPaperRig();
    const sessionId = await startPaper(rig);
    rig.pass(10);
    await rig.settle(sessionId);
    await expect(rig.sessions.remove(sessionId)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await rig.sessions.stop(sessionId)).toMatchObject({ status: 'stopped', reason: 'It was stopped.' });
    expect(rig.listeners).toBe(0);
    rig.pass(5);
    await rig.restart();
    expect(rig.sessions.get(sessionId), 'it stays stopped').toMatchObject({ status: 'stopped', bars: { live: 10, caughtUp: 0 } });
    expect(await rig.sessions.resume(sessionId)).toMatchObject({ status: 'running', reason: null });
    expect((await rig.settle(sessionId)).bars).toEqual({ warmup: 100, live: 10, caughtUp: 5 });
    await rig.sessions.stop(sessionId);
    await rig.sessions.remove(sessionId);
    expect(() => rig.sessions.get(sessionId)).toThrow(`There is no session ${sessionId} on paper.`);
    expect(await rig.store.listPaperSessions()).toEqual([]);
  });
});
