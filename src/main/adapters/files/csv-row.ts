const quote = 34;
const lineFeed = 10;

/**
 * The cells of one row, cut without copying: cell `i` is `bytes[starts[i]…ends[i])`, without the quotes and the spaces round it.
 * Doubled quotes inside a quoted cell stay as they are: numbers and times have none.
 */
export class CsvRow {
  starts = new Int32Array(32);
  ends = new Int32Array(32);
  count = 0;
  /** Lines that the row takes; more than one where a quoted cell holds line breaks. */
  lines = 0;

  /** Cuts the row at `position`; gives the position after its line feed, or -1 when it does not end before `limit`. */
  cut(bytes: Uint8Array, position: number, limit: number, separator: number): number {
    this.count = 0;
    this.lines = 1;
    let cellStart = position;
    for (let at = position; at < limit; ) {
      const byte = bytes[at];
      if (byte === separator || byte === lineFeed) {
        this.#close(bytes, cellStart, at);
        at += 1;
        if (byte === lineFeed) return at;
        cellStart = at;
      } else if (byte === quote && this.#isBlank(bytes, cellStart, at)) {
        at = this.#skipQuoted(bytes, at + 1, limit);
      } else at += 1;
    }
    return -1;
  }

  isEmpty(): boolean {
    for (let i = 0; i < this.count; i++) if ((this.starts[i] as number) < (this.ends[i] as number)) return false;
    return true;
  }

  #close(bytes: Uint8Array, from: number, to: number): void {
    let start = from;
    let end = to;
    while (end > start && (bytes[end - 1] as number) <= 32) end -= 1;
    while (start < end && (bytes[start] as number) <= 32) start += 1;
    if (end - start >= 2 && bytes[start] === quote && bytes[end - 1] === quote) {
      start += 1;
      end -= 1;
    }
    if (this.count === this.starts.length) this.#grow();
    this.starts[this.count] = start;
    this.ends[this.count++] = end;
  }

  #isBlank(bytes: Uint8Array, from: number, to: number): boolean {
    for (let i = from; i < to; i++) if ((bytes[i] as number) > 32) return false;
    return true;
  }

  /** Position after the closing quote, or `limit` when there is none. */
  #skipQuoted(bytes: Uint8Array, from: number, limit: number): number {
    for (let at = from; at < limit; at++) {
      if (bytes[at] === lineFeed) this.lines += 1;
      else if (bytes[at] === quote) {
        if (bytes[at + 1] !== quote) return at + 1;
        at += 1;
      }
    }
    return limit;
  }

  #grow(): void {
    const [starts, ends] = [this.starts, this.ends];
    this.starts = new Int32Array(starts.length * 2);
    this.ends = new Int32Array(starts.length * 2);
    this.starts.set(starts);
    this.ends.set(ends);
  }
}
