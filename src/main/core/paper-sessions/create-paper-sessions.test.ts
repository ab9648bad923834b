import { describe, expect, it } from 'vitest';
import { instrumentId } from '../../../contract/model/instrument.ts';
import { epochMs } from '../../../contract/model/units.ts';
import type { StrategyDefinition } from '../../../quant/engine/index.ts';
import { checkLookAhead } from '../../../quant/honesty/index.ts';
import { plantedLeaks } from '../../../quant/honesty/test-leaks.ts';
import type { JobPort } from '../jobs/index.ts';
import { StrategyFault } from '../../../quant/strategies/strategy-fault.ts';
import { runPaper } from '../../workers/compute/run-paper.ts';
import { acmeBars, backtestHash } from '../../../../test/paper/paper-backtest.ts';
import { acme, createPaperRig, inlineJobs, paperRequest, startPaper, volt } from '../../../../test/paper/paper-sessions-rig.ts';

const { settings } = paperRequest;

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

describe('many sessions', () => {
  it('take half of the threads at most, one run at a time each, and bars that come meanwhile go together', async () => {
    const inner = inlineJobs();
    const [active, most] = [new Set<string>(), { sessions: 0, runs: 0 }];
    const jobs: JobPort = {
      ...inner, concurrency: 4,
      async run(task, input, options) {
        const name = `${task} ${most.runs++}`;
        if (task === 'paper.run') active.add(name);
        most.sessions = Math.max(most.sessions, active.size);
        for (let turns = 0; turns < 5; turns++) await new Promise((resolve) => void setImmediate(resolve));
        const outcome = await inner.run(task, input, options);
        active.delete(name);
        return outcome;
      },
    };
    const rig = createPaperRig({ jobs });
    const ids: string[] = [];
    for (let k = 0; k < 6; k++) ids.push(await startPaper(rig, { params: { fast: 3 + k, slow: 12 } }));
    most.runs = 0;
    for (let k = 0; k < 30; k++) {
      rig.pass(1);
      await new Promise((resolve) => void setImmediate(resolve));
    }
    const waiting = ids.slice(3).map((sessionId) => rig.sessions.stop(sessionId));
    for (const { status } of await Promise.all(waiting)) expect(status, 'one that waits for its turn is stopped at once').toBe('stopped');
    for (const sessionId of ids.slice(0, 3)) expect(await rig.settle(sessionId)).toMatchObject({ status: 'running', bars: { live: 30 } });
    expect(most.sessions).toBe(2);
    expect(most.runs, 'far fewer runs than sessions times bars').toBeLessThan(60);
  });
});

describe('a session that is promoted from a backtest', () => {
  const run = { strategy: 'sma-cross', params: { fast: 3, slow: 8 }, settings: { ...settings, closeAtEnd: true, tradeFromMs: epochMs(1) }, data: [], engineVersion: '1' };
  const rows = { 'run-sim': { ...run, series: acme }, 'run-file': { ...run, series: { ...acme, instrumentId: instrumentId('FILE:GOOG') } } };

  it('takes its strategy, parameters and costs, and its series where they trade; a session has no last bar and a beginning of its own', async () => {
    const rig = createPaperRig({ runs: rows });
    const session = await rig.sessions.promote({ runId: 'run-sim', history: 50 });
    expect(session).toMatchObject({ strategy: 'sma-cross', params: run.params, settings: { commissionRate: 0.001, closeAtEnd: false }, series: [acme], promotedFrom: { runId: 'run-sim', grade: null } });
    expect(session.settings).not.toHaveProperty('tradeFromMs');
    await expect(rig.sessions.promote({ runId: 'run-file', history: 50 })).rejects.toThrow('FILE:GOOG has no live market');
    const named = await rig.sessions.promote({ runId: 'run-file', series: [volt], params: { fast: 4, slow: 9 }, name: 'mine', history: 50 });
    expect(named).toMatchObject({ name: 'mine', series: [volt], params: { fast: 4, slow: 9 } });
    expect((await rig.sessions.promote({ runId: 'run-sim', strategy: 'buy-and-hold', history: 50 })).params, 'parameters of a run belong to its strategy').toEqual({});
    expect(rig.sessions.list().map(({ name }) => name)).toHaveLength(3);
  });

  it('is told to whoever watches: all sessions first, then each that changes', async () => {
    const rig = createPaperRig();
    const seen: string[] = [];
    const ended = new AbortController();
    const watching = (async () => {
      for await (const batch of rig.sessions.watch(ended.signal)) seen.push(...batch.map(({ status, bars }) => `${status} ${bars.live}`));
    })();
    const sessionId = await startPaper(rig);
    rig.pass(3);
    await rig.settle(sessionId);
    await rig.sessions.stop(sessionId);
    for (let turns = 0; turns < 10; turns++) await new Promise((resolve) => void setImmediate(resolve));
    ended.abort();
    await watching;
    expect([seen[0], seen.at(-1)]).toEqual(['checking 0', 'stopped 3']);
    expect(seen).toContain('running 0');
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
