import { describe, expect, it } from 'vitest';
import { timeframe } from '../../../contract/model/timeframe.ts';
import type { BarSpacing } from './ports.ts';
import { checkTimeframe, chooseTimeframe, guessTimeframe } from './check-timeframe.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const spacing = (typicalMs: number, more: Partial<BarSpacing> = {}): BarSpacing => ({ typicalMs, share: 0.8, meanMs: typicalMs * 1.4, distances: 100, ...more });
const check = (found: BarSpacing | null, stated: string): string => {
  try {
    checkTimeframe('A.csv', found, timeframe(stated));
    return 'ok';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('guessTimeframe', () => {
  it.each([[1_000, '1s'], [minute, '1m'], [90 * minute, '90m'], [hour, '1h'], [4 * hour, '4h'], [day, '1d'], [7 * day, '1w'], [14 * day, '2w'], [31 * day, '30d'], [92 * day, '90d'], [365 * day, '365d']])('reads %d ms as %s', (ms, expected) => {
    expect(guessTimeframe(spacing(ms))).toBe(expected);
  });
  it('does not read what is no timeframe, keeps no rhythm, or is one bar', () => {
    expect(guessTimeframe(spacing(1_500))).toBeNull();
    expect(guessTimeframe(spacing(minute, { share: 0.1 }))).toBeNull();
    expect(guessTimeframe(null)).toBeNull();
  });
});

describe('chooseTimeframe', () => {
  it('is what the bars seem to have, and a day where that fits or nothing tells', () => {
    expect(chooseTimeframe(spacing(hour))).toBe('1h');
    expect(chooseTimeframe(spacing(7 * day))).toBe('1w');
    expect(chooseTimeframe(spacing(31 * day))).toBe('30d');
    expect(chooseTimeframe(spacing(hour, { distances: 1 })), 'two bars of one day').toBe('1h');
    expect(chooseTimeframe(spacing(3 * day, { distances: 1 })), 'a Friday and a Monday').toBe('1d');
    expect(chooseTimeframe(spacing(25 * hour)), 'days over a change of the clock').toBe('1d');
    expect(chooseTimeframe(null)).toBe('1d');
  });
});

describe('checkTimeframe', () => {
  it('refuses bars that are shorter or longer than stated, with what to say instead', () => {
    expect(check(spacing(hour), '1d')).toBe('A.csv: these look like 1h bars and the timeframe given is 1d: say --timeframe 1h.');
    expect(check(spacing(7 * day), '1d')).toContain('say --timeframe 1w.');
    expect(check(spacing(31 * day), '1d')).toContain('say --timeframe 30d.');
    expect(check(spacing(day), '1h')).toContain('say --timeframe 1d.');
    expect(check(spacing(hour, { distances: 1 }), '1d'), 'two bars on one day').toContain('say --timeframe 1h.');
  });
  it('takes a stated length under any of its names, and calendar months under their days', () => {
    expect(check(spacing(hour), '60m')).toBe('ok');
    expect(check(spacing(7 * day), '7d')).toBe('ok');
    for (const days of [28, 30, 31]) expect(check(spacing(days * day), '30d')).toBe('ok');
    expect(check(spacing(31 * day), '4w')).toBe('ok');
  });
  it('takes a change of the clock between two days', () => {
    for (const hours of [23, 24, 25]) expect(check(spacing(hours * hour, { distances: 1 }), '1d')).toBe('ok');
  });
  it('does not take the gaps of a short file for its spacing', () => {
    expect(check(spacing(3 * day, { distances: 1 }), '1d'), 'a Friday and a Monday').toBe('ok');
    expect(check(null, '1d'), 'one bar').toBe('ok');
  });
  it('takes bars that are seldom traded, and still refuses ticks as days', () => {
    const seldom = spacing(7 * minute, { share: 0.1, meanMs: 12 * minute });
    expect(check(seldom, '1m')).toBe('ok');
    expect(check(seldom, '1d')).toBe('A.csv: the bars lie about 12m apart and are no 1d bars: say with --timeframe how long they are.');
  });
});
