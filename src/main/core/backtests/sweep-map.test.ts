import { describe, expect, it } from 'vitest';
import { backtestSettingsSchema } from '../../../contract/model/backtest.ts';
import type { SweepSpace } from '../../../contract/model/sweep.ts';
import { epochMs } from '../../../contract/model/units.ts';
import { createMemoryTrials } from './memory-trials.ts';
import type { RecordedSweep } from './ports.ts';
import { layOut, toGrouping } from './sweep-map.ts';
import type { SweepMapRequest } from './sweeps.ts';

const data = [{ symbol: 'A', bars: 10, fromMs: epochMs(0), toMs: epochMs(9), fingerprint: 'f' }];
const specOf = (space: SweepSpace, more: Partial<RecordedSweep> = {}): RecordedSweep => ({
  strategy: 'sma-cross', params: {}, settings: backtestSettingsSchema.parse({}), space, search: 'grid', metric: 'sharpe', searchSeed: 1, data, engineVersion: '1', perSeries: 100, trials: 100, ...more,
});
const asked: SweepMapRequest = { x: 'fast', y: 'slow', metric: null, others: 'best', fixed: null, strategy: 0, series: null };

type Row = readonly [trial: number, params: Record<string, number>, sharpe: number | null];

async function draw(spec: RecordedSweep, rows: readonly Row[], more: Partial<SweepMapRequest> = {}) {
  const store = createMemoryTrials();
  await store.appendTrials(rows.map(([trial, params, sharpe]) => ({ runId: 's', trial, params, metrics: { sharpe, return: 0.1, maxDrawdown: -0.1, trades: sharpe === null ? null : 3 } })));
  const request = { ...asked, ...more };
  const grouping = toGrouping(spec, request);
  return layOut(spec, await store.groupTrials('s', grouping), grouping, request);
}

describe('a map of a sweep', () => {
  const spec = specOf({ fast: [2, 3, 4], slow: { from: 10, to: 20, step: 10 } });

  it('has a cell for every pair from the first trial on', async () => {
    const map = await draw(spec, [[1, { fast: 3, slow: 20 }, 1.5]]);
    expect(map).toMatchObject({ metric: 'sharpe', x: { name: 'fast', values: [2, 3, 4], isBinned: false }, y: { name: 'slow', values: [10, 20] } });
    expect(map.values).toEqual([null, null, null, null, 1.5, null]);
    expect(map.trials).toEqual([0, 0, 0, 0, 1, 0]);
    expect(map.best).toEqual([null, null, null, null, 1, null]);
    expect(map.around).toBeNull();
  });

  it('says what lies around the best cell, and what failed there', async () => {
    const map = await draw(spec, [[0, { fast: 2, slow: 10 }, 1], [1, { fast: 3, slow: 10 }, 3], [2, { fast: 4, slow: 10 }, null], [3, { fast: 2, slow: 20 }, 0], [4, { fast: 4, slow: 20 }, 2]]);
    expect(map.around).toBe(1);
    expect([map.values[2], map.trials[2], map.best[2]], 'a trial that failed is counted and has no figure').toEqual([null, 1, null]);
  });

  const three = specOf({ fast: [2, 3], slow: [10], stop: [1, 2, 3] });
  const rows: readonly Row[] = [[0, { fast: 2, slow: 10, stop: 1 }, 1], [1, { fast: 2, slow: 10, stop: 2 }, 4], [2, { fast: 2, slow: 10, stop: 3 }, -2], [3, { fast: 3, slow: 10, stop: 1 }, 0.5]];

  it.each([
    [{}, [4, 0.5], [1, 3]], [{ others: 'mean' }, [1, 0.5], [1, 3]], [{ fixed: 'stop=3' }, [-2, null], [2, null]], [{ fixed: ' stop = 1 ' }, [1, 0.5], [0, 3]],
  ] as const)('puts other parameters together or holds them: %j', async (more, values, best) => {
    const map = await draw(three, rows, more as Partial<SweepMapRequest>);
    expect(map.values).toEqual(values);
    expect(map.best).toEqual(best);
  });

  it('has one row where one parameter varies', async () => {
    const map = await draw(specOf({ fast: [4, 2] }), [[0, { fast: 4 }, 1], [1, { fast: 2 }, 2]], { y: null });
    expect(map.x.values).toEqual([2, 4]);
    expect([map.y, map.values]).toEqual([null, [2, 1]]);
  });

  it('counts one series of several alone', async () => {
    const two = specOf({ fast: [2], slow: [10] }, { data: [...data, ...data], perSeries: 1, trials: 2 });
    const both: readonly Row[] = [[0, { fast: 2, slow: 10 }, 1], [1, { fast: 2, slow: 10 }, 5]];
    expect((await draw(two, both)).values).toEqual([5]);
    expect((await draw(two, both, { series: 0 })).values).toEqual([1]);
    expect((await draw(two, both, { series: 1 })).best).toEqual([1]);
  });

  it('is of one strategy of several', async () => {
    const two = specOf({ fast: [2], slow: [10] }, { others: [{ strategy: 'donchian-breakout', params: {}, space: { entry: [5, 6] } }], perSeries: 1, perSeriesOfOthers: [2], trials: 3 });
    const both: readonly Row[] = [[0, { fast: 2, slow: 10 }, 1], [1, { entry: 5 }, 2], [2, { entry: 6 }, 3]];
    expect((await draw(two, both)).values).toEqual([1]);
    expect(await draw(two, both, { x: 'entry', y: null, strategy: 1 })).toMatchObject({ values: [2, 3], best: [1, 2] });
    expect(() => toGrouping(two, { ...asked, strategy: 2 })).toThrow('has 2 strategies');
  });

  it('puts numbers of any size, and very many values, into equal stretches', async () => {
    const any = await draw(specOf({ fast: { from: 0, to: 24 } }, { search: 'random' }), [[0, { fast: 0.2 }, 1], [1, { fast: 0.9 }, 3], [2, { fast: 24 }, 2]], { y: null });
    expect(any.x).toMatchObject({ isBinned: true });
    expect(any.x.values).toHaveLength(24);
    expect([any.values[0], any.trials[0], any.values[23]]).toEqual([3, 2, 2]);
    const many = await draw(specOf({ fast: { from: 1, to: 5_000 } }), [[0, { fast: 5_000 }, 1]], { y: null });
    expect(many.x.values).toHaveLength(200);
    expect(many.values.at(-1)).toBe(1);
  });

  it.each([[{ x: 'fats' }, 'does not vary fats'], [{ y: 'fast' }, 'two different'], [{ fixed: 'slow' }, 'write period=14'], [{ fixed: 'stop=1' }, 'does not vary stop'], [{ series: 3 }, 'has 1 series']])('refuses what it does not have: %j', (more, words) => {
    expect(() => toGrouping(spec, { ...asked, ...more })).toThrow(words);
  });
});
