import type { BarColumns } from '../../../../../contract/model/bar.ts';
import { AppError } from '../../../../core/kernel/index.ts';
import { columnNames } from '../columns.ts';
import { decodeColumn } from './decode-column.ts';
import { columnKind, encodeColumn, encodingRoom, type ColumnHead } from './encode-column.ts';

// A chunk, little-endian: u32 version, u32 bars; for each column 32 bytes: u8 kind, u8 width, u8 scale, 5 unused, f64 base,
// f64 step, f64 first; then the columns' numbers, each column beginning at a multiple of eight.
const formatVersion = 1;
const headBytes = 8;
const columnHeadBytes = 32;
const bodyOffset = headBytes + columnNames.length * columnHeadBytes;
const padded = (bytes: number): number => Math.ceil(bytes / 8) * 8;

/** Nobody else runs on a thread while it encodes, so one room does for all chunks; it grows to the largest of them. */
let room = encodingRoom(0);
let block = new ArrayBuffer(0);

function makeRoom(count: number): void {
  if (room.integers.length >= count) return;
  room = encodingRoom(count);
  block = new ArrayBuffer(bodyOffset + columnNames.length * padded(count * Float64Array.BYTES_PER_ELEMENT));
}

/** Bars as a compact block of bytes, column by column, from which every double comes back bit for bit. */
export function encodeBars(bars: BarColumns): Uint8Array {
  const count = bars.time.length;
  makeRoom(Math.max(1, count));
  const view = new DataView(block);
  view.setUint32(0, formatVersion, true);
  view.setUint32(4, count, true);
  let offset = bodyOffset;
  columnNames.forEach((name, index) => {
    const { kind, scale, first, packing, byteLength } = encodeColumn(bars[name], block, offset, room);
    const head = headBytes + index * columnHeadBytes;
    new Uint8Array(block, head, columnHeadBytes).fill(0);
    view.setUint8(head, kind);
    view.setUint8(head + 1, packing.width);
    view.setUint8(head + 2, scale);
    view.setFloat64(head + 8, packing.base, true);
    view.setFloat64(head + 16, packing.step, true);
    view.setFloat64(head + 24, first, true);
    // What was left there by another chunk is not part of this one.
    new Uint8Array(block, offset + byteLength, padded(byteLength) - byteLength).fill(0);
    offset += padded(byteLength);
  });
  return new Uint8Array(block.slice(0, offset));
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
