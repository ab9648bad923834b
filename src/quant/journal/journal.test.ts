import { describe, expect, it } from 'vitest';
import { recordRun } from '../microscope/index.ts';
import type { StrategyDefinition } from '../engine/index.ts';
import { backtestSettingsSchema } from '../../contract/model/backtest.ts';
import { journalLine, journalText, readJournal, roundFee, roundToStep } from './index.ts';

const bars = {
  time: Float64Array.of(1_000, 2_000, 3_000, 4_000), open: Float64Array.of(10, 10.5, 11, 12), high: Float64Array.of(10.5, 11, 12, 13), low: Float64Array.of(9.5, 10, 10.5, 11.5),
  close: Float64Array.of(10.2, 10.9, 11.8, 12.5), volume: Float64Array.of(100, 100, 100, 100),
};
const trader: StrategyDefinition = {
  info: { name: 'hand', title: 'Hand', family: 'own', params: [], vectorised: false, description: '' },
  indicators: () => ({}),
  onBar(c) {
    if (c.index === 0) c.buy({ size: 3, stopLoss: 9 });
    if (c.index === 2) c.close();
  },
};
const settings = backtestSettingsSchema.parse({ cash: 1_000, commissionRate: 1 / 3_000 });
const run = (cash = 1_000) => recordRun(trader, {}, { ...settings, cash }, [{ symbol: 'X', bars }]).journal;
const grain = () => ({ tick: 0.01, lot: 1 });

describe('the journal of a run', () => {
  it('has each intent, order and fill in the time of the market, with orders by number', () => {
    expect([...readJournal(run())].map((entry) => [entry.kind, entry.timeMs, 'order' in entry ? entry.order : null])).toEqual([
      ['intent', 1_000, null], ['placed', 1_000, 1], ['placed', 2_000, 2], ['fill', 2_000, 1], ['gone', 2_000, 1],
      ['intent', 3_000, null], ['placed', 3_000, 3], ['gone', 4_000, 2], ['fill', 4_000, 3], ['gone', 4_000, 3],
    ]);
    expect(journalText(run(), grain).split('\n')[3]).toBe('{"fee":0.0105,"kind":"fill","order":1,"price":10.5,"quantity":3,"side":"buy","symbol":"X","timeMs":2000}');
  });

  it('says nothing of cash: the same trades with other means are the same journal', () => {
    expect(journalText(run(50_000), grain)).toBe(journalText(run(), grain));
  });

  it('up to a moment is the beginning of the whole', () => {
    const whole = journalText(run(), grain);
    const part = journalText(run(), grain, 1);
    expect(whole.startsWith(part) && part.length > 0 && part.length < whole.length).toBe(true);
  });

  it('has prices on the tick, quantities on the lot and fees half-even to 8 digits', () => {
    expect([roundToStep(10.005, 0.01), roundToStep(10.015, 0.01), roundToStep(0.1 + 0.2, 0.1), roundToStep(1.234, 0.25), roundToStep(1 / 3, 0)]).toEqual([10, 10.02, 0.3, 1.25, 0.33333333]);
    expect([roundFee(0.000000005), roundFee(0.000000015)]).toEqual([0, 0.00000002]);
    expect(journalLine({ kind: 'fill', timeMs: 1, symbol: 'X', order: null, side: 'sell', quantity: 2.0000000001, price: 1.0049, fee: 1e-9 }, grain()))
      .toBe('{"fee":0,"kind":"fill","order":null,"price":1,"quantity":2,"side":"sell","symbol":"X","timeMs":1}');
  });
});
