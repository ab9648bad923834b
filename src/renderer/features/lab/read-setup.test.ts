import { describe, expect, it } from 'vitest';
import { backtestSettingsSchema } from '../../../contract/model/backtest.ts';
import { instrumentId } from '../../../contract/model/instrument.ts';
import type { BacktestReport } from '../../../contract/model/report.ts';
import type { StrategyInfo } from '../../../contract/model/strategy.ts';
import { timeframe } from '../../../contract/model/timeframe.ts';
import { startSetup, type Setup } from './lab-store.ts';
import { readSetup, setupOf, shareOf } from './read-setup.ts';

const strategy: StrategyInfo = {
  name: 'sma-cross', title: 'Moving averages crossing', family: 'Trend', vectorised: false, description: '',
  params: [
    { name: 'fast', title: 'Fast average', default: 10, min: 1, max: 10_000, isInteger: true },
    { name: 'stop', title: 'Stop', default: 0.05, min: 0.0001, max: 0.9999, isInteger: false },
  ],
};
const set = (changes: Partial<Setup>): Setup => ({ ...startSetup, ...changes });

describe('the setup of a run', () => {
  it('has the defaults where nothing was typed, and settings that the contract takes', () => {
    const { faults, params, settings, fromMs, toMs } = readSetup(startSetup, strategy);
    expect({ faults, params, fromMs, toMs }).toEqual({ faults: {}, params: { fast: 10, stop: 0.05 }, fromMs: null, toMs: null });
    expect(backtestSettingsSchema.parse(settings)).toMatchObject({ cash: 10_000, commissionRate: 0.001, exclusive: true, size: { kind: 'all' } });
  });

  it.each(['0', '10001', '2.5', 'ten', '', '1e2', '0x10'])('refuses %j for a whole number from 1 to 10,000', (text) => {
    const { faults } = readSetup(set({ params: { 'sma-cross': { fast: text } } }), strategy);
    expect(faults).toEqual({ 'param:fast': 'Fast average must be a whole number from 1 to 10,000.' });
  });

  it('writes small limits in full', () => {
    expect(readSetup(set({ params: { 'sma-cross': { stop: '2' } } }), strategy).faults).toEqual({ 'param:stop': 'Stop must be a number from 0.0001 to 0.9999.' });
  });

  it.each([
    [{ cash: '0' }, 'cash'], [{ commission: '-0.1' }, 'commission'], [{ commission: '51' }, 'commission'], [{ spread: 'x' }, 'spread'], [{ commissionFixed: '-1' }, 'commissionFixed'],
    [{ sizing: 'units' as const, units: '0' }, 'units'], [{ from: '2024-02-30' }, 'from'], [{ from: '1 May' }, 'from'], [{ from: '2024-03-02', to: '2024-03-01' }, 'to'],
  ])('names the field that is wrong: %j', (changes, field) => {
    expect(Object.keys(readSetup(set(changes), strategy).faults)).toEqual([field]);
  });

  it('takes the last day with all of its bars', () => {
    expect(readSetup(set({ from: '2024-03-01', to: '2024-03-01' }), strategy)).toMatchObject({ fromMs: Date.UTC(2024, 2, 1), toMs: Date.UTC(2024, 2, 2) });
  });

  it('moves the point of a percentage instead of dividing, so that a rate is what a program would write', () => {
    expect([shareOf('0.2'), shareOf('0.07'), shareOf('5'), shareOf('0')]).toEqual([0.002, 0.0007, 0.05, 0]);
  });

  it('is taken over from a run, and gives that run again', () => {
    const settings = backtestSettingsSchema.parse({ profile: 'backtesting.py', commissionRate: 0.0007, spreadRate: 0.00015, cash: 5_000, exclusive: true, size: { kind: 'units', units: 10 } });
    const series = { instrumentId: instrumentId('FILE:GOOG'), timeframe: timeframe('1d') };
    const report = { spec: { strategy: 'sma-cross', params: { fast: 7, stop: 0.1 }, settings }, series } as unknown as BacktestReport;
    const setup = setupOf(report, startSetup);
    expect(setup).toMatchObject({ strategy: 'sma-cross', series, commission: '0.07', spread: '0.015', units: '10' });
    const again = readSetup(setup, strategy);
    expect(again).toMatchObject({ faults: {}, params: { fast: 7, stop: 0.1 } });
    expect(backtestSettingsSchema.parse(again.settings)).toEqual(settings);
    const other = { ...series, instrumentId: instrumentId('FILE:SPY') };
    expect(setupOf({ ...report, series: null, allSeries: [series, null, other] }, startSetup), 'of several series those that are still stored').toMatchObject({ series, others: [other] });
  });
});
