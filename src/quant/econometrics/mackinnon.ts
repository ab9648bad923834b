import { normalCdf } from '../stats/index.ts';
import { criticalSurfaces, surfaces } from './mackinnon-tables.ts';
import type { CriticalValues, Trend } from './test-result.ts';

const evaluate = (coefficients: readonly number[], x: number): number => coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);

/** Most series that the tables know. */
export const mostSeries = 6;

/**
 * Probability of a Dickey-Fuller statistic as low if there is a unit root (or no cointegration, with several series): MacKinnon 1994,
 * the values of statsmodels' `mackinnonp`. Asymptotic.
 */
export function mackinnonP(statistic: number, trend: Trend, series = 1): number {
  const { least, most, star, below, above } = surfaces[trend];
  const row = series - 1;
  if (statistic > most[row]!) return 1;
  if (statistic < least[row]!) return 0;
  return normalCdf(evaluate((statistic <= star[row]! ? below : above)[row]!, statistic));
}

/** Critical values for that many observations (MacKinnon 2010); null where the tables have none. */
export function mackinnonCritical(trend: Trend, observations: number, series = 1): CriticalValues | null {
  const row = criticalSurfaces[trend][series - 1];
  if (row === undefined) return null;
  const at = row.map((coefficients) => evaluate(coefficients, 1 / observations));
  return { '1%': at[0]!, '5%': at[1]!, '10%': at[2]! };
}
