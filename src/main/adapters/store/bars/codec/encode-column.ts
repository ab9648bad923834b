import { packIntegers, planPacking, type PackedIntegers } from './pack-integers.ts';
import { toScaledIntegers } from './scaled-integers.ts';

/** How the numbers of a column lie in a chunk. Written to disk: a number never changes its meaning. */
export const columnKind = { raw: 0, direct: 1, delta: 2 } as const;

export type EncodedColumn = {
  readonly kind: (typeof columnKind)[keyof typeof columnKind];
  readonly scale: number;
  /** First integer of a delta column; 0 otherwise. */
  readonly first: number;
  readonly packing: PackedIntegers;
  readonly byteLength: number;
  write(target: ArrayBuffer, offset: number): void;
};

/** The smallest of: integers at a decimal scale, their differences, the doubles as they are. Always the same bits on the way back. */
export function encodeColumn(values: Float64Array): EncodedColumn {
  const scaled = toScaledIntegers(values);
  if (scaled === null) return encodeRaw(values);
  const { integers, scale } = scaled;
  const differences = new Float64Array(integers.length);
  for (let i = 1; i < integers.length; i++) differences[i - 1] = (integers[i] as number) - (integers[i - 1] as number);
  const steps = differences.subarray(0, Math.max(0, integers.length - 1));

  const direct = planPacking(integers);
  const delta = steps.length === 0 ? null : planPacking(steps);
  if (delta !== null && (direct === null || delta.width < direct.width)) {
    return encodeIntegers(columnKind.delta, steps, delta, scale, integers[0] as number);
  }
  return direct === null ? encodeRaw(values) : encodeIntegers(columnKind.direct, integers, direct, scale, 0);
}

const encodeIntegers = (kind: EncodedColumn['kind'], integers: Float64Array, packing: PackedIntegers, scale: number, first: number): EncodedColumn => ({
  kind, scale, first, packing,
  byteLength: integers.length * packing.width,
  write: (target, offset) => packIntegers(integers, packing, target, offset),
});

const encodeRaw = (values: Float64Array): EncodedColumn => ({
  kind: columnKind.raw, scale: 0, first: 0,
  packing: { base: 0, step: 1, width: 0 },
  byteLength: values.length * 8,
  write: (target, offset) => new Float64Array(target, offset, values.length).set(values),
});
