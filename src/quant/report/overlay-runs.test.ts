import { describe, expect, it } from 'vitest';
import { runOverlaySchema } from '../../contract/model/run-overlay.ts';
import { overlayRuns } from './overlay-runs.ts';
import { crossingRun } from './test-run.ts';

const plain = crossingRun(300).result;
const costly = crossingRun(300, { commissionRate: 0.02 }).result;
const short = crossingRun(200).result;
const named = (results: readonly (typeof plain)[]) => results.map((result, k) => ({ runId: `run-${k}`, title: `Run ${k}`, result }));

describe('runs side by side', () => {
  const overlay = overlayRuns(named([plain, costly, short]), 5_000);

  it('are what the contract promises, with the figures of each', () => {
    expect(runOverlaySchema.parse(overlay).figures.find(({ name }) => name === 'totalReturn')?.values).toEqual([plain, costly, short].map(({ metrics }) => metrics['totalReturn']));
  });

  it('say which figure is the best, where there is better and worse', () => {
    const bestOf = (name: string) => overlayRuns(named([costly, plain]), 5_000).figures.find((figure) => figure.name === name)?.best;
    expect(bestOf('finalEquity')).toBe(1);
    expect(bestOf('maxDrawdown'), 'falls are negative').toBe(1);
    expect(bestOf('commission'), 'less is better').toBe(1);
    expect(bestOf('trades')).toBeNull();
    expect(overlayRuns(named([plain, plain]), 5_000).figures.every(({ best }) => best === null), 'of equals none is the best').toBe(true);
  });

  it('name what they were made with otherwise, and nothing else', () => {
    expect(overlayRuns(named([plain, costly]), 5_000).differences).toEqual([{ name: 'settings.commissionRate', values: ['0.001', '0.02'] }]);
    expect(overlay.differences.map(({ name }) => name)).toEqual(['settings.commissionRate', 'data']);
  });

  it('grow from where each began to where it ended, over moments that they share', () => {
    const [first, , last] = overlay.curve.growth;
    expect(overlay.curve.time).toEqual(plain.equity.time);
    expect(first).toEqual(plain.equity.value.map((value) => value / 10_000 - 1));
    // The last 200 of the same 300 bars.
    expect(last?.slice(0, 100)).toEqual(Array(100).fill(null));
    expect(last?.at(-1)).toBeCloseTo(Number(short.metrics['totalReturn']), 12);
    expect(overlayRuns(named([plain, costly]), 200).curve.time.length).toBeLessThanOrEqual(200);
  });
});
