import { describe, expect, it } from 'vitest';
import { chiSquareTail } from './distributions.ts';
import { gammaTail, johansenTail, type JohansenStatistic } from './johansen-tail.ts';
import { largestTables, traceTables } from './johansen-tables.ts';
import type { Trend } from './test-result.ts';

const levels = [0.1, 0.05, 0.01];
const tables = { trace: traceTables, largest: largestTables };
const cases = (['trace', 'largest'] as const).flatMap((kind) => (['none', 'constant', 'trend'] as const).flatMap((trend) => [1, 2, 3, 4, 5, 6].map((trends) => [kind, trend, trends] as [JohansenStatistic, Trend, number])));

describe('p-values of Johansen', () => {
  it('by Doornik\'s gamma agree with the critical values that MacKinnon, Haug and Michelis simulated', () => {
    const most = { trace: 0, largest: 0 };
    for (const [kind, trend, trends] of cases) {
      tables[kind][trend][trends - 1]?.forEach((critical, i) => (most[kind] = Math.max(most[kind], Math.abs(gammaTail(critical, kind, trend, trends) - (levels[i] ?? 0)))));
    }
    expect(most.trace).toBeLessThan(0.0023);
    expect(most.largest).toBeLessThan(0.0045);
  });
  it.each(cases)('pass through them: %s, %s, %i common trends', (kind, trend, trends) => {
    tables[kind][trend][trends - 1]?.forEach((critical, i) => expect(johansenTail(critical, kind, trend, trends)).toBeCloseTo(levels[i] ?? 0, 9));
  });
  it('fall from 1 to 0 as the statistic grows, without a step', () => {
    for (const [kind, trend, trends] of cases) {
      const end = 5 * (tables[kind][trend][trends - 1]?.[2] ?? 0);
      const shares = Array.from({ length: 401 }, (_, i) => johansenTail((i * end) / 400, kind, trend, trends));
      expect(shares[0]).toBe(1);
      expect(shares.at(-1)).toBeLessThan(1e-6);
      expect(shares.every((share, i) => i === 0 || share <= (shares[i - 1] ?? 0))).toBe(true);
    }
  });
  it('of one common trend with a drift are those of χ² with one degree of freedom', () => {
    for (const kind of ['trace', 'largest'] as const) for (const value of [0.5, 2, 5, 12]) expect(johansenTail(value, kind, 'constant', 1) / chiSquareTail(value, 1)).toBeCloseTo(1, 3);
  });
});
