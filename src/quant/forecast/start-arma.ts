import { regress } from '../econometrics/index.ts';
import { QuantError } from '../error.ts';
import { toFree, toPartials } from './partials.ts';

/**
 * Where a search begins: by the regression of E. J. Hannan and J. Rissanen (Biometrika 69, 1982) where that gives a model that is allowed, and
 * from places to both sides, as the likelihood of mixed models may have several maxima.
 */
export function listStarts(values: Float64Array, p: number, q: number): Float64Array[] {
  const found = regressStart(values, p, q);
  const none = new Float64Array(p + q);
  if (q === 0 || p + q < 2) return [found ?? none];
  const sides = [0.5, -0.5].map((side) => none.map((_, k) => (k === 0 ? side : k === p ? side : 0)));
  return [...(found === null ? [] : [found]), none, ...sides];
}

function regressStart(values: Float64Array, p: number, q: number): Float64Array | null {
  const long = q === 0 ? 0 : Math.min(Math.floor(values.length / 4), p + q + Math.ceil(10 * Math.log10(values.length)));
  try {
    const errors = q === 0 ? values : regressOnPast([[values, long]], values, long).residuals;
    const { coefficients } = regressOnPast([[values, p], [errors, q]], values, Math.max(p, long + q));
    const ar = toPartials(coefficients.subarray(0, p));
    const ma = toPartials(coefficients.subarray(p).map((value) => -value));
    return ar === null || ma === null ? null : Float64Array.of(...ar, ...ma).map(toFree);
  } catch (error) {
    if (error instanceof QuantError) return null;
    throw error;
  }
}

/** Regression on the last values of series, for the values from a place on. Its residuals are at their places, after zeros. */
function regressOnPast(pasts: readonly (readonly [Float64Array, number])[], values: Float64Array, from: number): { readonly coefficients: Float64Array; readonly residuals: Float64Array } {
  const columns = pasts.flatMap(([past, lags]) => Array.from({ length: lags }, (_, i) => past.subarray(from - 1 - i, past.length - 1 - i)));
  if (columns.length === 0) return { coefficients: new Float64Array(), residuals: values };
  const { coefficients, residuals } = regress(values.subarray(from), columns);
  const placed = new Float64Array(values.length);
  placed.set(residuals, from);
  return { coefficients, residuals: placed };
}
