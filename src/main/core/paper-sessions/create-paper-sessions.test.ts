import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { epochMs } from '../../../contract/model/units.ts';
import type { BacktestTaskInput } from '../../../quant/engine/task.ts';
import { journalText } from '../../../quant/journal/index.ts';
import type { StrategyDefinition } from '../../../quant/engine/index.ts';
import { checkLookAhead } from '../../../quant/honesty/index.ts';
import { plantedLeaks } from '../../../quant/honesty/test-leaks.ts';
import { recordRun } from '../../../quant/microscope/index.ts';
import { findStrategy } from '../../../quant/strategies/index.ts';
import { StrategyFault } from '../../../quant/strategies/strategy-fault.ts';
import { runPaper } from '../../workers/compute/run-paper.ts';
import { acme, createMemoryPaperStore, createPaperRig, inlineJobs, paperRequest, startPaper, volt, type PaperRig } from '../../../../test/paper/paper-sessions-rig.ts';

const { settings } = paperRequest;
type Bars = ReturnType<PaperRig['barsOf']>;

const cutBars = (bars: Bars, from: number, to: number): Bars => {
  const cut = (values: Float64Array): Float64Array => values.slice(from, to);
  return { time: cut(bars.time), open: cut(bars.open), high: cut(bars.high), low: cut(bars.low), close: cut(bars.close), volume: cut(bars.volume) };
};

/** The journal of a backtest over bars that never went through a session. */
function backtestHash(series: BacktestTaskInput['series'], tradeFromMs: number | null, params = paperRequest.params): string {
  const { journal } = recordRun(findStrategy('sma-cross'), params, { ...settings, tradeFromMs: epochMs(tradeFromMs ?? 0) }, series);
  return createHash('sha256').update(journalText(journal, () => ({ tick: 0.01, lot: 1 }))).digest('hex');
}

const acmeBars = (rig: PaperRig, from: number, to: number): BacktestTaskInput['series'] => [{ symbol: 'ACME', bars: cutBars(rig.barsOf(acme), from, to) }];

describe('a session on paper', () => {
  it('begins after a clean check, asks on each finished bar, and writes the journal of a backtest over the same bars', async () => {
    const rig = createPaperRig();
    const promoted = await rig.sessions.promote(paperRequest);
    expect(promoted.status).toBe('checking');
    const { sessionId } = promoted;
    expect(await rig.begin(sessionId)).toMatchObject({ status: 'running', lookAhead: { isClean: true }, bars: { warmup: 100, live: 0, caughtUp: 0 }, name: 'sma-cross on ACME', account: null });
    rig.pass(60);
    const session = await rig.settle(sessionId);
    expect(session.bars).toEqual({ warmup: 100, live: 60, caughtUp: 0 });
    expect(session.account?.fills).toBeGreaterThan(3);
    expect(session.journal.hash).toBe(backtestHash(acmeBars(rig, 200, 360), session.tradesFromMs));
    expect(session.latest.at(-1)?.index).toBe(session.journal.entries - 1);
    await rig.sessions.dispose();
    expect(rig.listeners, 'no series stays open').toBe(0);
  });

  it('trades nothing on the bars before it began, and is told what a run over all of them would not say', async () => {
    const rig = createPaperRig();
    const sessionId = await startPaper(rig);
    rig.pass(40);
    const { tradesFromMs } = await rig.settle(sessionId);
    const { entries } = await rig.sessions.journal(sessionId, { from: 0, limit: 5_000 });
    expect(entries.length).toBeGreaterThan(2);
    expect(entries.every(({ timeMs }) => timeMs >= (tradesFromMs ?? Infinity))).toBe(true);
    expect(backtestHash(acmeBars(rig, 200, 340), 0), 'the bars before would have had trades').not.toBe(backtestHash(acmeBars(rig, 200, 340), tradesFromMs));
  });

  it('gives one SHA-256 with a backtest on 100 seeds, bars coming one by one or many at once', async () => {
    // What the detector says is tested elsewhere, and takes longer than all the rest.
    const jobs = inlineJobs(undefined, { 'backtest.lookAhead': () => ({ strategy: 'sma-cross', isClean: true, runs: 0, decisions: 0, leaks: [], sentence: '' }) });
    let traded = 0;
    for (let seed = 1; seed <= 100; seed++) {
      const rig = createPaperRig({ seed, jobs, startBar: 50, count: 80 });
      const sessionId = await startPaper(rig, { history: 40 });
      for (const count of seed % 20 === 0 ? Array.from({ length: 30 }, () => 1) : [9, 21]) {
        rig.pass(count);
        await rig.settle(sessionId);
      }
      const { journal, tradesFromMs, account } = rig.sessions.get(sessionId);
      expect(journal.hash, `seed ${seed}`).toBe(backtestHash(acmeBars(rig, 10, 80), tradesFromMs));
      traded += account?.fills ?? 0;
      await rig.sessions.dispose();
    }
    expect(traded, 'there is something to be the same').toBeGreaterThan(100);
  });

  it('records several series together: a moment is worked when all its bars are there', async () => {
    const rig = createPaperRig();
    const sessionId = await startPaper(rig, { strategy: 'dual-momentum', params: {}, series: [acme, volt], history: 300 });
    rig.pass(30);
    const session = await rig.settle(sessionId);
    expect(session).toMatchObject({ status: 'running', symbols: ['ACME', 'VOLT'] });
    expect(session.bars.live).toBeGreaterThan(40);
    const compared = await rig.sessions.compare(sessionId, {}, { onlyDifferent: false, from: 0, limit: 10 });
    expect(compared).toMatchObject({ isSame: true, firstDifference: null, changed: [] });
  });
});

describe('what is only settled by the next bar', () => {
  it('an order for the closing price of a day is told with the bar after it, and nothing that was told changes', async () => {
    const rig = createPaperRig();
    const sessionId = await startPaper(rig, { strategy: 'overnight', params: {} });
    let entries = 0;
    for (let k = 0; k < 40; k++) {
      rig.pass(1);
      const session = await rig.settle(sessionId);
      expect(session.status, session.reason ?? '').toBe('running');
      expect(session.journal.entries).toBeGreaterThanOrEqual(entries);
      entries = session.journal.entries;
    }
    expect(rig.sessions.get(sessionId).account?.fills).toBeGreaterThan(3);
    expect(await rig.sessions.compare(sessionId, {}, { onlyDifferent: false, from: 0, limit: 1 })).toMatchObject({ isSame: true });
  });
});

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

describe('what is refused', () => {
  const [peek] = plantedLeaks;
  const leaking = inlineJobs(undefined, {
    'backtest.lookAhead': ({ settings: costs, series, options }) => checkLookAhead({ strategy: peek as StrategyDefinition, params: {}, settings: costs, series }, options),
  });

  it('a strategy that sees the future, in a sentence that names the bar; it is never asked', async () => {
    const rig = createPaperRig({ jobs: leaking });
    const { sessionId } = await rig.sessions.promote(paperRequest);
    const refused = await rig.begin(sessionId);
    expect(refused).toMatchObject({ status: 'refused', lookAhead: { isClean: false }, bars: { warmup: 0, live: 0 }, tradesFromMs: null });
    expect(refused.reason).toMatch(/^next close sees the future: .+ On bar \d+ \(2025-\d\d-\d\d.*\) it decided .+ It may not trade/);
    rig.pass(10);
    expect(rig.sessions.get(sessionId).bars.live).toBe(0);
    expect(rig.listeners).toBe(0);
    await expect(rig.sessions.resume(sessionId)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(rig.store.told, 'the finding is kept with the session').toEqual(['state refused']);
  });

  it('what can never run on paper, before anything is recorded', async () => {
    const rig = createPaperRig();
    const code = (over: object): Promise<unknown> => rig.sessions.promote({ ...paperRequest, ...over }).catch((error: unknown) => (error as { code: string; message: string }).message);
    expect(await code({ strategy: undefined })).toContain('A session needs a strategy');
    expect(await code({ series: undefined })).toContain('name at least one, such as SIM:ACME');
    expect(await code({ series: [{ ...acme, instrumentId: 'FILE:GOOG' }] })).toContain('FILE:GOOG has no live market');
    expect(await code({ series: [acme, { ...volt, timeframe: '1m' }] })).toContain('bars of one length, and these have 1h and 1m');
    expect(await code({ series: [acme, acme] })).toContain('was given twice');
    expect(await code({ params: { fast: -1 } })).toContain('fast is -1');
    expect(await code({ settings: { ...settings, intrabar: 'magnify' } })).toContain('no finer bars');
    expect(await code({ runId: 'run-x' })).toBe('There is no backtest run-x.');
    expect(rig.sessions.list()).toEqual([]);
  });

  it('everything while trading is halted; the kill switch stops what runs', async () => {
    let isHalted = false;
    const rig = createPaperRig({ isHalted: () => isHalted });
    const sessionId = await startPaper(rig);
    isHalted = true;
    await rig.sessions.stopAll('The kill switch was pulled: enough');
    expect(rig.sessions.get(sessionId)).toMatchObject({ status: 'stopped', reason: 'The kill switch was pulled: enough' });
    await expect(rig.sessions.promote(paperRequest)).rejects.toThrow('Trading is halted, on paper too');
    await expect(rig.sessions.resume(sessionId)).rejects.toThrow('Trading is halted, on paper too');
  });

  it('nothing of a check that is stopped', async () => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => { release = resolve; });
    const rig = createPaperRig({ jobs: inlineJobs((task) => (task === 'backtest.lookAhead' ? held : undefined)) });
    const { sessionId } = await rig.sessions.promote(paperRequest);
    const stopped = rig.sessions.stop(sessionId);
    release();
    expect(await stopped).toMatchObject({ status: 'stopped', reason: expect.stringContaining('before the look-ahead check was over') as string });
    expect(rig.listeners).toBe(0);
  });
});

describe('a session ends by itself', () => {
  it('when the strategy decides otherwise over the same bars, naming the bar', async () => {
    let runs = 0;
    const rig = createPaperRig({ jobs: inlineJobs(undefined, { 'paper.run': (input, context) => runPaper(runs++ < 2 ? input : { ...input, params: { fast: 2, slow: 9 } }, context) }) });
    const sessionId = await startPaper(rig);
    rig.pass(30);
    await rig.settle(sessionId);
    rig.pass(1);
    const before = await rig.settle(sessionId);
    rig.pass(1);
    const failed = await rig.settle(sessionId);
    expect(failed.status).toBe('failed');
    expect(failed.reason).toMatch(/^The strategy is not deterministic: asked again over the same bars, it decided otherwise on the bar of 2025-\d\d-\d\dT\d\d:00:00Z \(line \d+ of its journal\)/);
    expect(failed.journal, 'what was told stays told').toEqual(before.journal);
    expect(rig.listeners).toBe(0);
  });

  it('when the strategy fails, with its line and bar', async () => {
    const fault = new StrategyFault({ file: 'mine.ts', line: 7, bar: 131 }, 'price is not defined.');
    const rig = createPaperRig({ jobs: inlineJobs(undefined, { 'paper.run': (input, context) => { if ((input.series[0]?.bars.time.length ?? 0) > 105) throw fault; return runPaper(input, context); } }) });
    const sessionId = await startPaper(rig);
    rig.pass(5);
    await rig.settle(sessionId);
    rig.pass(1);
    expect(await rig.settle(sessionId)).toMatchObject({ status: 'failed', reason: fault.message, bars: { live: 6 } });
    expect(fault.message).toMatch(/mine\.ts, line 7.*131/);
  });
});
