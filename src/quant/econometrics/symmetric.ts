import { QuantError } from '../error.ts';

/** Eigenvalues from the largest down, and their vectors of length 1 as rows. */
export type Eigen = { readonly values: Float64Array; readonly vectors: readonly Float64Array[] };

const mostSweeps = 100;

/** Eigenvalues and vectors of a symmetric matrix by rows: Jacobi's rotations (G. H. Golub, C. F. Van Loan, Matrix Computations, 8.5). */
export function eigenOfSymmetric(matrix: Float64Array, size: number): Eigen {
  const a = Float64Array.from(matrix);
  const vectors = Array.from({ length: size }, (_, i) => Float64Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    let off = 0;
    for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) off += a[i * size + j]! ** 2;
    if (off < 1e-300) break;
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, vectors, size, p, q);
  }
  const order = vectors.map((_, i) => i).sort((i, j) => a[j * size + j]! - a[i * size + i]!);
  return { values: Float64Array.from(order, (i) => a[i * size + i]!), vectors: order.map((i) => vectors[i]!) };
}

/** Turns rows and columns p and q so that their common element becomes 0. */
function rotate(a: Float64Array, vectors: readonly Float64Array[], size: number, p: number, q: number): void {
  const element = a[p * size + q]!;
  if (element === 0) return;
  const theta = (a[q * size + q]! - a[p * size + p]!) / (2 * element);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.hypot(1, theta));
  const c = 1 / Math.hypot(1, t);
  const s = t * c;
  for (let k = 0; k < size; k++) {
    const [kp, kq] = [a[k * size + p]!, a[k * size + q]!];
    a[k * size + p] = c * kp - s * kq;
    a[k * size + q] = s * kp + c * kq;
  }
  for (let k = 0; k < size; k++) {
    const [pk, qk] = [a[p * size + k]!, a[q * size + k]!];
    a[p * size + k] = c * pk - s * qk;
    a[q * size + k] = s * pk + c * qk;
    const [vp, vq] = [vectors[p]![k]!, vectors[q]![k]!];
    vectors[p]![k] = c * vp - s * vq;
    vectors[q]![k] = s * vp + c * vq;
  }
}

/** L of the symmetric positive definite matrix LLᵀ, by rows. COLLINEAR where it is not one. */
export function cholesky(matrix: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= lower[i * size + k]! * lower[j * size + k]!;
      if (i !== j) lower[i * size + j] = sum / lower[j * size + j]!;
      else if (sum > 1e-13 * matrix[i * size + i]!) lower[i * size + i] = Math.sqrt(sum);
      else throw new QuantError('COLLINEAR', 'One of the series follows from the others without error; leave it out.');
    }
  }
  return lower;
}

/** Solves Lx = b in place, for a lower triangle by rows. */
export function solveLower(lower: Float64Array, size: number, b: Float64Array): Float64Array {
  for (let i = 0; i < size; i++) {
    let sum = b[i]!;
    for (let k = 0; k < i; k++) sum -= lower[i * size + k]! * b[k]!;
    b[i] = sum / lower[i * size + i]!;
  }
  return b;
}

/** Solves Lᵀx = b in place, for a lower triangle by rows. */
export function solveUpper(lower: Float64Array, size: number, b: Float64Array): Float64Array {
  for (let i = size - 1; i >= 0; i--) {
    let sum = b[i]!;
    for (let k = i + 1; k < size; k++) sum -= lower[k * size + i]! * b[k]!;
    b[i] = sum / lower[i * size + i]!;
  }
  return b;
}
