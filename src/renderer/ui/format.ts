import { markRepeated, toWallTime, type TimeZoneChoice } from './zone.ts';

/** Numbers and times as people read them. The one place: a minus is a minus, an unknown is a dash and never 0. */

export const dash = '–';
const minus = '\u2212';

const plainFormats = new Map<number, Intl.NumberFormat>();
const plain = (places: number): Intl.NumberFormat => {
  const found = plainFormats.get(places);
  if (found !== undefined) return found;
  const made = new Intl.NumberFormat('en-US', { minimumFractionDigits: places, maximumFractionDigits: places });
  plainFormats.set(places, made);
  return made;
};

/** A sentence of the application with a true minus before its figures; dates and names keep their hyphens. */
export const trueMinus = (sentence: string): string => sentence.replaceAll(/(^|[\s(])-(?=[\d.])/g, `$1${minus}`);

/** A figure with thousands separated and a true minus; what rounds to zero has no sign. */
export function formatNumber(value: number | null, places = 2): string {
  if (value === null || !Number.isFinite(value)) return dash;
  const text = plain(places).format(Math.abs(value));
  return value < 0 && /[1-9]/.test(text) ? minus + text : text;
}

/** A change: the sign always stands, except before zero. */
export function formatSigned(value: number | null, places = 2): string {
  if (value === null || !Number.isFinite(value)) return dash;
  const text = formatNumber(value, places);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** A share of one as a percentage. */
export const formatPercent = (share: number | null, places = 2): string => (share === null ? dash : `${formatNumber(share * 100, places)}%`);
export const formatSignedPercent = (share: number | null, places = 2): string => (share === null ? dash : `${formatSigned(share * 100, places)}%`);

/** Money in full up to a million, then in millions. */
export const formatMoney = (value: number | null): string => (value !== null && Math.abs(value) >= 1e6 ? formatCompact(value) : formatNumber(value, 2));

/** A large figure in three digits or so: 57.1 K, 1.24 M, 3.50 B. */
export function formatCompact(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return dash;
  const size = Math.abs(value);
  if (size < 1e4) return formatNumber(value, Number.isInteger(value) ? 0 : 2);
  if (size < 1e6) return `${formatNumber(value / 1e3, 1)} K`;
  if (size < 1e9) return `${formatNumber(value / 1e6, 2)} M`;
  return `${formatNumber(value / 1e9, 2)} B`;
}

/** Digits after the point of a step such as 0.01. */
export function placesOf(step: string): number {
  const point = step.indexOf('.');
  return point === -1 ? 0 : step.slice(point + 1).replace(/0+$/, '').length;
}

/** A quantity of the ledger, written with thousands separated and no more digits than it has. */
export const formatQuantity = (decimal: string): string => formatNumber(Number(decimal), placesOf(decimal));
/** What is left of a quantity, in no more digits than both have. */
export const formatRest = (whole: string, taken: string): string => formatNumber(Number(whole) - Number(taken), Math.max(placesOf(whole), placesOf(taken)));
export const formatSignedQuantity = (decimal: string): string => formatSigned(Number(decimal), placesOf(decimal));

/** An arrow that says the direction without colour. */
export const arrowOf = (value: number | null): string => (value === null || value === 0 ? '' : value > 0 ? '▲' : '▼');

export type { TimeZoneChoice } from './zone.ts';

const two = (value: number): string => String(value).padStart(2, '0');
const partsOf = (ms: number, zone: TimeZoneChoice) => {
  const date = toWallTime(ms, zone);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate(), weekday: date.getUTCDay(), hour: date.getUTCHours(), minute: date.getUTCMinutes(), second: date.getUTCSeconds(), ms: date.getUTCMilliseconds() };
};
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** 11:42:17, as a clock on the wall shows it: what comes twice in autumn looks the same both times. */
export function formatWallTime(ms: number, zone: TimeZoneChoice = 'utc'): string {
  const { hour, minute, second } = partsOf(ms, zone);
  return `${two(hour)}:${two(minute)}:${two(second)}`;
}
/** 11:42:17; with the name of its time, 01:30:00 EDT, where the clock shows it twice. */
export const formatTime = (ms: number, zone: TimeZoneChoice = 'utc'): string => `${formatWallTime(ms, zone)}${markRepeated(ms, zone)}`;
/** 11:42, with a mark as above. */
export const formatMinute = (ms: number, zone: TimeZoneChoice = 'utc'): string => `${formatWallTime(ms, zone).slice(0, 5)}${markRepeated(ms, zone)}`;
/** 11:42:17.3, with a mark as above. */
export const formatTenths = (ms: number, zone: TimeZoneChoice = 'utc'): string => `${formatWallTime(ms, zone)}.${Math.floor(partsOf(ms, zone).ms / 100)}${markRepeated(ms, zone)}`;
/** Mon 5 Jan 2026 */
export function formatDate(ms: number, zone: TimeZoneChoice = 'utc'): string {
  const { weekday, day, month, year } = partsOf(ms, zone);
  return `${weekdays[weekday]} ${day} ${months[month]} ${year}`;
}
/** 2026-01-05 */
export function formatIsoDate(ms: number, zone: TimeZoneChoice = 'utc'): string {
  const { year, month, day } = partsOf(ms, zone);
  return `${year}-${two(month + 1)}-${two(day)}`;
}

/** A stretch of time in its two largest units: 4 s, 2 min 5 s, 3 h 10 min, 12 d 4 h. */
export function formatDuration(ms: number): string {
  const units = [['d', 86_400_000], ['h', 3_600_000], ['min', 60_000], ['s', 1_000]] as const;
  const first = units.findIndex(([, size]) => ms >= size);
  if (first === -1) return `${Math.max(0, Math.round(ms))} ms`;
  const parts: string[] = [];
  let rest = ms;
  for (const [name, size] of units.slice(first, first + 2)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${name}`);
  }
  return parts.join(' ');
}
