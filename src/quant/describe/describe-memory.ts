import type { Memory } from '../../contract/model/description.ts';
import { computeAutocorrelation, plainBand } from '../stats/index.ts';
import { sayNumber } from './words.ts';

const mostLags = 40;
const lagsOf = (count: number): number => Math.min(mostLags, Math.floor(count / 4));

function measure(values: readonly number[], band: readonly number[]): Pick<Memory, 'autocorrelation' | 'band' | 'outside'> {
  return { autocorrelation: [...values], band: [...band], outside: values.filter((value, i) => Math.abs(value) > band[i]!).length };
}

/** A twentieth of the lags lie outside by chance; as many more as this is not. */
const isMore = (outside: number, lags: number): boolean => outside > 0.05 * lags + 2 * Math.sqrt(0.05 * 0.95 * lags);

/** Whether a return says anything of the next ones. */
export function describeDirection(returns: Float64Array): Memory {
  const { values, bands } = computeAutocorrelation(returns, lagsOf(returns.length));
  const found = measure(values, bands);
  const [first = 0] = values;
  const isFirstOut = Math.abs(first) > (bands[0] ?? 1);
  const outside = `${found.outside} of ${values.length} lags lie outside the band in which 95% lie by chance.`;
  const verdict = isFirstOut ? (first > 0 ? 'Moves carry on' : 'Moves turn back') : isMore(found.outside, values.length) ? 'Some memory' : 'No memory of direction';
  const sentence = `${isFirstOut ? `A move and the next go together with ${sayNumber(first)}.` : `A move says next to nothing of the next one (${sayNumber(first)}).`} ${outside}`;
  return {
    ...found, verdict, sentence,
    explanation: {
      formula: 'ρ(k) = Σ (rₜ − r̄)(rₜ₊ₖ − r̄) / Σ (rₜ − r̄)²; band ±1.96 √((1 + γᵣ²(k) / σ⁴) / n)',
      convention: 'Divided by n at every lag, as R and statsmodels. The band allows for calm and wild times, so it is wider than 1.96 / √n.',
      source: 'Box and Jenkins; Diebold 1986',
    },
  };
}

/** Whether the size of a return says anything of the sizes of the next ones. */
export function describeSize(returns: Float64Array): Memory {
  const { values } = computeAutocorrelation(returns.map(Math.abs), lagsOf(returns.length));
  const found = measure(values, values.map(() => plainBand(returns.length)));
  const longest = values.findIndex((value, i) => value <= found.band[i]!);
  const lasting = longest === -1 ? values.length : longest;
  const verdict = lasting >= 5 ? 'Volatility clusters' : isMore(found.outside, values.length) ? 'Sizes remember a little' : 'Sizes do not cluster';
  const sentence = lasting === 0
    ? `The size of a move says nothing of the next one's. ${found.outside} of ${values.length} lags lie outside the band.`
    : `Large moves follow large ones: the sizes go together over the next ${lasting === values.length ? `${lasting} and more` : lasting}, with ${sayNumber(values[0] ?? 0)} for the very next.`;
  return {
    ...found, verdict, sentence,
    explanation: {
      formula: 'ρ(k) of |rₜ|; band ±1.96 / √n',
      convention: 'Absolute values, not squares: they are less at the mercy of a single crash.',
      source: 'Ding, Granger and Engle 1993; Bartlett 1946',
    },
  };
}
