import type { Layout } from './header.ts';
import { PlainDecimal } from './read-number.ts';

const quote = 34;
const lineFeed = 10;
const carriageReturn = 13;

/** Where the number of a column goes in `values`; these two are no numbers. */
const [ignored, timeCell] = [-1, -2];

/**
 * Reads the common row in one pass, cells and numbers together: plain decimals, nothing in quotes, no spaces round a cell. It declines
 * every other row, which then goes the long way ({@link RowReader}) to the same values or to a fault.
 */
export class QuickRow {
  /** The prices in the order of the layout, then the volume. */
  readonly values = new Float64Array(9);
  timeStart = 0;
  timeEnd = 0;
  readonly #roles: Int8Array;
  readonly #separator: number;
  readonly #decimal = new PlainDecimal();

  private constructor(roles: Int8Array, separator: number) {
    this.#roles = roles;
    this.#separator = separator;
  }

  /** Null for layouts that need a closer look at every row: a split time, adjusted prices, a column that is read twice. */
  static of(layout: Layout, separator: number): QuickRow | null {
    if (layout.adjustedClose !== null || layout.time !== layout.timeEnd) return null;
    const roles = new Int8Array(layout.columnCount).fill(ignored);
    const wanted = [...layout.prices.map((column, i) => [column, i] as const), [layout.time, timeCell] as const];
    if (layout.volume !== null) wanted.push([layout.volume, layout.prices.length]);
    for (const [column, role] of wanted) {
      if (roles[column] !== ignored) return null;
      roles[column] = role;
    }
    return new QuickRow(roles, separator);
  }

  /** Reads the row at `position`; gives the position after its line feed, or -1 for a row that is not of the common kind or not complete. */
  read(bytes: Uint8Array, position: number, limit: number): number {
    const [roles, separator] = [this.#roles, this.#separator];
    const last = roles.length - 1;
    let at = position;
    for (let column = 0; column < last; column++) {
      at = this.#readCell(bytes, at, limit, roles[column] as number);
      if (at < 0 || bytes[at++] !== separator) return -1;
    }
    at = this.#readCell(bytes, at, limit, roles[last] as number);
    if (at < 0 || at >= limit) return -1;
    if (bytes[at] === carriageReturn) at += 1;
    return at < limit && bytes[at] === lineFeed ? at + 1 : -1;
  }

  /** Position after the cell, where a separator or the end of the line must stand. */
  #readCell(bytes: Uint8Array, start: number, limit: number, role: number): number {
    if (role >= 0) {
      const end = this.#decimal.read(bytes, start, limit);
      this.values[role] = this.#decimal.value;
      return end;
    }
    let end = start;
    for (; end < limit; end++) {
      const byte = bytes[end] as number;
      if (byte === this.#separator || byte === lineFeed || byte === carriageReturn) break;
      if (byte === quote) return -1;
    }
    if (role === timeCell) {
      if (end === start || (bytes[start] as number) <= 32 || (bytes[end - 1] as number) <= 32) return -1;
      this.timeStart = start;
      this.timeEnd = end;
    }
    return end < limit ? end : -1;
  }
}
