import { describe, expect, it } from 'vitest';
import { formatCompact, formatDate, formatDuration, formatMoney, formatNumber, formatPercent, formatQuantity, formatRest, formatSigned, formatSignedPercent, formatTenths, placesOf, trueMinus } from './format.ts';

describe('a sentence of the application', () => {
  it('has a true minus before its figures, and hyphens in dates and names', () => {
    expect(trueMinus('-72% since 2020-01-05, Sharpe -0.36 (-.5 to -1) of sma-cross, look-ahead')).toBe('−72% since 2020-01-05, Sharpe −0.36 (−.5 to −1) of sma-cross, look-ahead');
  });
});

describe('figures', () => {
  it.each([
    [formatNumber(1234567.891), '1,234,567.89'],
    [formatNumber(-208), '−208.00'],
    [formatNumber(null), '–'],
    [formatNumber(Number.NaN), '–'],
    [formatNumber(-0.001), '0.00'],
    [formatSigned(3.56), '+3.56'],
    [formatSigned(-3.56), '−3.56'],
    [formatSigned(0), '0.00'],
    [formatSigned(0.001), '0.00'],
    [formatPercent(0.548, 1), '54.8%'],
    [formatSignedPercent(0.019), '+1.90%'],
    [formatMoney(999_999.5), '999,999.50'],
    [formatMoney(1_240_000), '1.24 M'],
    [formatMoney(-1_240_000), '−1.24 M'],
    [formatCompact(57_100), '57.1 K'],
    [formatCompact(412), '412'],
    [formatCompact(3.5e9), '3.50 B'],
    [formatQuantity('1200'), '1,200'],
    [formatQuantity('0.25'), '0.25'],
    [formatRest('0.3', '0.1'), '0.2'],
    [formatRest('1500', '0'), '1,500'],
  ])('%s', (actual, expected) => {
    expect(actual).toBe(expected);
  });

  it.each([['0.01', 2], ['1', 0], ['0.00001', 5], ['0.50', 1]])('reads the digits of a step of %s', (step, places) => {
    expect(placesOf(step)).toBe(places);
  });
});

describe('times', () => {
  it('are written with a date, a clock and tenths', () => {
    const ms = Date.UTC(2026, 0, 5, 11, 42, 17, 350);
    expect([formatTenths(ms), formatDate(ms)]).toEqual(['11:42:17.3', 'Mon 5 Jan 2026']);
  });

  it.each([[350, '350 ms'], [4_000, '4 s'], [125_000, '2 min 5 s'], [11_400_000, '3 h 10 min'], [86_400_000 * 12 + 14_400_000, '12 d 4 h']])('%d ms is %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});
