import type { BarColumns } from '../../../contract/model/bar.ts';
import type { BarFileOptions } from '../../core/data/ports.ts';
import { CsvRow } from './csv-row.ts';
import { FaultList } from './fault-list.ts';
import { GrowingBars } from './growing-bars.ts';
import { detectSeparator, readHeader, type HeaderReading, type Layout } from './header.ts';
import { RowReader } from './row-reader.ts';
import { settleTimes } from './settle-times.ts';

const lineFeed = 10;
/**
 * Share of rows whose open or close may lie outside low…high, or that may hold a price of 0, before the file counts as broken.
 * Tables of real providers hold up to one such print in two hundred rows.
 */
const mostOddShare = 0.01;

export type ParserSetup = {
  readonly options: BarFileOptions;
  /** Bytes of the file, to guess the number of rows from. */
  readonly size: number;
  readonly maxRows: number;
  readonly faults: FaultList;
  readonly warnings: FaultList;
  /** Faults, warnings and oddities that are kept of each kind. */
  readonly maxFaults?: number;
};

/** The header of a file: its cells, what separates them, and where the row after it begins. */
export type FileHeader = HeaderReading & { readonly cells: readonly string[]; readonly separator: number; readonly nextLine: number; readonly endByte: number };

/** Reads bars from the bytes of a file as they come. What it read counts only while there are no faults. */
export class BarFileParser {
  readonly #setup: ParserSetup;
  readonly #row = new CsvRow();
  readonly #bars = new GrowingBars();
  /** Rows at which the distance between row number and line number changes, with the new distance. */
  readonly #lineShifts: { readonly row: number; readonly shift: number }[] = [];
  #lineShift = Number.NaN;
  readonly #oddities: FaultList;
  #header: FileHeader | null = null;
  #layout: Layout | null = null;
  #reader: RowReader | null = null;
  #separator = 0;
  #line = 1;
  #rows = 0;
  #bytesRead = 0;

  constructor(setup: ParserSetup) {
    this.#setup = setup;
    this.#oddities = new FaultList(setup.maxFaults ?? 100);
  }

  /** The line that is read next, from 1. */
  get line(): number {
    return this.#line;
  }

  /** Null while no line has been found that could be one. */
  get header(): FileHeader | null {
    return this.#header;
  }

  /** Name in the header of each value that is read. */
  get columns(): Readonly<Record<string, string>> {
    const layout = this.#layout;
    if (layout === null) return {};
    const name = (index: number | null | undefined): string => layout.headers[index ?? -1] ?? '';
    const [open, high, low, close] = layout.prices;
    const found = { time: name(layout.time), open: name(open), high: name(high), low: name(low), close: name(layout.adjustedClose ?? close) };
    return layout.volume === null ? found : { ...found, volume: name(layout.volume) };
  }

  /** Reads the complete rows of `bytes[0…limit)` and gives how many bytes they took. Stops early once no more faults are wanted. */
  push(bytes: Uint8Array, limit: number): number {
    let position = this.#reader === null ? this.#readHeader(bytes, limit) : 0;
    const reader = this.#reader;
    if (reader === null) {
      this.#bytesRead += position;
      return position;
    }
    const { faults } = this.#setup;
    while (position < limit && !faults.isFull) {
      const quick = reader.readQuick(bytes, position, limit);
      if (quick >= 0) {
        this.#store(reader, this.#bytesRead + quick);
        this.#line += 1;
        position = quick;
        continue;
      }
      const next = this.#row.cut(bytes, position, limit, this.#separator);
      if (next < 0) break;
      if (reader.read(bytes, this.#row, this.#line)) this.#store(reader, this.#bytesRead + next);
      this.#line += this.#row.lines;
      position = next;
    }
    this.#bytesRead += position;
    return position;
  }

  /** The bars, after the checks that need all of them. */
  finish(): BarColumns {
    const bars = this.#bars.take(this.#rows);
    const { faults, warnings, options } = this.#setup;
    if (this.#rows === 0 && faults.total === 0) {
      const reason = this.#layout === null ? 'The file holds nothing but white space.' : 'There is a header and no row below it.';
      faults.add('EMPTY', null, null, reason, 'Choose a file with bars.');
    }
    if (this.#reader === null || faults.isFull) return bars;
    this.#judgeOddities(this.#reader);
    const lineOf = (row: number): number => row + (this.#lineShifts.findLast((entry) => entry.row <= row)?.shift ?? 0);
    settleTimes({ bars, reader: this.#reader.times, timezone: options.timezone, column: this.columns['time'] ?? '', lineOf, faults, warnings });
    return bars;
  }

  /** A few odd prints are warnings, as real files have them; more of them are faults, and so is each one in a short file. */
  #judgeOddities({ outOfRange, oddRows }: RowReader): void {
    const { faults, warnings } = this.#setup;
    if (this.#rows > 1 && outOfRange > this.#rows / 2) {
      const reason = `Open or close lies outside low…high in most of the ${this.#rows} rows.`;
      faults.add('OHLC_INCONSISTENT', null, null, reason, 'The columns are probably mixed up: check which is which.');
    } else (oddRows > this.#rows * mostOddShare ? faults : warnings).addAll(this.#oddities);
  }

  /** The header is the first line that holds anything. */
  #readHeader(bytes: Uint8Array, limit: number): number {
    const decoder = new TextDecoder();
    let position = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
    for (; position < limit; this.#line++) {
      const end = bytes.indexOf(lineFeed, position);
      if (end < 0 || end >= limit) break;
      const line = decoder.decode(bytes.subarray(position, end));
      this.#separator = detectSeparator(line);
      const next = this.#row.cut(bytes, position, limit, this.#separator);
      if (next < 0) break;
      position = next;
      if (line.trim() === '') continue;
      const cells = Array.from({ length: this.#row.count }, (_, i) => decoder.decode(bytes.subarray(this.#row.starts[i], this.#row.ends[i])));
      const reading = readHeader(cells, this.#line, this.#setup.options, this.#setup.faults);
      this.#layout = reading.layout;
      this.#line += this.#row.lines;
      this.#header = { ...reading, cells, separator: this.#separator, nextLine: this.#line, endByte: this.#bytesRead + position };
      if (this.#layout === null) this.#setup.faults.stop();
      else this.#reader = new RowReader(this.#layout, this.#separator, this.#setup.faults, this.#setup.warnings, this.#oddities);
      break;
    }
    return position;
  }

  #store(bar: RowReader, bytesRead: number): void {
    const at = this.#rows;
    const bars = this.#bars;
    if (at === bars.capacity && !this.#makeRoom(bytesRead)) return;
    bars.time[at] = bar.time;
    bars.open[at] = bar.open;
    bars.high[at] = bar.high;
    bars.low[at] = bar.low;
    bars.close[at] = bar.close;
    bars.volume[at] = bar.volume;
    const shift = this.#line - at;
    if (shift !== this.#lineShift) {
      this.#lineShift = shift;
      this.#lineShifts.push({ row: at, shift });
    }
    this.#rows += 1;
  }

  /** Guesses how many rows the file holds from those read so far, so that the columns seldom move. */
  #makeRoom(bytesRead: number): boolean {
    const { maxRows, size, faults } = this.#setup;
    if (this.#rows >= maxRows) {
      faults.add('TOO_LARGE', this.#line, null, `There are more than ${maxRows} rows.`, 'Split the file, or read a longer timeframe.');
      faults.stop();
      return false;
    }
    const guess = this.#rows < 1_000 ? 1_000 : Math.ceil((this.#rows * size * 1.02) / bytesRead) + 1_000;
    this.#bars.resize(Math.min(maxRows, Math.max(guess, this.#rows + 1_000)));
    return true;
  }
}
