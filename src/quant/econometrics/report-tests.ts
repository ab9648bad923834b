import type { SeriesTest, SeriesTestName, SeriesTestReport } from '../../contract/model/series-test.ts';
import { QuantError } from '../error.ts';
import { testAdf } from './adf.ts';
import { testArchLm } from './arch-lm.ts';
import { testEngleGranger } from './engle-granger.ts';
import { testJarqueBera } from './jarque-bera.ts';
import { testJohansen, type RankTest } from './johansen.ts';
import { testKpss } from './kpss.ts';
import { testLjungBox } from './ljung-box.ts';
import type { CriticalValues, Trend } from './test-result.ts';

/** Series that belong together value by value, by their names; gaps have been left out. */
export type SeriesTestRequest = {
  readonly names: readonly string[];
  readonly series: readonly Float64Array[];
  /** What the tests of roots and of cointegration allow for. */
  readonly trend: Trend;
  /** null: as many as each test chooses. */
  readonly lags: number | null;
  readonly leftOut: number;
};

const share = 0.05;

type Outcome = { readonly statistic: number; readonly pValue: number; readonly observations: number; readonly lags?: number; readonly criticalValues?: CriticalValues | null };

const describe = (test: SeriesTestName, title: string, nullHypothesis: string, { statistic, pValue, observations, lags = 0, criticalValues = null }: Outcome): SeriesTest =>
  ({ test, title, nullHypothesis, statistic, pValue, criticalValues, lags: lags === 0 && test === 'jarque-bera' ? null : lags, observations, isRejected: pValue < share });

/**
 * Every test of one series: roots, stationarity, autocorrelation, normality and clustering (of what differs from the mean). Of several: their
 * cointegration, with the hedge of the first by the others. Throws what the tests throw, with the name of the test.
 */
export function reportTests(request: SeriesTestRequest): SeriesTestReport {
  const { series, leftOut } = request;
  const base = { observations: series[0]?.length ?? 0, leftOut };
  if (series.length === 0) throw new QuantError('TOO_FEW', 'There is no series to test.');
  return series.length === 1 ? { ...base, tests: testOne(series[0]!, request), hedge: null, relations: null } : { ...base, ...testTogether(request) };
}

function testOne(values: Float64Array, { trend, lags }: SeriesTestRequest): SeriesTest[] {
  const given = lags === null ? {} : { lags };
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return [
    describe('adf', 'augmented Dickey-Fuller', 'there is a unit root: the series wanders', named('adf', () => testAdf(values, { trend, ...given, ...(lags === null ? {} : { choice: 'fixed' }) }))),
    describe('kpss', 'KPSS', 'the series is stationary', named('kpss', () => testKpss(values, { trend: trend === 'none' ? 'constant' : trend, ...given }))),
    describe('ljung-box', 'Ljung-Box', 'values do not depend on those before them', named('ljung-box', () => testLjungBox(values, given))),
    describe('arch-lm', 'Engle\'s ARCH-LM', 'the size of a value does not depend on the sizes before it', named('arch-lm', () => testArchLm(values.map((value) => value - mean), given))),
    describe('jarque-bera', 'Jarque-Bera', 'the values are normally distributed', named('jarque-bera', () => testJarqueBera(values))),
  ];
}

function testTogether({ names, series, trend, lags }: SeriesTestRequest): Omit<SeriesTestReport, 'observations' | 'leftOut'> {
  const pair = named('engle-granger', () => testEngleGranger(series, { trend, ...(lags === null ? {} : { lags, choice: 'fixed' }) }));
  const johansen = named('johansen', () => testJohansen(series, { trend, lags: lags ?? 1 }));
  const toTest = (test: SeriesTestName, title: string, end: (most: number) => string) => ({ atMost, statistic, pValue, criticalValues }: RankTest): SeriesTest => ({
    test, title, nullHypothesis: `there are at most ${atMost} relations${end(atMost)}`, statistic, pValue, criticalValues, lags: johansen.lags, observations: johansen.observations,
    isRejected: statistic > criticalValues['5%']!,
  });
  return {
    tests: [
      describe('engle-granger', 'Engle-Granger', `${names[0]} and the others are not cointegrated`, pair),
      ...johansen.trace.map(toTest('johansen-trace', 'Johansen, trace', () => '')),
      ...johansen.largest.map(toTest('johansen-largest', 'Johansen, largest eigenvalue', (most) => ` (against ${most + 1})`)),
    ],
    hedge: { ratios: Object.fromEntries(pair.hedgeRatios.map((ratio, i) => [names[i + 1]!, ratio])), intercept: pair.intercept, halfLife: pair.halfLife },
    relations: { rank: johansen.rank, eigenvalues: [...johansen.eigenvalues], weights: johansen.vectors.map((vector) => Object.fromEntries(vector.map((weight, i) => [names[i]!, weight]))) },
  };
}

/** The same, with the name of the test before the reason why it cannot be made. */
function named<T>(test: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof QuantError) throw new QuantError(error.code, `${test}: ${error.message}`);
    throw error;
  }
}
