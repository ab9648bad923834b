import type { BarColumns } from '../../../../../contract/model/bar.ts';
import { AppError } from '../../../../core/kernel/index.ts';
import { columnNames } from '../columns.ts';
import { decodeColumn, type ColumnHead } from './decode-column.ts';
import { columnKind, encodeColumn } from './encode-column.ts';

// A chunk, little-endian: u32 version, u32 bars; for each column 32 bytes: u8 kind, u8 width, u8 scale, 5 unused, f64 base,
// f64 step, f64 first; then the columns' numbers, each column beginning at a multiple of eight.
const formatVersion = 1;
const headBytes = 8;
const columnHeadBytes = 32;
const bodyOffset = headBytes + columnNames.length * columnHeadBytes;
const padded = (bytes: number): number => Math.ceil(bytes / 8) * 8;

/** Bars as a compact block of bytes, column by column, from which every double comes back bit for bit. */
export function encodeBars(bars: BarColumns): Uint8Array {
  const columns = columnNames.map((name) => encodeColumn(bars[name]));
  const buffer = new ArrayBuffer(columns.reduce((sum, column) => sum + padded(column.byteLength), bodyOffset));
  const view = new DataView(buffer);
  view.setUint32(0, formatVersion, true);
  view.setUint32(4, bars.time.length, true);
  let offset = bodyOffset;
  columns.forEach((column, index) => {
    const head = headBytes + index * columnHeadBytes;
    view.setUint8(head, column.kind);
    view.setUint8(head + 1, column.packing.width);
    view.setUint8(head + 2, column.scale);
    view.setFloat64(head + 8, column.packing.base, true);
    view.setFloat64(head + 16, column.packing.step, true);
    view.setFloat64(head + 24, column.first, true);
    column.write(buffer, offset);
    offset += padded(column.byteLength);
  });
  return new Uint8Array(buffer);
}

/** Writes the bars of a block into `target` from a position on, and gives their number. */
export function decodeBars(block: Uint8Array, target: BarColumns, position: number): number {
  const buffer = alignedBuffer(block);
  const view = new DataView(buffer);
  const version = view.getUint32(0, true);
  if (version !== formatVersion) {
    throw new AppError('UNAVAILABLE', `Stored bars have the format ${version}, which this Tapedeck does not know; update Tapedeck.`);
  }
  const count = view.getUint32(4, true);
  let offset = bodyOffset;
  columnNames.forEach((name, index) => {
    const head = readHead(view, headBytes + index * columnHeadBytes);
    decodeColumn(head, buffer, offset, target[name].subarray(position, position + count));
    offset += padded(bytesOf(head, count));
  });
  return count;
}

const readHead = (view: DataView, at: number): ColumnHead => ({
  kind: view.getUint8(at) as ColumnHead['kind'],
  packing: {
    width: view.getUint8(at + 1) as ColumnHead['packing']['width'],
    base: view.getFloat64(at + 8, true),
    step: view.getFloat64(at + 16, true),
  },
  scale: view.getUint8(at + 2),
  first: view.getFloat64(at + 24, true),
});

function bytesOf(head: ColumnHead, count: number): number {
  if (head.kind === columnKind.raw) return count * 8;
  return (head.kind === columnKind.direct ? count : count - 1) * head.packing.width;
}

/** Views on the columns need eight-byte alignment, which a block inside a larger buffer may lack. */
function alignedBuffer(block: Uint8Array): ArrayBuffer {
  if (block.byteOffset === 0 && block.buffer instanceof ArrayBuffer) return block.buffer;
  return new Uint8Array(block).buffer;
}
