import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { computeAutocorrelation, fitStudentT, logReturns } from '../../src/quant/stats/index.ts';
import { hasShared, sharedPath } from './shared.ts';

/** Percent log returns of the S&P 500, as the econometric references take them. */
function readReturns(): Float64Array {
  const lines = readFileSync(sharedPath('data/returns/sp500.csv'), 'utf8').trimEnd().split(/\r?\n/).slice(1);
  return logReturns(Float64Array.from(lines, (line) => Number(line.split(',')[5]))).map((value) => 100 * value);
}

describe.runIf(hasShared)('the returns of the S&P 500', () => {
  it('have the autocorrelations that R 4.2.2 gives (acf)', () => {
    const returns = readReturns();
    const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 12));
    expect(computeAutocorrelation(returns, 5).values).toEqual(close([-0.070083952090928, -0.046878662920866, 0.013718049105201, -0.01329672236157, -0.045959314981811]));
    expect(computeAutocorrelation(returns.map(Math.abs), 5).values).toEqual(close([0.24425694027225, 0.34458958947475, 0.29297161560395, 0.30189303444711, 0.3307077295129]));
  });

  it('have the t distribution that R 4.2.2 finds by maximum likelihood (optim over dt, started twice)', () => {
    const fit = fitStudentT(readReturns());
    expect(fit?.logLikelihood, 'the same maximum').toBeCloseTo(-7441.7089503562, 6);
    // A search without derivatives knows its place to about the root of what it knows of its height.
    expect([fit?.location, fit?.scale, fit?.freedom]).toEqual([expect.closeTo(0.0522457, 5), expect.closeTo(0.7149831, 5), expect.closeTo(2.6980347, 4)]);
  });
});
