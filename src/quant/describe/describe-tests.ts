import type { SeriesTest } from '../../contract/model/description.ts';
import { chiSquareTail, testAdf, testArchLm, testJarqueBera, testKpss, testLjungBox, type TestResult } from '../econometrics/index.ts';
import { computeAutocorrelation } from '../stats/index.ts';
import { QuantError } from '../error.ts';
import { sayNumber, sayP } from './words.ts';

type Outcome = TestResult & { readonly isPValueAtEdge?: boolean };

/** A test in plain words: what it asks, and what a rejection and its absence mean. */
type TestWords = {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly rejected: readonly [verdict: string, sentence: string];
  readonly kept: readonly [verdict: string, sentence: string];
  readonly formula: string;
  readonly convention: string;
  readonly source: string;
  readonly run: (returns: Float64Array, logLevels: Float64Array) => Outcome;
};

const level = 0.05;
const boxLags = 10;
/** Standard errors in half the width of a band of 95 %. */
const twoSided = 1.959963984540054;

const demeaned = (returns: Float64Array): Float64Array => {
  const mean = returns.reduce((sum, value) => sum + value, 0) / returns.length;
  return returns.map((value) => value - mean);
};

const tests: readonly TestWords[] = [
  {
    id: 'jarque-bera', title: 'Jarque-Bera', question: 'Are the returns normal?',
    rejected: ['Not normal', 'Skewness and tails are more than chance gives a normal distribution.'],
    kept: ['May be normal', 'Skewness and tails are within what chance gives a normal distribution.'],
    formula: 'JB = n / 6 · (S² + (K − 3)² / 4), χ² with 2 degrees of freedom', convention: 'Population moments.', source: 'Jarque and Bera 1980',
    run: (returns) => testJarqueBera(returns),
  },
  {
    id: 'ljung-box', title: `Ljung-Box (${boxLags})`, question: 'Do returns depend on those before?',
    rejected: ['They depend', 'Some of the direction can be told from the past; whether costs leave any of it is another question.'],
    kept: ['No sign of it', 'Nothing in the last returns tells the direction of the next.'],
    formula: 'Q = n (n + 2) Σ ρ(k)² / (n − k), χ² with 10 degrees of freedom',
    convention: 'It takes returns of one size for granted: where volatility clusters it rejects too often, and the next line is the one to read.', source: 'Ljung and Box 1978',
    run: (returns) => testLjungBox(returns, { lags: boxLags }),
  },
  {
    id: 'robust-box', title: `Box-Pierce, robust (${boxLags})`, question: 'Do they, changing volatility allowed for?',
    rejected: ['They depend', 'The dependence is more than clustering volatility feigns.'],
    kept: ['No sign of it', 'What dependence there seems to be is no more than clustering volatility feigns.'],
    formula: 'Q = n Σ ρ(k)² / (1 + γᵣ²(k) / σ⁴), χ² with 10 degrees of freedom', convention: 'γᵣ²(k): autocovariance of the squares at that lag.', source: 'Diebold 1986',
    run: testRobustBox,
  },
  {
    id: 'arch-lm', title: `ARCH-LM (${boxLags})`, question: 'Does volatility cluster?',
    rejected: ['It clusters', 'Wild times follow wild times: the last moves tell how large the next ones will be.'],
    kept: ['No sign of it', 'The size of the last moves says nothing of the next ones.'],
    formula: 'n R² of r² on its 10 predecessors, χ² with 10 degrees of freedom', convention: 'Of returns less their mean.', source: 'Engle 1982',
    run: (returns) => testArchLm(demeaned(returns), { lags: boxLags }),
  },
  {
    id: 'adf', title: 'Dickey-Fuller', question: 'Does the price come back to a level?',
    rejected: ['It comes back', 'The price is drawn back to a level; a random walk would seldom look like this.'],
    kept: ['It wanders', 'The price cannot be told from a random walk; distance from an average is no pull.'],
    formula: 'Δyₜ = c + ρ yₜ₋₁ + Σ φᵢ Δyₜ₋ᵢ of the log price; statistic ρ̂ / se(ρ̂)', convention: 'Constant, no trend; lags by AIC up to Schwert\'s bound; p-value of MacKinnon 1994.', source: 'Dickey and Fuller 1979',
    run: (_returns, logLevels) => testAdf(logLevels),
  },
  {
    id: 'kpss', title: 'KPSS', question: 'Is the price without a level of its own?',
    rejected: ['It has no level', 'The price strays too far and too long for a series round one level.'],
    kept: ['Round a level', 'The price may well swing round one level.'],
    formula: 'η = Σ S² / (n² σ̂²∞) of the log price round its mean', convention: 'Bartlett weights, lags after Hobijn, Franses and Ooms; the p-values of the table end at 0.01 and 0.10.', source: 'Kwiatkowski, Phillips, Schmidt and Shin 1992',
    run: (_returns, logLevels) => {
      const result = testKpss(logLevels);
      return { ...result, isPValueAtEdge: result.isBounded };
    },
  },
];

/** Box and Pierce's sum, each autocorrelation over its own standard error where sizes depend on each other. */
function testRobustBox(returns: Float64Array): Outcome {
  const { values, bands } = computeAutocorrelation(returns, boxLags);
  const statistic = values.reduce((sum, value, i) => sum + ((twoSided * value) / bands[i]!) ** 2, 0);
  return { statistic, pValue: chiSquareTail(statistic, values.length), observations: returns.length };
}

/** The tests of a series, in order. One that cannot be made of it says so and has no numbers. */
export function describeTests(returns: Float64Array, levels: Float64Array): SeriesTest[] {
  const logLevels = levels.map(Math.log);
  return tests.map(({ id, title, question, rejected, kept, formula, convention, source, run }) => {
    const explanation = { formula, convention, source };
    const outcome = attempt(() => run(returns, logLevels));
    if (outcome === null || !Number.isFinite(outcome.statistic)) {
      return { id, title, question, statistic: null, pValue: null, isPValueAtEdge: false, isRejected: false, verdict: 'Cannot be made', sentence: 'The series is too short or too even for this test.', explanation };
    }
    const { statistic, pValue, isPValueAtEdge = false } = outcome;
    const isRejected = pValue < level;
    const [verdict, meaning] = isRejected ? rejected : kept;
    return { id, title, question, statistic, pValue, isPValueAtEdge, isRejected, verdict, sentence: `${meaning} Statistic ${sayNumber(statistic)}, ${sayP(pValue)}.`, explanation };
  });
}

function attempt(run: () => Outcome): Outcome | null {
  try {
    return run();
  } catch (error) {
    if (error instanceof QuantError) return null;
    throw error;
  }
}
