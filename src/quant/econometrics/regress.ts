import { QuantError } from '../error.ts';

/** Below this share of a column's length, what is left of it after the columns before it is rounding. */
const rankTolerance = 1e-11;

/** Columns of numbers turned so that each has its length in one place: R of X = QR, and Qᵀy. */
export type Factored = {
  /** R by rows, `size` × `size`, upper triangle. */
  readonly upper: Float64Array;
  /** Qᵀy; from `size` on, what no column explains. */
  readonly turned: Float64Array;
  readonly size: number;
  readonly rows: number;
};

/**
 * Householder's triangularisation of a regression of y on columns in their order. Because the order is kept, it answers every regression
 * on the first k of them. COLLINEAR where a column is a sum of those before it.
 */
export function factor(y: ArrayLike<number>, columns: readonly ArrayLike<number>[]): Factored {
  const rows = y.length;
  const size = columns.length;
  if (rows <= size) throw new QuantError('TOO_FEW', `There are ${rows} observations for ${size} coefficients; there must be more.`);
  const work = columns.map((column) => Float64Array.from(column));
  const turned = Float64Array.from(y);
  const upper = new Float64Array(size * size);
  work.forEach((column, k) => {
    const whole = norm(column, 0);
    const rest = norm(column, k);
    if (!(rest > rankTolerance * whole)) throw new QuantError('COLLINEAR', 'The explaining columns depend on each other; there is no one answer.');
    const alpha = column[k]! > 0 ? -rest : rest;
    for (let i = 0; i < k; i++) upper[i * size + k] = column[i]!;
    upper[k * size + k] = alpha;
    column[k] = column[k]! - alpha;
    const scale = -1 / (alpha * column[k]!);
    for (let j = k + 1; j < size; j++) reflect(column, work[j]!, k, scale);
    reflect(column, turned, k, scale);
  });
  return { upper, turned, size, rows };
}

function reflect(mirror: Float64Array, column: Float64Array, from: number, scale: number): void {
  let dot = 0;
  for (let i = from; i < column.length; i++) dot += mirror[i]! * column[i]!;
  const step = dot * scale;
  for (let i = from; i < column.length; i++) column[i]! -= step * mirror[i]!;
}

/** Length of a column from a place on. */
function norm(column: Float64Array, from: number): number {
  let squares = 0;
  for (let i = from; i < column.length; i++) squares += column[i]! * column[i]!;
  return Math.sqrt(squares);
}

/** Sum of squared residuals of the regression on the first `size` columns. */
export function residualSquares({ turned }: Factored, size: number): number {
  let squares = 0;
  for (let i = turned.length - 1; i >= size; i--) squares += turned[i]! * turned[i]!;
  return squares;
}

/** An ordinary least squares regression. */
export type Regression = {
  readonly coefficients: Float64Array;
  /** Classic ones, of independent errors of one variance: divisor n − k. */
  readonly standardErrors: Float64Array;
  readonly residuals: Float64Array;
  readonly residualSquares: number;
  /** (XᵀX)⁻¹ by rows. */
  readonly inverse: Float64Array;
};

/** Regression of y on columns; the constant, where one is wanted, is a column of ones. COLLINEAR and TOO_FEW as in {@link factor}. */
export function regress(y: ArrayLike<number>, columns: readonly ArrayLike<number>[]): Regression {
  const factored = factor(y, columns);
  const { upper, size, rows } = factored;
  const coefficients = new Float64Array(size);
  for (let i = size - 1; i >= 0; i--) {
    let sum = factored.turned[i]!;
    for (let j = i + 1; j < size; j++) sum -= upper[i * size + j]! * coefficients[j]!;
    coefficients[i] = sum / upper[i * size + i]!;
  }
  const residuals = Float64Array.from(y);
  columns.forEach((column, k) => {
    for (let i = 0; i < rows; i++) residuals[i]! -= coefficients[k]! * column[i]!;
  });
  const squares = residualSquares(factored, size);
  const inverse = invertGram(upper, size);
  const standardErrors = Float64Array.from({ length: size }, (_, i) => Math.sqrt((inverse[i * size + i]! * squares) / (rows - size)));
  return { coefficients, standardErrors, residuals, residualSquares: squares, inverse };
}

/** (RᵀR)⁻¹ = R⁻¹ R⁻ᵀ. */
function invertGram(upper: Float64Array, size: number): Float64Array {
  const root = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    root[j * size + j] = 1 / upper[j * size + j]!;
    for (let i = j - 1; i >= 0; i--) {
      let sum = 0;
      for (let k = i + 1; k <= j; k++) sum += upper[i * size + k]! * root[k * size + j]!;
      root[i * size + j] = -sum / upper[i * size + i]!;
    }
  }
  const inverse = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      for (let k = Math.max(i, j); k < size; k++) inverse[i * size + j]! += root[i * size + k]! * root[j * size + k]!;
    }
  }
  return inverse;
}
