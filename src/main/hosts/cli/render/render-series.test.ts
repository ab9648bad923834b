import { describe, expect, it } from 'vitest';
import { parseFactors } from '../read-factors.ts';
import { renderAligned, renderBars, renderFactors, renderGaps, toCsv, toFactorCsv } from './render-series.ts';

const dayMs = 86_400_000;

describe('series for people', () => {
  it('are their last twenty rows', () => {
    const list = Array.from({ length: 25 }, (_, i) => i);
    const lines = renderBars({ time: list.map((i) => i * dayMs), open: list, high: list, low: list, close: list, volume: list }).split('\n');
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toMatch(/^1970-01-25T00:00:00.000Z +24 +24/);
    expect(renderAligned({ join: 'outer', rows: 1, time: [0], series: [{ name: 'A', missing: 1, close: [null] }] }).split('\n')[1]).toMatch(/–$/);
  });
  it('of gaps say how many there are of each kind and that there are more', () => {
    const counts = { overnight: 3, weekend: 1, holiday: 0, halt: 0, untraded: 0, missing: 1 };
    const report = { calendar: 'us-equity', timezone: 'America/New_York', bars: 9, barMs: 60_000, outside: 2, missingBars: 4, counts, gapCount: 5, gaps: [{ kind: 'missing' as const, fromMs: 0, toMs: 240_000, missingBars: 4 }] };
    expect(renderGaps(report)).toContain('us-equity (America/New_York)');
    expect(renderGaps(report)).toContain('The last 1 of 5');
    expect(renderGaps({ ...report, gaps: [], gapCount: 0 })).toContain('No gaps of that kind.');
  });
});

describe('series as CSV', () => {
  it('have dates where every moment is one, moments else, and nothing for none', () => {
    expect(toCsv({ time: [0, dayMs], 'A,B': [0.1, null] })).toBe('time,"A,B"\n1970-01-01,0.1\n1970-01-02,\n');
    expect(toCsv({ time: [0, 60_000], close: [1, 2] })).toBe('time,close\n1970-01-01T00:00:00.000Z,1\n1970-01-01T00:01:00.000Z,2\n');
  });
});

it('shows a factor table, and writes the one that is read again', () => {
  const made = { factors: [{ date: '2026-01-05', priceFactor: 0.9999123456789, splitFactor: 0.5 }], used: 1, leftOut: 0 };
  expect(renderFactors(made)).toBe('up to          price factor  split factor\n2026-01-05  0.9999123456789           0.5\n\nMade of 1 action; each row holds up to and including its date.');
  expect(parseFactors(toFactorCsv(made.factors), 'a.csv')).toEqual(made.factors);
  expect(renderFactors({ ...made, factors: [] })).toContain('nothing to adjust');
});
