import { expect, it } from 'vitest';
import type { Desk } from './desk-store.ts';
import { chosenSince, readMemory } from './desk-memory.ts';

const whole = { desk: { workspace: 'lab', instrumentId: 'SIM:VOLT', timeframe: '15m', runId: 'run-1' }, indicators: [{ id: 'rsi-14', name: 'rsi', params: { timePeriod: 14 }, inputs: null, looks: {}, isShown: true }], paneShares: { 'rsi-14': 0.4 } };

it('brings a stored desk back', () => {
  expect(readMemory(JSON.stringify(whole))).toEqual(whole);
});

it('leaves what was never stored as it is delivered', () => {
  expect(readMemory(null)).toEqual({ desk: {}, indicators: null, paneShares: {} });
});

it.each([
  ['text that is no JSON', 'desk'],
  ['a list', '[]'],
  ['a workspace that there is not', JSON.stringify({ desk: { workspace: 'kitchen', instrumentId: 7, timeframe: 'soon', runId: 1 } })],
])('takes nothing from %s', (_name, saved) => {
  expect(readMemory(saved)).toEqual({ desk: {}, indicators: null, paneShares: {} });
});

it('drops indicators that cannot be drawn and keeps the rest', () => {
  const stored = { ...whole, indicators: [...whole.indicators, { id: 'x', name: 'x', params: { a: 'b' } }, null, 'rsi'] };
  expect(readMemory(JSON.stringify(stored)).indicators).toEqual(whole.indicators);
});

it('lets stand what was chosen before it was back, and nothing else', () => {
  const start = { workspace: 'trade', instrumentId: 'SIM:ACME', timeframe: '1m', runId: null } as Desk;
  expect(chosenSince(start, { ...start, workspace: 'lab' })).toEqual({ workspace: 'lab' });
  expect(chosenSince(start, start)).toEqual({});
});
