import { describe, expect, it } from 'vitest';
import { backtestSettingsSchema } from '../../../contract/model/backtest.ts';
import type { SeriesInfo } from '../../../contract/model/bar.ts';
import { instrumentId, type Instrument } from '../../../contract/model/instrument.ts';
import type { StrategyInfo } from '../../../contract/model/strategy.ts';
import type { SweepSpec } from '../../../contract/model/sweep.ts';
import { timeframe } from '../../../contract/model/timeframe.ts';
import { useLab } from '../lab/index.ts';
import { layOutPairs, nextPair } from './matrix-layout.ts';
import { addSeries, canBeSwept, readFurther } from './read-further.ts';
import { groupsOnOffer, seriesOnOffer } from './series-on-offer.ts';
import { hasPairs, shortTitle, strategyOf } from './swept.ts';

const key = (id: string, length = '1d') => ({ instrumentId: instrumentId(id), timeframe: timeframe(length) });
const strategyNamed = (name: string, more: Partial<StrategyInfo> = {}): StrategyInfo => ({
  name, title: name, family: 'trend', vectorised: true, description: '', params: ['fast', 'slow'].map((param, k) => ({ name: param, title: param, default: 10 * (k + 1), min: 1, max: 100, isInteger: true })), ...more,
});

describe('pairs of strategies and series', () => {
  const [few, many] = [['a', 'b'], ['X', 'Y', 'Z']].map((names) => names);
  const matrix = (strategies: readonly string[] = [], symbols: readonly string[] = []) => ({ strategies: [...strategies], series: symbols.map((symbol) => ({ symbol, bars: 9 })) });

  it('run down where there are more of them, and every place has the figures of its pair', () => {
    for (const given of [matrix(few, many), matrix(many, few)]) {
      const layout = layOutPairs(given);
      expect(layout.rows).toHaveLength(3);
      for (let place = 0; place < 6; place++) {
        const { strategy, series } = layout.pairAt(place);
        const names = [given.strategies[strategy], given.series[series]?.symbol];
        expect(names).toContain(layout.rows[Math.floor(place / 2)]);
        expect(names).toContain(layout.columns[place % 2]);
        expect(layout.placeOf({ strategy, series })).toBe(place);
        expect(layout.placeAt(layout.valueAt(place))).toBe(place);
        expect(layout.valueAt(place), 'the lists go strategy by strategy').toBe(strategy * given.series.length + series);
      }
    }
  });

  it('are walked by keys and never off the edge', () => {
    const layout = layOutPairs(matrix(few, many));
    expect(['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp', 'End', 'PageDown', 'a'].map((pressed) => nextPair(pressed, 0, layout))).toEqual([1, 0, 2, 0, 1, 4, null]);
    expect(nextPair('ArrowDown', 5, layout)).toBe(5);
  });
});

describe('what a sweep tries beside the lab', () => {
  const setup = useLab.getState().setup;
  const named = { ...setup, series: key('FILE:A') };

  it('takes each strategy with its own parameters, and one that varies nothing once', () => {
    const still = { isVaried: false, kind: 'range', from: '', to: '', step: '', list: '' } as const;
    const { others, faults } = readFurther(named, [strategyNamed('one'), strategyNamed('two')], { two: { params: { fast: still, slow: still } } });
    expect(faults).toEqual({});
    expect(others?.[0]).toMatchObject({ strategy: 'one', params: {}, where: 'fast < slow' });
    expect(Object.keys(others?.[0]?.space ?? {})).toEqual(['fast', 'slow']);
    expect(others?.[1]).toEqual({ strategy: 'two', params: { fast: 10, slow: 20 }, space: {} });
  });

  it('is nothing while one of them is wrong, and says which', () => {
    const wrong = { isVaried: true, kind: 'list', from: '', to: '', step: '', list: 'x' } as const;
    const { others, faults } = readFurther(named, [strategyNamed('one'), strategyNamed('two')], { two: { params: { fast: wrong } } });
    expect(others).toBeNull();
    expect(Object.keys(faults)).toEqual(['two']);
    expect(Object.values(faults['two'] ?? {})[0]).toContain('x does not fit');
  });

  it('leaves out strategies of several series, and those that cannot be read', () => {
    expect([strategyNamed('a'), strategyNamed('b', { symbols: { min: 2 } }), strategyNamed('c', { symbols: { min: 1 } }), strategyNamed('d', { problem: 'It has no name.' })].map(canBeSwept)).toEqual([true, false, true, false]);
  });

  it('has every series once, and no more than a sweep takes', () => {
    expect(addSeries(key('A'), [key('B')], [key('A'), key('C'), key('C'), key('B'), key('A', '1h')])).toEqual([key('B'), key('C'), key('A', '1h')]);
    expect(addSeries(key('A'), [], Array.from({ length: 80 }, (_, k) => key(`S${k}`)))).toHaveLength(49);
  });
});

describe('series on offer', () => {
  const stored = [key('FILE:A'), key('FILE:A', '1h'), key('FILE:B'), key('FILE:EMPTY')].map((one): SeriesInfo => ({ ...one, bars: one.instrumentId === 'FILE:EMPTY' ? 0 : 9 } as SeriesInfo));
  const instruments = ['SIM:X', 'SIM:Y', 'FILE:A'].map((id) => ({ id: instrumentId(id), isTradable: id.startsWith('SIM') }) as Instrument);

  it('are stored ones of any length, and those of the market in the bars of the first', () => {
    expect(seriesOnOffer(key('FILE:A'), { stored, instruments })).toEqual([key('FILE:A'), key('FILE:A', '1h'), key('FILE:B'), key('SIM:X'), key('SIM:Y')]);
  });

  it('come as whole lists, without what has no such bars', () => {
    const watchlists = [{ name: 'Metals', instrumentIds: ['FILE:B', 'SIM:Y', 'GONE:Z'].map(instrumentId) }, { name: 'One', instrumentIds: [instrumentId('FILE:B')] }];
    expect(groupsOnOffer(key('FILE:A'), { stored, instruments, watchlists }).map(({ name, series }) => [name, series.map((one) => one.instrumentId)])).toEqual([
      ['The whole watchlist', ['SIM:X', 'SIM:Y']], ['Metals', ['FILE:B', 'SIM:Y']], ['All stored 1d bars', ['FILE:A', 'FILE:B']],
    ]);
  });
});

describe('a sweep of several strategies', () => {
  const spec: SweepSpec = {
    strategy: 'sma-cross', params: {}, settings: backtestSettingsSchema.parse({}), space: { fast: [5] }, search: 'grid', metric: 'sharpe', searchSeed: 1, data: [], engineVersion: '1',
    others: [{ strategy: 'donchian', params: { exit: 5 }, space: { entry: [9] } }, { strategy: 'donchian', params: { entry: 9 }, space: { exit: [5] } }],
  };

  it('opens a trial with the strategy that it is of', () => {
    expect(strategyOf(spec, { strategy: 'sma-cross', params: { fast: 5 } })).toMatchObject({ strategy: 'sma-cross' });
    expect(strategyOf(spec, { strategy: 'donchian', params: { exit: 5 } })).toMatchObject({ params: { entry: 9 } });
    const { others: _, ...one } = spec;
    expect([strategyOf(one, { params: { fast: 5 } }).strategy, hasPairs(one), hasPairs(spec)]).toEqual(['sma-cross', false, true]);
  });

  it('has a title that fits a line', () => {
    expect(shortTitle('sma-cross fast/slow on GOOG')).toBe('sma-cross fast/slow on GOOG');
    expect(shortTitle('sma-cross, buy-and-hold, donchian fast/slow on A, B, C, D')).toBe('sma-cross and 2 more on 4 series');
    expect(shortTitle('sma-cross, donchian fast on A, B')).toBe('sma-cross, donchian fast on A, B');
  });
});
