import { describe, expect, it } from 'vitest';
import type { ChartIndicator } from '../../../../contract/model/chart-indicator.ts';
import type { IndicatorInfo } from '../../../../contract/model/indicator.ts';
import { instrumentId } from '../../../../contract/model/instrument.ts';
import { usualInputs } from './benchmark.ts';
import { addChosen, duplicateChosen, moveChosen, readableBy, removeChosen, toRequest, withLooks, type KnownIndicators } from './chosen.ts';
import { faultOf, labelIndicator, titleOfOutput, titleOfParam } from './label-indicator.ts';
import { planIndicators } from './plan-indicators.ts';
import { readChosen } from './read-chosen.ts';
import { searchIndicators } from './search-indicators.ts';

const period = (usual: number) => ({ name: 'timePeriod', title: 'Bars', default: usual, min: 2, max: 100_000, isInteger: true });
const info = (name: string, title: string, group: string, outputs: IndicatorInfo['outputs'], params: IndicatorInfo['params'] = [period(14)], inputs: IndicatorInfo['inputs'] = ['close']): IndicatorInfo =>
  ({ name, title, group, inputs, params, outputs, warmup: 13, description: `${title} in a sentence.`, source: 'A book' });
const own = (name: string, style: 'line' | 'histogram' = 'line') => ({ name, pane: 'own' as const, style });
const price = (name: string, style: 'line' | 'band' = 'line') => ({ name, pane: 'price' as const, style });
const list = [
  info('sma', 'Simple moving average', 'Trend', [price('real')]), info('ema', 'Exponential moving average', 'Trend', [price('real')]),
  info('rsi', 'Relative strength index', 'Momentum', [own('real')]), info('stochrsi', 'Stochastic of the relative strength index', 'Momentum', [own('fastk'), own('fastd')]),
  info('macd', 'Moving average convergence divergence', 'Momentum', [own('macd'), own('signal'), own('hist', 'histogram')]),
  info('bollinger_width', 'Bollinger width', 'Volatility', [own('percentB')]),
  info('bbands', 'Bollinger bands', 'Volatility', [price('upper', 'band'), price('middle'), price('lower', 'band')], [period(20), { name: 'maType', title: 'Average', default: 0, min: 0, max: 8, isInteger: true, choices: [{ value: 0, title: 'simple' }, { value: 1, title: 'exponential' }] }]),
  info('cdl3starsinsouth', 'Three stars in the south', 'Candles', [own('integer', 'histogram')], [], ['open', 'high', 'low', 'close']),
];
const known: KnownIndicators = new Map(list.map((one) => [one.name, one]));
const find = (name: string): IndicatorInfo => known.get(name) as IndicatorInfo;
/** A chart with these indicators, put on one after the other; an input names another by its place. */
function chartOf(...wanted: readonly (readonly [name: string, on?: number])[]): ChartIndicator[] {
  return wanted.reduce<ChartIndicator[]>((all, [name, on]) => {
    const source = on === undefined ? undefined : all[on];
    return addChosen(all, find(name), { timePeriod: 9 }, source === undefined ? null : [{ of: source.id, output: find(source.name).outputs[0]?.name ?? '' }], known);
  }, []);
}
const ids = (all: readonly ChartIndicator[]): string[] => all.map((one) => one.id);

describe('the indicators of a chart', () => {
  it('have ids and colours of their own', () => {
    const all = chartOf(['ema'], ['ema'], ['rsi'], ['sma']);
    expect(ids(all)).toEqual(['ema-1', 'ema-2', 'rsi-1', 'sma-1']);
    expect(all.map((one) => one.looks['real']?.hue), 'over the prices one after the other; the first of a pane is rose').toEqual(['ivory', 'phosphor', 'rose', 'rose']);
    expect(duplicateChosen(all, 'ema-1', known)[1]).toMatchObject({ id: 'ema-3', params: { timePeriod: 9 }, looks: { real: { hue: 'violet' } } });
  });

  it('draw a channel in one colour, its middle dashed, and patterns by their sign', () => {
    const [bands, pattern] = withLooks([...chartOf(['bbands']), ...chartOf(['cdl3starsinsouth'])], known);
    expect(Object.values(bands?.looks ?? {}).map(({ hue, dash }) => `${hue} ${dash}`)).toEqual(['ivory solid', 'ivory dashed', 'ivory solid']);
    expect(pattern?.looks['integer']?.hue).toBe('sign');
  });

  it('wash a channel in the colour of its bands and a cloud by which span is above, also those that were stored without', () => {
    const channel = { ...find('bbands'), fills: [{ name: 'fill', first: 'upper', second: 'lower', hasSides: false }] };
    const cloud = { ...info('ichimoku', 'Ichimoku cloud', 'Trend', [price('spanA', 'band'), price('spanB', 'band')]), fills: [{ name: 'cloud', first: 'spanA', second: 'spanB', hasSides: true }] };
    const both: KnownIndicators = new Map([...known, ['bbands', channel], ['ichimoku', cloud]]);
    const [bands] = chartOf(['bbands']);
    const stored = { ...(bands as ChartIndicator), looks: { ...bands?.looks, upper: { hue: 'sage' as const, width: 1, dash: 'solid' as const, isShown: true } } };
    const all = addChosen([stored], cloud, {}, null, both);
    const dressed = withLooks(all, both);
    expect(dressed.map(({ looks }) => (looks['fill'] ?? looks['cloud'])?.hue)).toEqual(['sage', 'sign']);
    const { plans } = planIndicators(dressed, both, {});
    expect(plans.map(({ fills }) => fills.map(({ name, first, second, look }) => [name, first, second, look.isShown]))).toEqual([[['fill', 'upper', 'lower', true]], [['cloud', 'spanA', 'spanB', true]]]);
  });

  it('are named without a shift or a start that there is not, and their outputs in words', () => {
    const shift = { name: 'displacement', title: 'Bars by which the spans come late', default: 0, min: 0, max: 1_000, isInteger: true };
    const cloud = info('ichimoku', 'Ichimoku cloud', 'Trend', [price('spanA', 'band')], [period(9), shift]);
    const both: KnownIndicators = new Map([['ichimoku', cloud]]);
    const named = (params: ChartIndicator['params']): string => labelIndicator({ id: 'ichimoku-1', name: 'ichimoku', params, inputs: null, looks: {}, isShown: true }, [], both);
    expect([named({ timePeriod: 9, displacement: 0 }), named({ timePeriod: 9, displacement: 26 })]).toEqual(['ICHIMOKU 9', 'ICHIMOKU 9 26']);
    expect(['spanA', 'valueArea', 'hist', 'upper', 'real'].map((name) => titleOfOutput(name, cloud))).toEqual(['Span A', 'Value area', 'Histogram', 'Upper', 'ICHIMOKU']);
    expect([titleOfParam({ title: 'Begins at, in milliseconds since 1970 UTC', max: 8_640_000_000_000_000 }), titleOfParam(shift)]).toEqual(['Begins at', 'Bars by which the spans come late']);
  });

  it('do not open a pane for what only comments on a line over the prices', () => {
    const supertrend = { ...find('sma'), name: 'supertrend', outputs: [price('supertrend'), own('direction')] };
    const all = addChosen([], supertrend, {}, null, new Map([...known, ['supertrend', supertrend]]));
    expect(Object.values(all[0]?.looks ?? {}).map((look) => look.isShown)).toEqual([true, false]);
  });

  it('move as far as there are places, and go with what they read', () => {
    const all = chartOf(['rsi'], ['ema', 0], ['sma', 1], ['ema']);
    expect(ids(moveChosen(all, 'ema-2', -2))).toEqual(['rsi-1', 'ema-2', 'ema-1', 'sma-1']);
    expect(ids(moveChosen(all, 'rsi-1', -1))).toEqual(ids(all));
    expect(ids(removeChosen(all, 'rsi-1'))).toEqual(['ema-2']);
    expect(ids(removeChosen(all, 'sma-1'))).toEqual(['rsi-1', 'ema-1', 'ema-2']);
  });

  it('read others that do not read them, four deep at most', () => {
    const all = chartOf(['rsi'], ['ema', 0], ['sma', 1], ['ema', 2], ['rsi']);
    expect(ids(readableBy(all, 'rsi-1'))).toEqual([]);
    expect(ids(readableBy(all, 'rsi-2'))).toEqual(['rsi-1', 'ema-1', 'sma-1']);
    expect(ids(readableBy(all, 'sma-1')), 'with the one over it and two below it').toEqual(['rsi-1', 'ema-1', 'rsi-2']);
    expect(ids(readableBy(all, null))).toEqual(['rsi-1', 'ema-1', 'sma-1', 'rsi-2']);
  });

  it('are asked for with what they read said in full', () => {
    const all = chartOf(['rsi'], ['ema', 0]);
    expect(toRequest(all, all[1] as ChartIndicator)).toEqual({ name: 'ema', params: { timePeriod: 9 }, columns: [{ name: 'rsi', params: { timePeriod: 9 }, output: 'real' }] });
    expect(toRequest([], all[1] as ChartIndicator), 'what it reads is gone').toBeNull();
  });

  it('lie in the pane of what they read, panes in their order; what is hidden needs none', () => {
    const all = chartOf(['macd'], ['rsi'], ['ema', 1], ['sma']);
    const { plans, panes } = planIndicators(moveChosen(all, 'rsi-1', -1), known, { 'macd-1': 0.5 });
    expect(panes).toEqual([{ id: 'rsi-1', share: 0.32 }, { id: 'macd-1', share: 0.5 }]);
    expect(plans.map(({ id, outputs }) => [id, outputs[0]?.pane])).toEqual([['rsi-1', 'rsi-1'], ['macd-1', 'macd-1'], ['ema-1', 'rsi-1'], ['sma-1', 'prices']]);
    const hidden = all.map((one) => ({ ...one, isShown: one.id === 'sma-1' }));
    expect(planIndicators(hidden, known, {}).panes).toEqual([]);
    const overVolume = addChosen([], find('sma'), { timePeriod: 20 }, ['volume'], known);
    expect(planIndicators(overVolume, known, {}).panes.map(({ id }) => id), 'volume is no price').toEqual(['sma-1']);
  });

  it('are named by what they are set with and what they read', () => {
    const all = chartOf(['rsi'], ['ema', 0], ['bbands']);
    const label = (one: ChartIndicator) => labelIndicator(one, all, known);
    expect(all.map(label)).toEqual(['RSI 9', 'EMA 9 of RSI 9', 'BBANDS 9']);
    expect(label({ ...(all[2] as ChartIndicator), params: { timePeriod: 20, maType: 1 }, inputs: ['open'] })).toBe('BBANDS 20 exponential of open');
  });

  it('that read another instrument name it, ask for it, keep it, and do not lie over the prices', () => {
    const beta = { ...find('sma'), name: 'rolling_beta', inputs: ['close', 'open'] as const satisfies IndicatorInfo['inputs'], benchmark: 1, outputs: [own('real')] } as IndicatorInfo;
    const both: KnownIndicators = new Map([...known, ['rolling_beta', beta]]);
    const tape = { instrumentId: instrumentId('SIM:TAPE'), column: 'close' } as const;
    const all = addChosen(addChosen([], beta, { timePeriod: 60 }, usualInputs(beta, tape), both), find('sma'), { timePeriod: 9 }, [{ ...tape, column: 'high' }], both);
    expect(all.map((one) => labelIndicator(one, all, both))).toEqual(['ROLLING BETA 60 vs TAPE', 'SMA 9 of TAPE high']);
    expect(toRequest(all, all[0] as ChartIndicator)).toEqual({ name: 'rolling_beta', params: { timePeriod: 60 }, columns: ['close', tape] });
    expect(planIndicators(all, both, {}).panes.map(({ id }) => id)).toEqual(['rolling_beta-1', 'sma-1']);
    expect(readChosen(JSON.parse(JSON.stringify(all)) as unknown[])).toEqual(all);
    expect(readChosen([{ ...all[1], inputs: [{ instrumentId: 'SIM:TAPE', column: 'time' }] }])).toEqual([]);
    expect([usualInputs(beta, null), usualInputs(find('sma'), tape)]).toEqual([null, null]);
  });

  it('of candles stand in the place of those of the bars, unless the reader wants both or they are hidden', () => {
    const heikin = { ...find('sma'), name: 'heikin_ashi', outputs: ['open', 'high', 'low', 'close'].map((name) => ({ name, pane: 'price' as const, style: 'candles' as const })) };
    const both: KnownIndicators = new Map([...known, ['heikin_ashi', heikin]]);
    const [one] = addChosen([], heikin, {}, null, both) as [ChartIndicator];
    const hides = (changes: Partial<ChartIndicator>): boolean | undefined => planIndicators([{ ...one, ...changes }], both, {}).plans[0]?.hidesBars;
    const unseen = Object.fromEntries(Object.entries(one.looks).map(([name, look]) => [name, { ...look, isShown: false }]));
    expect([hides({}), hides({ hidesBars: false }), hides({ looks: unseen }), hides({ isShown: false })]).toEqual([true, false, false, undefined]);
    expect(readChosen([{ ...one, hidesBars: false }])).toEqual([{ ...one, hidesBars: false }]);
  });

  it('of bricks are as high as they are set, hide no bars, and are kept in one colour', () => {
    const size = { name: 'brickSize', title: 'Height', default: 1, min: 1e-9, max: 1e9, isInteger: false };
    const renko = { ...find('sma'), name: 'renko', params: [size], outputs: [...['open', 'close'].map((name) => ({ name, pane: 'price' as const, style: 'bricks' as const })), own('bricks', 'histogram')] };
    const both: KnownIndicators = new Map([...known, ['renko', renko]]);
    const all = addChosen(addChosen([], renko, { brickSize: 0.5 }, null, both), renko, {}, null, both);
    const { plans, panes } = planIndicators(all, both, {});
    expect(plans.map(({ brickHeight, hidesBars }) => [brickHeight, hidesBars])).toEqual([[0.5, false], [1, false]]);
    expect([panes, all[0]?.looks['open']?.hue, all[0]?.looks['bricks']?.isShown]).toEqual([[], 'grey', false]);
  });

  it('whose outputs are in other units have a scale for each', () => {
    const strength = { ...find('sma'), name: 'relative_strength', outputs: [own('ratio'), { ...own('mansfield'), scale: 'own' as const }] };
    const both: KnownIndicators = new Map([...known, ['relative_strength', strength]]);
    const { plans } = planIndicators(addChosen([], strength, {}, null, both), both, {});
    expect(plans[0]?.outputs.map(({ name, pane, hasOwnScale }) => [name, pane, hasOwnScale])).toEqual([['ratio', 'relative_strength-1', false], ['mansfield', 'relative_strength-1', true]]);
  });

  it('refuse a wrong parameter in one sentence with the range', () => {
    expect([faultOf(period(14), '14'), faultOf(period(14), '2.5'), faultOf(period(14), '')]).toEqual([null, 'Bars must be a whole number from 2 to 100,000.', 'Bars must be a whole number from 2 to 100,000.']);
    expect(faultOf({ name: 'x', title: 'Start', default: 0, min: -3e37, max: 3e37, isInteger: false }, 'x')).toBe('Start must be a number.');
  });
});

describe('stored indicators', () => {
  it('come back as they were', () => {
    const all = chartOf(['rsi'], ['ema', 0], ['bbands']);
    expect(readChosen(JSON.parse(JSON.stringify(all)) as unknown[])).toEqual(all);
  });

  it('of an earlier version have no looks yet', () => {
    expect(readChosen([{ id: 'ema-9', name: 'ema', params: { timePeriod: 9 } }])).toEqual([{ id: 'ema-9', name: 'ema', params: { timePeriod: 9 }, inputs: null, looks: {}, isShown: true }]);
  });

  it('that cannot be read are left out, with those that read them or themselves', () => {
    const [rsi, ema] = chartOf(['rsi'], ['ema', 0]) as [ChartIndicator, ChartIndicator];
    const circle = { ...rsi, inputs: [{ of: ema.id, output: 'real' }] };
    expect(readChosen([null, 'rsi', { ...rsi, params: { timePeriod: '9' } }, ema])).toEqual([]);
    expect(readChosen([circle, ema])).toEqual([]);
    expect(readChosen([{ ...rsi, looks: { real: { hue: '#f00', width: 1, dash: 'solid', isShown: true } } }, rsi])).toEqual([{ ...rsi, looks: {} }]);
  });
});

describe('the search', () => {
  const names = (text: string): string[] => searchIndicators(list, text).map((one) => one.name);
  it('finds by name, title, other words and letters that begin words, best first', () => {
    expect(names('rsi')).toEqual(['rsi', 'stochrsi']);
    expect(names('bollinger')).toEqual(['bbands', 'bollinger_width']);
    expect(names('moving average')).toEqual(['sma', 'ema', 'macd']);
    expect(names('stars south')).toEqual(['cdl3starsinsouth']);
    expect(names('bb')[0]).toBe('bbands');
    expect(names('momentum')).toEqual(['rsi', 'macd', 'stochrsi']);
    expect([names(''), names('nothing of it')]).toEqual([list.map((one) => one.name), []]);
  });
});
