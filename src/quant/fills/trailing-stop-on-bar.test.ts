import { describe, expect, test } from 'vitest';
import type { BarReading } from './bar-reading.ts';
import { squareRootImpact, volumeShareImpact } from './impact.ts';
import { trailingStopOnBar } from './trailing-stop-on-bar.ts';

const reads = (choice: 'worst' | 'best'): BarReading => ({ choose: (outcomes) => (choice === 'worst' ? 0 : outcomes - 1) });
const sure: BarReading = { choose: () => { throw new Error('Nothing was left open.'); } };
/** A stop below a long position at 95, which follows the best price at 5. */
const sell = (reading: BarReading, open: number, high: number, low: number, close: number): number =>
  trailingStopOnBar(reading, { isBuy: false, stop: Math.max(95, open - 5), raised: Math.max(95, high - 5), open, high, low, close });

describe('a trailing stop on a bar', () => {
  test('asks nothing where the bar leaves nothing open', () => {
    expect(sell(sure, 94, 96, 93, 95), 'opened beyond it').toBe(94);
    expect(sell(sure, 99, 100, 96, 97), 'never came back').toBeNaN();
    expect(sell(sure, 99, 100, 94, 97), 'did not rise').toBe(95);
  });

  test('that was surely hit fills where it stood or where it had risen to', () => {
    const bar = [100, 106, 94, 96] as const;
    expect([sell(reads('worst'), ...bar), sell(reads('best'), ...bar)]).toEqual([95, 101]);
  });

  test('that was surely hit on the way back from the best price fills between the worst price and where it had risen to', () => {
    const bar = [100, 106, 98, 99] as const;
    expect([sell(reads('worst'), ...bar), sell(reads('best'), ...bar)]).toEqual([98, 101]);
  });

  test('that need not have been hit may not fill', () => {
    const bar = [100, 106, 98, 105] as const;
    expect([sell(reads('worst'), ...bar), sell(reads('best'), ...bar)]).toEqual([98, Number.NaN]);
  });

  test('of a short position is the mirror image', () => {
    const buy = (reading: BarReading): number => trailingStopOnBar(reading, { isBuy: true, stop: 105, raised: 99, open: 100, high: 102, low: 94, close: 101 });
    expect([buy(reads('worst')), buy(reads('best'))]).toEqual([102, 99]);
  });
});

describe('impact', () => {
  test('of a share of the volume grows with its square, and not beyond the whole of it', () => {
    expect([0, 50, 100, 400].map((units) => volumeShareImpact(0.1, units, 100))).toEqual([0, 0.025, 0.1, 0.1]);
  });

  test('by the square-root law is nothing where volatility or volume is not known', () => {
    expect(squareRootImpact(1, 25, 0.02, 100)).toBeCloseTo(0.01, 15);
    expect([squareRootImpact(1, 25, Number.NaN, 100), squareRootImpact(1, 25, 0.02, 0)]).toEqual([0, 0]);
  });
});
