import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backtestSettingsSchema, type BacktestResult, type BacktestSpec } from '../../src/contract/model/backtest.ts';
import type { Run } from '../../src/contract/model/run.ts';
import { epochMs } from '../../src/contract/model/units.ts';
import type { Verdict } from '../../src/contract/model/verdict.ts';
import type { ResearchStore } from '../../src/main/adapters/store/index.ts';
import { engineVersion } from '../../src/quant/engine/version.ts';

export const newRun = (runId: string, more: Partial<Run> = {}): Run => ({
  runId, kind: 'backtest', hypothesis: 'sma-cross on GOOG', title: 'SMA cross', status: 'queued', progress: 0, failure: null, resultHash: null,
  createdAtMs: epochMs(1_000), finishedAtMs: null, ...more,
});
export const spec: BacktestSpec = {
  strategy: 'sma-cross', params: { fast: 10, slow: 30 }, settings: backtestSettingsSchema.parse({}), engineVersion,
  data: [{ symbol: 'GOOG', bars: 2, fromMs: epochMs(0), toMs: epochMs(60_000), fingerprint: 'ab' }],
};
export const newResult = (runId: string, points = 3): BacktestResult => ({
  spec, hash: 'cafe', runId,
  metrics: { 'Return [%]': 1 / 3, 'Sharpe Ratio': null, Start: '2004-08-19T00:00:00Z' },
  dialects: {}, trades: [], fills: [],
  equity: { time: Array.from({ length: points }, (_, i) => i * 60_000), value: Array.from({ length: points }, (_, i) => 10_000 + i / 3) },
});

const newVerdict = (headline: string): Verdict => ({
  runId: 'a', grade: 'unproven', headline, reasons: [], trials: { hypothesis: 'h', count: 1, isWhole: true, sharpeDeviation: null, sentence: '' }, returns: 0, periodsPerYear: 252,
  sharpe: null, sharpeError: null, probabilisticSharpe: null, expectedBestSharpe: null, deflatedSharpe: null, minimumTrackRecord: null, overfitting: null, randomEntry: null,
  monteCarlo: null, lookAhead: null, data: null,
});

/** A result as a job hands it over. */
export const bodyOf = (result: BacktestResult): Uint8Array => new TextEncoder().encode(JSON.stringify(result));

/** What every registry of runs does. `open` gives an empty one. */
export function testRunRegistryContract(name: string, open: () => ResearchStore): void {
  describe(`${name} as a registry of runs`, () => {
    let registry: ResearchStore;
    beforeEach(() => {
      registry = open();
    });
    afterEach(() => registry.dispose());

    it('knows nothing at first', async () => {
      expect(await registry.get('a')).toBeNull();
      expect(await registry.loadResult('a')).toBeNull();
      expect(await registry.loadResultBody('a')).toBeNull();
      expect(await registry.loadSpec('a')).toBeNull();
      expect(await registry.list(10)).toEqual([]);
      expect(await registry.countTrials('sma-cross on GOOG')).toBe(0);
    });

    it('records a run before it starts, and what becomes of it', async () => {
      await registry.create(newRun('a'), spec);
      expect(await registry.get('a')).toEqual(newRun('a'));
      const done = newRun('a', { status: 'done', progress: 1, resultHash: 'cafe', finishedAtMs: epochMs(9_000) });
      await registry.update(done);
      expect(await registry.get('a')).toEqual(done);
      const failed = newRun('a', { status: 'failed', progress: 0.5, failure: 'no bars', finishedAtMs: epochMs(9_000) });
      await registry.update(failed);
      expect(await registry.get('a')).toEqual(failed);
    });

    it('gives back what decided a run, and the bytes of its result on memory that threads share', async () => {
      await registry.create(newRun('a'), spec);
      expect(await registry.loadSpec('a')).toEqual(spec);
      await registry.saveResult('a', bodyOf(newResult('a')));
      const body = await registry.loadResultBody('a');
      expect(body?.buffer).toBeInstanceOf(SharedArrayBuffer);
      expect(Buffer.from(body ?? []).toString('utf8')).toBe(JSON.stringify(newResult('a')));
    });

    it('refuses a second run of the same id, and news of one that it does not know', async () => {
      await registry.create(newRun('a'), spec);
      await expect(registry.create(newRun('a', { title: 'other' }), spec)).rejects.toMatchObject({ code: 'CONFLICT' });
      expect((await registry.get('a'))?.title).toBe('SMA cross');
      for (const call of [registry.update(newRun('b')), registry.saveResult('b', bodyOf(newResult('b'))), registry.appendTrials([{ runId: 'b', trial: 0, params: {}, metrics: {} }])]) {
        await expect(call).rejects.toMatchObject({ code: 'NOT_FOUND' });
      }
    });

    it('lists the newest first', async () => {
      for (const [id, createdAtMs] of [['a', 1], ['c', 3], ['b', 2], ['d', 3]] as const) await registry.create(newRun(id, { createdAtMs: epochMs(createdAtMs) }), spec);
      expect((await registry.list(3)).map((run) => run.runId)).toEqual(['d', 'c', 'b']);
    });

    it('keeps what people write about a run, through all that becomes of it', async () => {
      await registry.create(newRun('a'), spec);
      expect(await registry.annotate('a', { tags: ['good', 'to look at'], note: null }, epochMs(5))).toEqual(newRun('a', { tags: ['good', 'to look at'] }));
      await registry.annotate('a', { tags: null, note: 'Buys too late.' }, epochMs(6));
      await registry.update(newRun('a', { status: 'done' }));
      expect(await registry.get('a')).toEqual(newRun('a', { status: 'done', tags: ['good', 'to look at'], note: 'Buys too late.' }));
      expect(await registry.annotate('a', { tags: [], note: '' }, epochMs(7)), 'taken away').toEqual(newRun('a', { status: 'done' }));
      await expect(registry.annotate('b', { tags: [], note: '' }, epochMs(8))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    it('finds runs by words of their title, id, tags and note, and by a whole tag', async () => {
      for (const [id, title] of [['a', 'sma-cross on GOOG'], ['b', 'sma-cross on ACME'], ['c', 'donchian on GOOG']] as const) await registry.create(newRun(id, { title }), spec);
      await registry.annotate('b', { tags: ['good'], note: 'Buys too late.' }, epochMs(5));
      await registry.annotate('c', { tags: ['goodness'], note: '100% "sure"' }, epochMs(5));
      const find = async (search: string, tag: string | null = null) => (await registry.list(10, 'backtest', { search, tag })).map(({ runId }) => runId).toSorted();
      expect(await find('')).toEqual(['a', 'b', 'c']);
      expect(await find('goog SMA'), 'every word, in any order and case').toEqual(['a']);
      expect(await find('late')).toEqual(['b']);
      expect(await find('good')).toEqual(['b', 'c']);
      expect(await find('', 'good'), 'the whole tag').toEqual(['b']);
      expect(await find('%'), 'no pattern').toEqual(['c']);
      expect(await find('"sure"')).toEqual(['c']);
    });

    it('gives a result back to the last digit', async () => {
      await registry.create(newRun('a'), spec);
      const result = newResult('a', 10_000);
      await registry.saveResult('a', bodyOf(newResult('a')));
      await registry.saveResult('a', bodyOf(result));
      expect(await registry.loadResult('a')).toEqual(result);
    });

    it('counts every trial of every run of a hypothesis; a single backtest is one', async () => {
      await registry.create(newRun('single', { status: 'failed' }), spec);
      await registry.create(newRun('sweep'), spec);
      await registry.create(newRun('other', { hypothesis: 'something else' }), spec);
      const trials = Array.from({ length: 5 }, (_, trial) => ({ runId: 'sweep', trial, params: { fast: trial }, metrics: { sharpe: null, trades: trial } }));
      await registry.appendTrials(trials.slice(0, 3));
      await registry.appendTrials(trials.slice(2));
      expect(await registry.countTrials('sma-cross on GOOG'), 'a trial that was recorded twice counts once').toBe(6);
      expect(await registry.countTrials('something else')).toBe(1);
    });

    it('finds one trial, and puts trials together by two of their parameters', async () => {
      await registry.create(newRun('sweep'), spec);
      const rows = [[0, 2, 10, 1, 0.5], [1, 2, 10, 2, 1.5], [2, 2, 20, 1, null], [3, 3, 20, 1, -0.25]] as const;
      await registry.appendTrials(rows.map(([trial, fast, slow, stop, sharpe]) => ({ runId: 'sweep', trial, params: { fast, slow, stop }, metrics: { sharpe, trades: 1 } })));
      expect(await registry.loadTrial('sweep', 3)).toEqual({ runId: 'sweep', trial: 3, params: { fast: 3, slow: 20, stop: 1 }, metrics: { sharpe: -0.25, trades: 1 } });
      expect(await registry.loadTrial('sweep', 4)).toBeNull();
      const grouping = { x: 'fast', y: 'slow', metric: 'sharpe', fixed: {}, fromTrial: 0, toTrial: Number.MAX_SAFE_INTEGER } as const;
      const inOrder = async (more: object) => (await registry.groupTrials('sweep', { ...grouping, ...more })).toSorted((a, b) => a.bestTrial - b.bestTrial);
      expect(await inOrder({})).toEqual([
        { x: 2, y: 10, best: 1.5, bestTrial: 1, sum: 2, count: 2, trials: 2 }, { x: 2, y: 20, best: null, bestTrial: 2, sum: 0, count: 0, trials: 1 }, { x: 3, y: 20, best: -0.25, bestTrial: 3, sum: -0.25, count: 1, trials: 1 },
      ]);
      expect(await inOrder({ fixed: { stop: 1 }, toTrial: 2 })).toEqual([{ x: 2, y: 10, best: 0.5, bestTrial: 0, sum: 0.5, count: 1, trials: 1 }]);
      expect(await inOrder({ x: 'stop', y: null, fromTrial: 1 })).toEqual([{ x: 2, y: null, best: 1.5, bestTrial: 1, sum: 1.5, count: 1, trials: 1 }, { x: 1, y: null, best: -0.25, bestTrial: 3, sum: -0.25, count: 1, trials: 2 }]);
    });

    it('sets stretches of trials beside one another, and lists one of them', async () => {
      await registry.create(newRun('sweep'), spec);
      const sharpes = [1, 3, 2, null, 0.5, -1, 0.5, null, null];
      await registry.appendTrials(sharpes.map((sharpe, trial) => ({ runId: 'sweep', trial, params: { fast: trial }, metrics: { sharpe, return: trial, trades: 1 } })));
      const stretches = [[0, 4], [4, 6], [7, 9], [9, 12], [6, 7]].map(([fromTrial = 0, toTrial = 0]) => ({ fromTrial, toTrial }));
      expect(await registry.summariseStretches('sweep', 'sharpe', stretches)).toEqual([
        { best: 3, bestTrial: 1, median: 2, trials: 4 }, { best: 0.5, bestTrial: 4, median: -0.25, trials: 2 }, { best: null, bestTrial: null, median: null, trials: 2 },
        { best: null, bestTrial: null, median: null, trials: 0 }, { best: 0.5, bestTrial: 6, median: 0.5, trials: 1 },
      ]);
      expect((await registry.summariseStretches('sweep', 'return', [{ fromTrial: 1, toTrial: 4 }]))[0]).toEqual({ best: 3, bestTrial: 3, median: 2, trials: 3 });
      const listed = async (more: object) => (await registry.listTrials('sweep', { metric: 'sharpe', offset: 0, limit: 10, ...more })).map(({ trial }) => trial);
      expect(await listed({ fromTrial: 2, toTrial: 6 })).toEqual([2, 4, 5, 3]);
      expect(await listed({ fromTrial: 2, toTrial: 6, metric: null, offset: 1, limit: 2 })).toEqual([3, 4]);
    });

    it('says how the Sharpe ratios of a hypothesis lie, over all its runs', async () => {
      expect(await registry.summariseTrials('sma-cross on GOOG')).toEqual({ trials: 0, bestSharpe: null, meanSharpe: null, sharpeDeviation: null });
      await registry.create(newRun('failed', { status: 'failed' }), spec);
      await registry.create(newRun('sweep', { kind: 'sweep' }), spec);
      await registry.create(newRun('other', { hypothesis: 'something else' }), spec);
      await registry.appendTrials([1, 2, 3, null].map((sharpe, trial) => ({ runId: 'sweep', trial, params: { fast: trial }, metrics: { sharpe } })));
      await registry.appendTrials([{ runId: 'other', trial: 0, params: {}, metrics: { sharpe: 9 } }]);
      const { sharpeDeviation, ...rest } = await registry.summariseTrials('sma-cross on GOOG');
      expect(rest).toEqual({ trials: 5, bestSharpe: 3, meanSharpe: 2 });
      expect(sharpeDeviation).toBeCloseTo(1, 12);
    });

    it('gives the ledger of a hypothesis with its runs, and all hypotheses, the latest first', async () => {
      await registry.create(newRun('a', { createdAtMs: epochMs(1_000) }), spec);
      await registry.create(newRun('b', { createdAtMs: epochMs(3_000), kind: 'sweep' }), spec);
      await registry.create(newRun('c', { createdAtMs: epochMs(2_000), hypothesis: 'something else' }), { ...spec, strategy: 'rsi-reversion' });
      await registry.appendTrials([0, 1, 2].map((trial) => ({ runId: 'b', trial, params: { fast: trial }, metrics: { sharpe: trial } })));
      const mine = { hypothesis: 'sma-cross on GOOG', strategy: 'sma-cross', symbols: ['GOOG'], trials: 4, bestSharpe: 2, meanSharpe: 1, sharpeDeviation: 1, firstAtMs: 1_000, lastAtMs: 3_000 };
      expect(await registry.loadLedger('sma-cross on GOOG', 10)).toEqual({
        ...mine, runs: [{ runId: 'b', kind: 'sweep', title: 'SMA cross', createdAtMs: 3_000, trials: 3 }, { runId: 'a', kind: 'backtest', title: 'SMA cross', createdAtMs: 1_000, trials: 1 }],
      });
      expect((await registry.loadLedger('sma-cross on GOOG', 1))?.runs).toHaveLength(1);
      expect(await registry.loadLedger('nothing', 10)).toBeNull();
      expect((await registry.listHypotheses(10)).map(({ strategy, trials }) => [strategy, trials])).toEqual([['sma-cross', 4], ['rsi-reversion', 1]]);
      expect(await registry.listHypotheses(1)).toEqual([mine]);
    });

    it('counts the trials of a sweep over several strategies towards each of them on each series by itself', async () => {
      const lanes = [{ hypothesis: 'one on A', first: 0, beyond: 2, params: {} }, { hypothesis: 'two on A', first: 2, beyond: 3, params: { stop: 7 } }];
      await registry.create(newRun('both', { kind: 'sweep', hypothesis: 'all of it' }), { ...spec, lanes, perSeries: 2, perSeriesOfOthers: [1], trials: 3 });
      await registry.appendTrials([0, 1, 2].map((trial) => ({ runId: 'both', trial, params: { fast: trial }, metrics: { sharpe: trial } })));
      expect(await registry.summariseTrials('one on A')).toMatchObject({ trials: 2, bestSharpe: 1 });
      expect(await registry.summariseTrials('two on A')).toMatchObject({ trials: 1, bestSharpe: 2 });
      expect(await registry.sampleParams('two on A', 10), 'with what that strategy holds fixed').toEqual([{ stop: 7, fast: 2 }]);
    });

    it('counts the trials of a sweep over several series towards each of them by itself, too', async () => {
      const sweep = { ...spec, hypotheses: ['on A', 'on B'], perSeries: 10, trials: 20 };
      await registry.create(newRun('both', { kind: 'sweep', hypothesis: 'on both' }), sweep);
      await registry.create(newRun('a', { hypothesis: 'on A', createdAtMs: epochMs(2_000) }), spec);
      await registry.appendTrials([0, 1, 2, 10, 11].map((trial) => ({ runId: 'both', trial, params: { fast: trial }, metrics: { sharpe: trial } })));
      expect(await registry.summariseTrials('on A')).toMatchObject({ trials: 4, bestSharpe: 2, meanSharpe: 1 });
      expect(await registry.summariseTrials('on B')).toMatchObject({ trials: 2, bestSharpe: 11 });
      expect(await registry.summariseTrials('on both')).toMatchObject({ trials: 5, bestSharpe: 11 });
      expect((await registry.loadLedger('on A', 10))?.runs.map(({ runId, trials }) => [runId, trials])).toEqual([['a', 1], ['both', 3]]);
      expect((await registry.sampleParams('on B', 10)).map(({ fast }) => fast)).toEqual([10, 11]);
    });

    it('samples different parameters that were tried, with what a sweep held fixed', async () => {
      await registry.create(newRun('sweep', { kind: 'sweep' }), { ...spec, params: { slow: 30 } });
      await registry.create(newRun('single'), spec);
      await registry.appendTrials(Array.from({ length: 40 }, (_, trial) => ({ runId: 'sweep', trial, params: { fast: trial % 20 }, metrics: {} })));
      await registry.appendTrials([{ runId: 'single', trial: 0, params: spec.params, metrics: {} }]);
      const all = await registry.sampleParams('sma-cross on GOOG', 1_000);
      expect(new Set(all.map(({ fast, slow }) => `${fast} ${slow}`)).size, 'the single run is one of the sweep').toBe(20);
      expect(all).toContainEqual({ fast: 7, slow: 30 });
      const some = await registry.sampleParams('sma-cross on GOOG', 5);
      expect(some).toHaveLength(5);
      expect(new Set(some.map(({ fast }) => fast)).size).toBe(5);
    });

    it('keeps the last verdict on a run', async () => {
      expect(await registry.loadVerdict('a')).toBeNull();
      await expect(registry.saveVerdict('a', { version: 1, verdict: newVerdict('first') })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await registry.create(newRun('a'), spec);
      for (const headline of ['first', 'second']) await registry.saveVerdict('a', { version: 1, verdict: newVerdict(headline) });
      expect(await registry.loadVerdict('a')).toEqual({ version: 1, verdict: newVerdict('second') });
    });

    it('records none of several trials when one cannot be', async () => {
      await registry.create(newRun('sweep'), spec);
      await expect(registry.appendTrials([{ runId: 'sweep', trial: 0, params: {}, metrics: {} }, { runId: 'nobody', trial: 0, params: {}, metrics: {} }])).rejects.toThrow('nobody');
      await expect(registry.appendTrials([{ runId: 'sweep', trial: 0, params: {}, metrics: {} }, { runId: 'sweep', trial: 1, params: {}, metrics: { a: Number.NaN } }])).rejects.toThrow('NaN');
      await registry.appendTrials([{ runId: 'sweep', trial: 7, params: {}, metrics: {} }]);
      await registry.appendTrials([{ runId: 'sweep', trial: 8, params: {}, metrics: {} }]);
      expect(await registry.countTrials('sma-cross on GOOG')).toBe(2);
    });

    it('declares runs that were under way failed when told that nobody works on them any more', async () => {
      for (const status of ['queued', 'running', 'done', 'cancelled'] as const) await registry.create(newRun(status, { status }), spec);
      expect(await registry.markInterrupted(epochMs(5_000))).toBe(2);
      for (const id of ['queued', 'running']) {
        expect(await registry.get(id)).toMatchObject({ status: 'failed', finishedAtMs: 5_000, failure: expect.stringContaining('ended before the run was finished') });
      }
      expect((await registry.get('done'))?.status).toBe('done');
      expect(await registry.markInterrupted(epochMs(6_000))).toBe(0);
    });
  });
}
