import type { PriceKind } from '../../../contract/model/bar.ts';
import type { BarFileOptions, ColumnRole } from '../../core/data/ports.ts';
import type { FaultList } from './fault-list.ts';

type Role = keyof NonNullable<BarFileOptions['columns']>;

const timeNames = ['date', 'time', 'datetime', 'timestamp'];
const priceRoles = ['open', 'high', 'low', 'close'] as const;
const adjustedNames = ['adjclose', 'adjustedclose'];

/** Where each value of a bar stands in a row, and what the header calls it. Numbers are column indices from 0. */
export type Layout = {
  readonly columnCount: number;
  readonly headers: readonly string[];
  readonly time: number;
  /** The column the time ends in: `time` itself, or a clock column right after a date column. */
  readonly timeEnd: number;
  /** Open, high, low, close; a mid price has those of the bid, then those of the ask. */
  readonly prices: readonly number[];
  readonly volume: number | null;
  readonly adjustedClose: number | null;
};

/** The separator that a header line uses most, outside quotes: comma, semicolon, tab or bar. */
export function detectSeparator(line: string): number {
  const bare = line.replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t', '|'].map((mark) => ({ mark, count: bare.split(mark).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).mark.charCodeAt(0);
}

/** A header as it was understood. `layout` is null, with a fault for each column that is missing or named twice, where no bar can be read. */
export type HeaderReading = {
  readonly layout: Layout | null;
  /** What each column is read as, also where others are missing; null: it is not read. */
  readonly roles: readonly (ColumnRole | null)[];
  /** Which prices are read, whether there are sides to choose from, and whether there is an adjusted close. */
  readonly price: PriceKind;
  readonly hasSides: boolean;
  readonly hasAdjusted: boolean;
};

/** Finds the columns of bars by their names. */
export function readHeader(headers: readonly string[], line: number, options: BarFileOptions, faults: FaultList): HeaderReading {
  const header = new Header(headers, line, options, faults);
  const faultsBefore = faults.total;
  const [time, timeEnd] = header.findTime();
  const prices = header.findPrices();
  const volume = header.find('volume', 'volume');
  const adjustedClose = options.adjusted === true ? header.findAdjusted() : null;
  const roles = rolesOf(headers.length, [
    ['time', time], ['time', timeEnd], ...prices.map((index, i) => [priceRoles[i % priceRoles.length] ?? null, index] as const), ['volume', volume], ['adjusted', adjustedClose ?? -1],
  ]);
  const understood = { roles, price: header.price, hasSides: header.hasSides, hasAdjusted: header.hasAdjusted };
  if (faults.total > faultsBefore) return { layout: null, ...understood };
  return { layout: { columnCount: headers.length, headers, time, timeEnd, prices, volume: volume < 0 ? null : volume, adjustedClose }, ...understood };
}

/** The role of each column; the first of several that one column has. */
function rolesOf(count: number, found: readonly (readonly [ColumnRole | null, number])[]): readonly (ColumnRole | null)[] {
  const roles = Array.from({ length: count }, (): ColumnRole | null => null);
  for (const [role, index] of found) if (index >= 0) roles[index] ??= role;
  return roles;
}

/** Looks columns up in one header. An index is -1 where there is none. */
class Header {
  readonly #headers: readonly string[];
  /** The headers without case, spaces and underscores. */
  readonly #names: readonly string[];
  readonly #line: number;
  readonly #options: BarFileOptions;
  readonly #faults: FaultList;

  constructor(headers: readonly string[], line: number, options: BarFileOptions, faults: FaultList) {
    this.#headers = headers;
    this.#names = headers.map(normalise);
    this.#line = line;
    this.#options = options;
    this.#faults = faults;
  }

  /** The column chosen for a role, else the one with the name. */
  find(role: Role, name: string): number {
    const chosen = this.#options.columns?.[role];
    if (chosen === undefined) return this.#findOnly(name);
    const exact = this.#headers.indexOf(chosen);
    const index = exact >= 0 ? exact : this.#names.indexOf(normalise(chosen));
    if (index < 0) {
      const code = role === 'time' ? 'NO_TIME_COLUMN' : 'NO_PRICE_COLUMN';
      this.#report(code, chosen, `There is no column "${chosen}" to read the ${role} from.`, 'Name one that is there.');
    }
    return index;
  }

  /** The named column of times, else the unnamed first one; a clock right after a date is read with it. */
  findTime(): readonly [number, number] {
    if (this.#options.columns?.time !== undefined) {
      const chosen = this.find('time', 'time');
      return [chosen, chosen];
    }
    const names = this.#names;
    const named = names.findIndex((name) => timeNames.includes(name));
    if (named >= 0) return [named, names[named] === 'date' && names[named + 1] === 'time' ? named + 1 : named];
    if (names[0] === '') return [0, 0];
    const reason = looksLikeData(names) ? 'The first line holds data instead of column names.' : 'No column of times was found.';
    this.#report('NO_TIME_COLUMN', null, reason, names.length === 1 ? separate : 'Name the column date, time, datetime or timestamp.');
    return [-1, -1];
  }

  findPrices(): readonly number[] {
    const sides = this.#sides();
    const indices = sides.flatMap((side) => priceRoles.map((role) => ({ role, name: `${side}${role}`, index: this.find(role, `${side}${role}`) })));
    const missing = indices.filter(({ role, index }) => index < 0 && this.#options.columns?.[role] === undefined).map(({ name }) => name.replace(/^(bid|ask)/, '$1_'));
    if (missing.length > 0) {
      this.#report('NO_PRICE_COLUMN', null, `No column named ${missing.join(', ')} was found.`, this.#names.length === 1 ? separate : priceRemedy(this.#names));
    }
    return indices.map(({ index }) => index);
  }

  findAdjusted(): number {
    const index = this.#names.findIndex((name) => adjustedNames.includes(name));
    if (index < 0) this.#report('NO_PRICE_COLUMN', null, 'Adjusted prices were asked for and there is no column Adj Close.', 'Take the prices as they are.');
    return index;
  }

  get hasAdjusted(): boolean {
    return this.#names.some((name) => adjustedNames.includes(name));
  }

  get hasSides(): boolean {
    return this.#names.includes('bidclose') || this.#names.includes('askclose');
  }

  get price(): PriceKind {
    const [side, other] = this.#sides();
    if (other !== undefined) return 'mid';
    return side === 'bid' || side === 'ask' ? side : 'trade';
  }

  /** What stands before the names of the prices to read: nothing for trades, else bid, ask, or both for the middle. */
  #sides(): readonly ('' | 'bid' | 'ask')[] {
    const { price, columns } = this.#options;
    if (price !== undefined) return price === 'mid' ? ['bid', 'ask'] : [price];
    return this.#names.includes('bidclose') && !this.#names.includes('close') && columns?.close === undefined ? ['bid'] : [''];
  }

  #findOnly(name: string): number {
    const index = this.#names.indexOf(name);
    if (index >= 0 && this.#names.includes(name, index + 1)) {
      const header = this.#headers[index] ?? '';
      this.#report('NO_PRICE_COLUMN', header, `Two columns are named "${header}".`, 'Rename the one that is not meant.');
    }
    return index;
  }

  #report(code: 'NO_TIME_COLUMN' | 'NO_PRICE_COLUMN', column: string | null, reason: string, remedy: string): void {
    const found = this.#headers.slice(0, 30).map((header) => (header === '' ? '(unnamed)' : header.slice(0, 40))).join(', ');
    this.#faults.add(code, this.#line, column, reason, `${remedy} The columns are: ${found}.`);
  }
}

const separate = 'There is one column only: separate columns by a comma, a semicolon, a tab or "|".';
const normalise = (name: string): string => name.toLowerCase().replace(/[\s_]/g, '');
const looksLikeData = (names: readonly string[]): boolean => names.filter((name) => /^[+-]?[\d.][\d.:/t-]*$/.test(name)).length > names.length / 2;

/** What the columns look like instead of bars, so that the person knows what the file is. */
function priceRemedy(names: readonly string[]): string {
  if (names.includes('strike')) return 'This looks like an option chain and only bars can be read here.';
  if (names.includes('bid') && names.includes('ask')) return 'This looks like quotes and only bars can be read here.';
  if (names.includes('price') && (names.includes('size') || names.includes('quantity'))) return 'This looks like single trades and only bars can be read here.';
  return 'Bars need open, high, low and close, or bid_open to ask_close: rename the columns.';
}
