export type PackedWidth = 0 | 1 | 2 | 4;

/** Whole numbers as small unsigned ones: integer = base + step × stored. */
export type PackedIntegers = {
  readonly base: number;
  readonly step: number;
  /** Bytes of each stored number; 0: all are equal to the base and nothing is stored. */
  readonly width: PackedWidth;
};

/** How whole numbers fit into few bytes each (frame of reference); null where four bytes are not enough. */
export function planPacking(integers: Float64Array): PackedIntegers | null {
  let base = Infinity;
  let highest = -Infinity;
  for (let i = 0; i < integers.length; i++) {
    const value = integers[i] as number;
    if (value < base) base = value;
    if (value > highest) highest = value;
  }
  const range = highest - base;
  if (range === 0) return { base, step: 1, width: 0 };
  if (range > Number.MAX_SAFE_INTEGER) return null;
  const step = commonStep(integers, base);
  const width = widthFor(range / step);
  return width === null ? null : { base, step, width };
}

export function packIntegers(integers: Float64Array, { base, step, width }: PackedIntegers, target: ArrayBuffer, offset: number): void {
  if (width === 0) return;
  const stored = storedView(target, offset, integers.length, width);
  for (let i = 0; i < integers.length; i++) stored[i] = ((integers[i] as number) - base) / step;
}

export function storedView(buffer: ArrayBuffer, offset: number, count: number, width: 1 | 2 | 4): Uint8Array | Uint16Array | Uint32Array {
  if (width === 1) return new Uint8Array(buffer, offset, count);
  if (width === 2) return new Uint16Array(buffer, offset, count);
  return new Uint32Array(buffer, offset, count);
}

function widthFor(range: number): PackedWidth | null {
  if (range <= 0xff) return 1;
  if (range <= 0xffff) return 2;
  return range <= 0xffff_ffff ? 4 : null;
}

/** Greatest common divisor of the distances from the base: 60,000 for the times of minute bars, 25 for quarter ticks in cents. */
function commonStep(integers: Float64Array, base: number): number {
  let step = 0;
  for (let i = 0; i < integers.length && step !== 1; i++) {
    const distance = (integers[i] as number) - base;
    // Nearly always the step divides it already. Distances are below 2^53, so that the quotient is whole only where it is exact.
    if (step !== 0 && Number.isInteger(distance / step)) continue;
    step = greatestCommonDivisor(distance, step);
  }
  return step;
}

function greatestCommonDivisor(a: number, b: number): number {
  let [divisor, rest] = [b, a];
  while (rest !== 0) [divisor, rest] = [rest, divisor % rest];
  return divisor;
}
