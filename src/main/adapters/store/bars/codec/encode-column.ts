import { packIntegers, planPacking, type PackedIntegers } from './pack-integers.ts';
import { toScaledIntegers } from './scaled-integers.ts';

/** How the numbers of a column lie in a chunk. Written to disk: a number never changes its meaning. */
export const columnKind = { raw: 0, direct: 1, delta: 2 } as const;

/** What the head of a column says. */
export type ColumnHead = {
  readonly kind: (typeof columnKind)[keyof typeof columnKind];
  readonly scale: number;
  /** First integer of a delta column; 0 otherwise. */
  readonly first: number;
  readonly packing: PackedIntegers;
};

export type EncodedColumn = ColumnHead & {
  /** Bytes that its numbers take. */
  readonly byteLength: number;
};

/** Room in which columns of up to so many values are encoded one after another: fresh memory for each would cost more than the work. */
export type EncodingRoom = { readonly integers: Float64Array; readonly steps: Float64Array };
export const encodingRoom = (count: number): EncodingRoom => ({ integers: new Float64Array(count), steps: new Float64Array(count) });

/**
 * Writes a column into `target` at `offset` (a multiple of eight) as the smallest of: integers at a decimal scale, their differences,
 * the doubles as they are. Always the same bits on the way back.
 */
export function encodeColumn(values: Float64Array, target: ArrayBuffer, offset: number, room: EncodingRoom): EncodedColumn {
  const count = values.length;
  const integers = room.integers.subarray(0, count);
  const scale = toScaledIntegers(values, integers);
  if (scale === null) return writeRaw(values, target, offset);
  const steps = room.steps.subarray(0, Math.max(0, count - 1));
  for (let i = 0; i < steps.length; i++) steps[i] = integers[i + 1]! - integers[i]!;

  const delta = count < 2 ? null : planPacking(steps);
  // Equal steps, as the times of bars without a gap have, are not to be beaten, nor are equal numbers.
  const direct = delta?.width === 0 && steps[0] !== 0 ? null : planPacking(integers);
  if (delta !== null && (direct === null || delta.width < direct.width)) {
    packIntegers(steps, delta, target, offset);
    return { kind: columnKind.delta, scale, first: integers[0]!, packing: delta, byteLength: steps.length * delta.width };
  }
  if (direct === null) return writeRaw(values, target, offset);
  packIntegers(integers, direct, target, offset);
  return { kind: columnKind.direct, scale, first: 0, packing: direct, byteLength: count * direct.width };
}

function writeRaw(values: Float64Array, target: ArrayBuffer, offset: number): EncodedColumn {
  new Float64Array(target, offset, values.length).set(values);
  return { kind: columnKind.raw, scale: 0, first: 0, packing: { base: 0, step: 1, width: 0 }, byteLength: values.length * 8 };
}
