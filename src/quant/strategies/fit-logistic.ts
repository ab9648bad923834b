/** Steps of Newton's method: far more than it takes to the last digits. */
const mostSteps = 25;

/**
 * Weights of a logistic regression with a ridge: they maximise the log likelihood less `ridge` / 2 times the squares of all weights but the last,
 * which is the constant. Found by Newton's method from zero (T. Hastie, R. Tibshirani, J. Friedman, The Elements of Statistical Learning, 4.4).
 *
 * @param rows features of each case; @param ups 1 where it happened, else 0.
 */
export function fitLogistic(rows: readonly Float64Array[], ups: ArrayLike<number>, ridge: number): Float64Array {
  const width = rows[0].length;
  const weights = new Float64Array(width + 1);
  for (let step = 0; step < mostSteps; step++) {
    const change = newtonStep(rows, ups, ridge, weights);
    let most = 0;
    for (let a = 0; a <= width; a++) {
      weights[a] += change[a];
      most = Math.max(most, Math.abs(change[a]));
    }
    if (!(most > 1e-12)) break;
  }
  return weights;
}

/** Probability that the weights give to a case. */
export function probabilityOf(weights: Float64Array, row: Float64Array): number {
  let sum = weights[row.length];
  for (let a = 0; a < row.length; a++) sum += weights[a] * row[a];
  return 1 / (1 + Math.exp(-sum));
}

function newtonStep(rows: readonly Float64Array[], ups: ArrayLike<number>, ridge: number, weights: Float64Array): Float64Array {
  const size = weights.length;
  const matrix = Array.from({ length: size }, () => new Float64Array(size));
  const slope = new Float64Array(size);
  const extended = new Float64Array(size).fill(1);
  for (let k = 0; k < rows.length; k++) {
    const chance = probabilityOf(weights, rows[k]);
    extended.set(rows[k]);
    for (let a = 0; a < size; a++) {
      slope[a] += (ups[k] - chance) * extended[a];
      for (let b = 0; b <= a; b++) matrix[a][b] += chance * (1 - chance) * extended[a] * extended[b];
    }
  }
  for (let a = 0; a < size; a++) {
    // The constant has no ridge but enough to be solved for where all cases went one way.
    const own = a < size - 1 ? ridge : 1e-6;
    matrix[a][a] += own;
    slope[a] -= own * weights[a];
  }
  return solve(matrix, slope);
}

/** Solves a symmetric positive definite system of which the lower half is given, by Cholesky's method. */
function solve(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  const out = right.slice();
  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = matrix[a][b];
      for (let k = 0; k < b; k++) sum -= matrix[a][k] * matrix[b][k];
      matrix[a][b] = a === b ? Math.sqrt(sum) : sum / matrix[b][b];
    }
  }
  for (let a = 0; a < size; a++) {
    for (let k = 0; k < a; k++) out[a] -= matrix[a][k] * out[k];
    out[a] /= matrix[a][a];
  }
  for (let a = size - 1; a >= 0; a--) {
    for (let k = a + 1; k < size; k++) out[a] -= matrix[k][a] * out[k];
    out[a] /= matrix[a][a];
  }
  return out;
}
