import { describe, expect, it } from 'vitest';
import { normal, streamKey } from '../random/index.ts';
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
  it('are those of simulated random walks, also where no table reaches', () => {
    const { traces, largests } = simulateLimits(3_000, 100);
    for (const [kind, drawn] of [['trace', traces], ['largest', largests]] as const) {
      for (const share of [0.7, 0.5, 0.3]) {
        const statistic = drawn.toSorted((a, b) => b - a)[Math.round(share * drawn.length)] ?? Number.NaN;
        // Three standard errors of 3,000 draws are 0.027; walks of 100 steps are near the limit to about 0.02.
        expect(Math.abs(johansenTail(statistic, kind, 'none', 2) - share), `${kind} at ${share}`).toBeLessThan(0.047);
      }
    }
  });
});

/** The limiting statistics of two common trends without a trend: eigenvalues of (∫W dWᵀ)ᵀ (∫W Wᵀ)⁻¹ (∫W dWᵀ) over drawn walks. */
function simulateLimits(draws: number, steps: number): { traces: number[]; largests: number[] } {
  const key = streamKey(1, 1);
  const [traces, largests]: [number[], number[]] = [[], []];
  for (let draw = 0; draw < draws; draw++) {
    let [x, y, xdx, xdy, ydx, ydy, xx, xy, yy] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
    for (let step = 0; step < steps; step++) {
      const at = 2 * (draw * steps + step);
      const [dx, dy] = [normal(key, at), normal(key, at + 1)];
      [xdx, xdy, ydx, ydy] = [xdx + x * dx, xdy + x * dy, ydx + y * dx, ydy + y * dy];
      [xx, xy, yy] = [xx + x * x, xy + x * y, yy + y * y];
      [x, y] = [x + dx, y + dy];
    }
    const determinant = xx * yy - xy * xy;
    const form = (a: number, b: number, c: number, d: number): number => (a * (yy * c - xy * d) + b * (xx * d - xy * c)) / determinant;
    const [first, mixed, second] = [form(xdx, ydx, xdx, ydx), form(xdx, ydx, xdy, ydy), form(xdy, ydy, xdy, ydy)];
    const half = (first + second) / 2;
    traces.push(2 * half);
    largests.push(half + Math.sqrt(half * half - (first * second - mixed * mixed)));
  }
  return { traces, largests };
}
