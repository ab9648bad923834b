import type { CsvRow } from './csv-row.ts';
import { excerpt, type FaultList } from './fault-list.ts';
import type { Layout } from './header.ts';
import { QuickRow } from './quick-row.ts';
import { readNumber } from './read-number.ts';
import { TimeReader } from './read-time.ts';

/** How far, relative to the price, an open or close may lie outside low…high through rounding alone. */
const tolerance = 1e-9;
const priceNames = ['open', 'high', 'low', 'close'] as const;
const checkLine = 'Correct the line from another source, or remove it.';

/** What no price of a market has ever reached, and beyond which sums and squares of bars lose their meaning. */
const mostPrice = 1e15;
const mostVolume = 1e18;

/**
 * Reads the bar in a row of cells. A fault means that the row cannot be read: no number, a negative volume, a price or volume beyond
 * any market's, a high below the low. An oddity is an open or close outside low…high by more than rounding, or a price of 0: real
 * files hold a few such prints, so how many there are decides (see {@link BarFileParser}). A negative price is a warning: futures and
 * spreads have them.
 */
export class RowReader {
  readonly times = new TimeReader();
  time = 0;
  open = 0;
  high = 0;
  low = 0;
  close = 0;
  volume = 0;
  /** Opens and closes so far that lay outside low…high. */
  outOfRange = 0;
  /** Rows so far with an oddity. */
  oddRows = 0;
  readonly #layout: Layout;
  readonly #faults: FaultList;
  readonly #warnings: FaultList;
  readonly #oddities: FaultList;
  /** Open, high, low, close as written; for a mid price those of the bid, then those of the ask. */
  readonly #prices = new Float64Array(8);

  readonly #quick: QuickRow | null;

  constructor(layout: Layout, separator: number, faults: FaultList, warnings: FaultList, oddities: FaultList) {
    this.#layout = layout;
    this.#quick = QuickRow.of(layout, separator);
    this.#faults = faults;
    this.#warnings = warnings;
    this.#oddities = oddities;
  }

  /**
   * Reads the row at `position` if it holds a sound bar in the common way of writing, which then stands in the fields; gives the
   * position after it. Else -1, and nothing was reported: the row is to be cut and read.
   */
  readQuick(bytes: Uint8Array, position: number, limit: number): number {
    const quick = this.#quick;
    if (quick === null) return -1;
    const next = quick.read(bytes, position, limit);
    if (next < 0) return -1;
    this.time = this.times.read(bytes, quick.timeStart, quick.timeEnd);
    if (Number.isNaN(this.time)) return -1;
    const { length } = this.#layout.prices;
    this.#setPrices(quick.values, length);
    this.volume = this.#layout.volume === null ? 0 : (quick.values[length] as number);
    return this.#isSound() ? next : -1;
  }

  /** Whether the row held a bar, which then stands in the fields. Rows without any text are passed over in silence. */
  read(bytes: Uint8Array, row: CsvRow, line: number): boolean {
    const layout = this.#layout;
    if (row.count !== layout.columnCount && !this.#hasExtraCommasOnly(row, line)) return false;
    this.time = this.times.read(bytes, row.starts[layout.time] as number, row.ends[layout.timeEnd] as number);
    if (Number.isNaN(this.time)) {
      if (!row.isEmpty()) this.#reportTime(bytes, row, line);
      return false;
    }
    if (!this.#readPrices(bytes, row, line) || !this.#readVolume(bytes, row, line) || !this.#checkRange(line)) return false;
    return layout.adjustedClose === null || this.#adjust(bytes, row, layout.adjustedClose, line);
  }

  #hasExtraCommasOnly(row: CsvRow, line: number): boolean {
    const { columnCount } = this.#layout;
    if (row.isEmpty()) return false;
    let extra = columnCount;
    while (extra < row.count && row.starts[extra] === row.ends[extra]) extra += 1;
    if (row.count > columnCount && extra === row.count) return true;
    const remedy = 'Give the line one cell for each column; a cell that holds the separator must stand in quotes.';
    this.#faults.add('COLUMN_COUNT', line, null, `There are ${row.count} cells and the header names ${columnCount} columns.`, remedy);
    return false;
  }

  #readPrices(bytes: Uint8Array, row: CsvRow, line: number): boolean {
    const columns = this.#layout.prices;
    const prices = this.#prices;
    let isGood = true;
    for (let i = 0; i < columns.length; i++) {
      const column = columns[i] as number;
      const value = readNumber(bytes, row.starts[column] as number, row.ends[column] as number);
      if (Number.isNaN(value)) isGood = this.#reportNumber(bytes, row, column, line);
      prices[i] = value;
    }
    this.#setPrices(prices, columns.length);
    return isGood;
  }

  #setPrices(prices: Float64Array, count: number): void {
    const isMid = count === 8;
    this.open = isMid ? ((prices[0] as number) + (prices[4] as number)) / 2 : (prices[0] as number);
    this.high = isMid ? ((prices[1] as number) + (prices[5] as number)) / 2 : (prices[1] as number);
    this.low = isMid ? ((prices[2] as number) + (prices[6] as number)) / 2 : (prices[2] as number);
    this.close = isMid ? ((prices[3] as number) + (prices[7] as number)) / 2 : (prices[3] as number);
  }

  #isSound(): boolean {
    const { open, high, low, close } = this;
    return low > 0 && low <= open && open <= high && low <= close && close <= high && high <= mostPrice && this.volume <= mostVolume;
  }

  /** An empty cell means that nothing was traded. */
  #readVolume(bytes: Uint8Array, row: CsvRow, line: number): boolean {
    this.volume = 0;
    const column = this.#layout.volume;
    if (column === null) return true;
    const [start, end] = [row.starts[column] as number, row.ends[column] as number];
    if (start === end) return true;
    this.volume = readNumber(bytes, start, end);
    return this.volume >= 0 || this.#reportNumber(bytes, row, column, line);
  }

  /** Almost every bar passes the first question; only the others are looked at closely. */
  #checkRange(line: number): boolean {
    return this.#isSound() || (this.#checkSize(line) && this.#checkOrder(line));
  }

  #checkSize(line: number): boolean {
    for (const [i, name] of priceNames.entries()) {
      const price = this[name];
      if (Math.abs(price) <= mostPrice) continue;
      this.#faults.add('BAD_PRICE', line, this.#header(this.#layout.prices[i]), `The ${name} ${price} is beyond any price.`, 'Correct or remove the line.');
      return false;
    }
    if (this.volume <= mostVolume) return true;
    this.#faults.add('BAD_NUMBER', line, this.#header(this.#layout.volume ?? undefined), `The volume ${this.volume} is beyond any volume.`, 'Correct or remove the line.');
    return false;
  }

  #checkOrder(line: number): boolean {
    const { open, high, low, close } = this;
    const slack = tolerance * Math.max(Math.abs(high), Math.abs(low));
    if (low > high + slack) {
      this.#faults.add('OHLC_INCONSISTENT', line, this.#header(this.#layout.prices[1]), `The high ${high} is below the low ${low}.`, 'Correct or remove the line.');
      return false;
    }
    const oddBefore = this.#oddities.total;
    if (low === 0 || high === 0 || open === 0 || close === 0) {
      this.#oddities.add('BAD_PRICE', line, null, `A price is 0 (open ${open}, high ${high}, low ${low}, close ${close}).`, checkLine);
    }
    for (const [name, price, column] of [['open', open, 0], ['close', close, 3]] as const) {
      if (price >= low - slack && price <= high + slack) continue;
      this.outOfRange += 1;
      this.#oddities.add('OHLC_INCONSISTENT', line, this.#header(this.#layout.prices[column]), `The ${name} ${price} lies outside low ${low} … high ${high}.`, checkLine);
    }
    if (this.#oddities.total > oddBefore) this.oddRows += 1;
    if (low < 0) this.#warnings.add('BAD_PRICE', line, this.#header(this.#layout.prices[2]), `The low ${low} is below 0, as few markets have been.`, checkLine);
    return true;
  }

  /** Scales the bar to its adjusted close. A close of 0 has no ratio to scale by, and one below 0 would turn the bar upside down. */
  #adjust(bytes: Uint8Array, row: CsvRow, column: number, line: number): boolean {
    const adjusted = readNumber(bytes, row.starts[column] as number, row.ends[column] as number);
    if (Number.isNaN(adjusted)) return this.#reportNumber(bytes, row, column, line);
    const ratio = adjusted / this.close;
    if (!(ratio > 0 && Number.isFinite(ratio * this.high))) {
      this.#faults.add('BAD_PRICE', line, this.#header(column), `An adjusted close of ${adjusted} cannot be reached from the close ${this.close} by a factor.`, checkLine);
      return false;
    }
    this.open *= ratio;
    this.high *= ratio;
    this.low *= ratio;
    this.close = adjusted;
    return true;
  }

  #header(column: number | undefined): string {
    return this.#layout.headers[column ?? -1] ?? '';
  }

  #reportNumber(bytes: Uint8Array, row: CsvRow, column: number, line: number): false {
    const cell = bytes.subarray(row.starts[column], row.ends[column]);
    const text = excerpt(cell);
    const reason = cell.length === 0 ? 'The cell is empty.' : column === this.#layout.volume && text.startsWith('"-') ? `The volume ${text} is below 0.` : `${text} is not a number.`;
    const remedy = cell.includes(44) ? 'Write numbers with a decimal point and without separators of thousands.' : 'Fill in the value or remove the line.';
    this.#faults.add('BAD_NUMBER', line, this.#header(column), reason, remedy);
    return false;
  }

  #reportTime(bytes: Uint8Array, row: CsvRow, line: number): void {
    const { time, timeEnd } = this.#layout;
    const text = excerpt(bytes.subarray(row.starts[time], row.ends[timeEnd]));
    const reasons = {
      syntax: text === '""' ? 'The cell is empty.' : `${text} is not a time.`,
      calendar: `The calendar has no day ${text}.`,
      form: `${text} is written in another way than the times before it.`,
    };
    const remedy = 'Write times as YYYY-MM-DD, YYYY-MM-DD HH:MM:SS, YYYYMMDD, M/D/YYYY, or seconds or milliseconds since 1970.';
    this.#faults.add('BAD_TIME', line, this.#header(time), reasons[this.times.problem], remedy);
  }
}
