import { expect, it } from 'vitest';
import type { SeriesKey } from '../../../contract/model/bar.ts';
import { readMemory, readSetup, startSetup } from './read-setup.ts';

const series = { instrumentId: 'FILE:WAVE', timeframe: '1d' } as SeriesKey;

it('reads days with all of their bars, and percents without rounding', () => {
  const { faults, input } = readSetup({ ...startSetup, series, from: '2024-01-01', to: '2024-01-31', commission: '0.2', warmup: '50' });
  expect(faults).toEqual({});
  expect(input).toEqual({
    ...series, warmup: 50, fromMs: Date.UTC(2024, 0, 1), toMs: Date.UTC(2024, 1, 1),
    settings: { cash: 10_000, commissionRate: 0.002, spreadRate: 0, slippageRate: 0, fractional: false, closeAtEnd: true },
  });
});

it('leaves out what is not said', () => {
  const { input } = readSetup({ ...startSetup, series });
  expect([input !== null, 'fromMs' in (input ?? {}), 'toMs' in (input ?? {})]).toEqual([true, false, false]);
});

it.each([
  [{ from: '2024-02-31' }, 'from'], [{ from: '2024-02-01', to: '2024-01-01' }, 'to'], [{ cash: '0' }, 'cash'], [{ cash: '-5' }, 'cash'], [{ commission: '51' }, 'commission'], [{ warmup: '2.5' }, 'warmup'], [{ series: null }, 'series'],
] as const)('%j starts nothing: the field says why', (changes, field) => {
  const { faults, input } = readSetup({ ...startSetup, series, ...changes });
  expect([input, Object.keys(faults)]).toEqual([null, [field]]);
});

it('brings back what was kept, and takes nothing that it does not understand', () => {
  const memory = { replayId: 'r1', setup: { ...startSetup, series, cash: '5000', isFractional: true } };
  expect(readMemory(JSON.stringify(memory))).toEqual(memory);
  const nothing = { replayId: null, setup: startSetup };
  for (const saved of [null, 'x', '[]', '{"replayId":7,"setup":{"cash":5,"series":{"instrumentId":"x","timeframe":"soon"}}}']) expect(readMemory(saved), String(saved)).toEqual(nothing);
});
