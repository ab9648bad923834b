/** What stands where there is no value yet. */
export const none = '–';

/** Whether a cell stands on the right: a number, perhaps with its unit, or nothing. */
export const isNumericCell = (cell: string): boolean => cell === '' || cell === none || /^[-+]?\d[\d,]*(\.\d+)?(e[-+]\d+)?( ?%| days?)?$/.test(cell);

/** A scalar for people: numbers with at most 4 digits after the point (4 significant ones below 1), moments without their zeros. */
export function formatCell(value: unknown): string {
  if (value === null || value === undefined) return none;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return formatDecimal(value);
  if (typeof value === 'string') return formatMoment(value) ?? value;
  return JSON.stringify(value);
}

const formatDecimal = (value: number): string => String(Math.abs(value) >= 1 ? Math.round(value * 1e4) / 1e4 : Number(value.toPrecision(4)));

/** `2026-01-31T00:00:00.000Z` is the day 2026-01-31; other moments end in UTC so that nobody takes them for local ones. */
function formatMoment(text: string): string | null {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.\d{3})?Z$/.exec(text);
  if (match === null) return null;
  return match[2] === '00:00:00' ? (match[1] ?? text) : `${match[1]} ${match[2]} UTC`;
}
