import type { Distribution } from '../../contract/model/description.ts';
import {
  computeMoments, countInBins, fitStudentT, kurtosisOf, normalCdf, normalDensity, normalQuantile, plotQuantiles, quantileOfSorted, sampleVarianceOf, skewnessOf,
  studentDensity, studentQuantile, type Histogram, type StudentFit,
} from '../stats/index.ts';
import { sayNumber, sayOdds, sayPeriods, sayReturn } from './words.ts';

const shares = [0.001, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 0.999] as const;
const curvePoints = 121;
/** A move of so many deviations is what people call a crash. */
const farDeviations = 4;

/** The shape of log returns: their moments, a histogram with the normal and the best t distribution over it, and their quantiles. */
export function describeDistribution(returns: Float64Array, periodsPerYear: number, period: string): Distribution {
  const moments = computeMoments(returns);
  const deviation = Math.sqrt(sampleVarianceOf(moments));
  const sorted = returns.toSorted();
  const student = fitStudentT(returns);
  const histogram = countInBins(sorted, deviation);
  const tails = judgeTails(returns, moments.mean, deviation, student, period);
  const plot = plotQuantiles(sorted);
  return {
    ...tails,
    explanation: {
      formula: 'rₜ = ln(Pₜ / Pₜ₋₁); bins 2·IQR / ∛n wide; t: maximum likelihood of μ, σ and ν',
      convention: 'Deviation with n − 1; skewness and kurtosis of the population; quantiles by linear interpolation (type 7).',
      source: 'Freedman and Diaconis 1981; Liu and Rubin 1995; Hyndman and Fan 1996',
    },
    mean: moments.mean, deviation, annualMean: moments.mean * periodsPerYear,
    annualMeanError: (deviation * periodsPerYear) / Math.sqrt(returns.length), annualVolatility: deviation * Math.sqrt(periodsPerYear),
    skewness: skewnessOf(moments), excessKurtosis: kurtosisOf(moments) - 3, least: moments.min, most: moments.max,
    gains: returns.reduce((count, value) => count + (value > 0 ? 1 : 0), 0) / returns.length,
    student: student === null ? null : { location: student.location, scale: student.scale, freedom: student.freedom },
    histogram,
    curves: drawCurves(histogram, returns.length, moments.mean, deviation, student),
    quantiles: shares
      .filter((share) => Math.min(share, 1 - share) * returns.length >= 1)
      .map((share) => ({ share, value: quantileOfSorted(sorted, share), normal: moments.mean + deviation * normalQuantile(share), student: studentAt(student, share) })),
    quantilePlot: { normal: plot.normal, sample: plot.sample, student: student === null ? null : plot.share.map((share) => studentAt(student, share) as number) },
  };
}

const studentAt = (student: StudentFit | null, share: number): number | null => (student === null ? null : student.location + student.scale * studentQuantile(share, student.freedom));

function drawCurves(histogram: Histogram | null, count: number, mean: number, deviation: number, student: StudentFit | null): Distribution['curves'] {
  if (histogram === null) return { at: [], normal: [], student: null };
  const { from, width, counts } = histogram;
  const at = Array.from({ length: curvePoints }, (_, i) => from + (width * counts.length * i) / (curvePoints - 1));
  const expected = (density: (value: number) => number): number[] => at.map((value) => count * width * density(value));
  return {
    at,
    normal: expected((value) => normalDensity((value - mean) / deviation) / deviation),
    student: student === null ? null : expected((value) => studentDensity((value - student.location) / student.scale, student.freedom) / student.scale),
  };
}

/** What the tails say, by how often a far move came and how often the normal distribution would have it. */
function judgeTails(returns: Float64Array, mean: number, deviation: number, student: StudentFit | null, period: string): { verdict: string; sentence: string } {
  let far = 0;
  for (let i = 0; i < returns.length; i++) if (Math.abs(returns[i]! - mean) > farDeviations * deviation) far += 1;
  const normalShare = 2 * normalCdf(-farDeviations);
  const size = sayReturn(farDeviations * deviation);
  const moves = `A move of more than ${size} (four deviations) came ${far === 0 ? `not once in ${sayPeriods(returns.length, period)}` : `${sayOdds(far / returns.length)} ${period}s`}; a normal distribution has one ${sayOdds(normalShare)}.`;
  const freedom = student === null ? '' : ` Best fit: t with ${sayNumber(student.freedom, 1)} degrees of freedom.`;
  const sentence = moves + freedom;
  if (student === null) return { verdict: 'Moves in steps', sentence: `${moves} Too many returns are the same for a t distribution.` };
  if (student.freedom < 4) return { verdict: 'Very fat tails', sentence };
  if (student.freedom < 10) return { verdict: 'Fat tails', sentence };
  return { verdict: student.freedom < 30 ? 'Slightly fat tails' : 'Nearly normal', sentence };
}
