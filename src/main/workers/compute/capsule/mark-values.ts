/** Bytes of a mark. */
const markBytes = 2;

/** Sixteen bits for each value of a column, in base 64. Any change of a value changes its mark, but for one in 65,536. */
export function markValues(column: Float64Array): string {
  const words = wordsOf(column);
  const marks = Buffer.alloc(column.length * markBytes);
  for (let i = 0; i < column.length; i++) marks.writeUInt16LE(markOf(words[2 * i] ?? 0, words[2 * i + 1] ?? 0), i * markBytes);
  return marks.toString('base64');
}

/** Places whose value does not have its mark; those beyond the marks are among them, and one where values are missing at the end. */
export function findUnmarked(column: Float64Array, text: string): number[] {
  const words = wordsOf(column);
  const marks = Buffer.from(text, 'base64');
  const count = Math.floor(marks.length / markBytes);
  const places: number[] = [];
  for (let i = 0; i < column.length; i++) {
    if (i >= count || marks.readUInt16LE(i * markBytes) !== markOf(words[2 * i] ?? 0, words[2 * i + 1] ?? 0)) places.push(i);
  }
  if (column.length < count) places.push(column.length);
  return places;
}

const wordsOf = (column: Float64Array): Uint32Array => new Uint32Array(column.buffer, column.byteOffset, 2 * column.length);

/** Mixes the two words of a value as MurmurHash3 finishes (Appleby, public domain) and keeps its lower half. */
function markOf(low: number, high: number): number {
  let mixed = Math.imul(low ^ 0x9e37_79b1, 0x85eb_ca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13) ^ high, 0xc2b2_ae35);
  mixed ^= mixed >>> 16;
  mixed = Math.imul(mixed, 0x85eb_ca6b);
  return (mixed ^ (mixed >>> 15)) & 0xffff;
}
