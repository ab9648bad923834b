import { columnKind, type ColumnHead } from './encode-column.ts';
import { storedView } from './pack-integers.ts';

/** Writes the values of an encoded column into `target`, which has their number as its length. */
export function decodeColumn(head: ColumnHead, buffer: ArrayBuffer, offset: number, target: Float64Array): void {
  if (head.kind === columnKind.raw) target.set(new Float64Array(buffer, offset, target.length));
  else if (head.kind === columnKind.direct) decodeDirect(head, buffer, offset, target);
  else decodeDelta(head, buffer, offset, target);
}

function decodeDirect({ packing: { base, step, width }, scale }: ColumnHead, buffer: ArrayBuffer, offset: number, target: Float64Array): void {
  const power = 10 ** scale;
  if (width === 0) {
    target.fill(base / power);
    return;
  }
  const stored = storedView(buffer, offset, target.length, width);
  for (let i = 0; i < target.length; i++) target[i] = (base + step * (stored[i] as number)) / power;
}

function decodeDelta({ packing: { base, step, width }, scale, first }: ColumnHead, buffer: ArrayBuffer, offset: number, target: Float64Array): void {
  const power = 10 ** scale;
  let integer = first;
  target[0] = integer / power;
  const stored = width === 0 ? null : storedView(buffer, offset, target.length - 1, width);
  for (let i = 1; i < target.length; i++) {
    integer += stored === null ? base : base + step * (stored[i - 1] as number);
    target[i] = integer / power;
  }
}
