import type { GapReport } from '../../../../contract/model/gap-report.ts';
import type { AlignedCloses, MadeFactors } from '../../../../contract/model/series-tools.ts';
import { formatPairs, formatNumber, formatTable, isoTime } from '../table.ts';

/** How many rows of a long answer a person is shown; --json and --out have all. */
const shownRows = 20;

type Bars = { readonly time: readonly number[] } & Readonly<Record<'open' | 'high' | 'low' | 'close' | 'volume', readonly number[]>>;
const barNames = ['open', 'high', 'low', 'close', 'volume'] as const;

/** The last bars as a table. */
export function renderBars(bars: Bars): string {
  const from = Math.max(0, bars.time.length - shownRows);
  return formatTable(['time', ...barNames], bars.time.slice(from).map((ms, i) => [isoTime(ms), ...barNames.map((name) => formatNumber(bars[name][from + i]))]));
}

/** How many gaps there are of each kind, and the last of them. */
export function renderGaps({ counts, bars, missingBars, outside, calendar, timezone, gaps, gapCount }: GapReport): string {
  const figures = { bars, calendar: `${calendar} (${timezone})`, missingBars, outside, ...counts };
  const shown = gaps.slice(-shownRows);
  const table = shown.length === 0 ? 'No gaps of that kind.' : formatTable(['kind', 'from', 'to', 'missing bars'], shown.map((gap) => [gap.kind, isoTime(gap.fromMs), isoTime(gap.toMs), String(gap.missingBars)]));
  const more = gapCount > shown.length ? `\nThe last ${shown.length} of ${gapCount}; --json has more, --limit says how many.` : '';
  return `${formatPairs(Object.entries(figures).map(([name, value]) => [name, String(value)]))}\n\n${table}${more}`;
}

/** The last rows of closes as a table. */
export function renderAligned({ time, series }: AlignedCloses): string {
  const from = Math.max(0, time.length - shownRows);
  return formatTable(['time', ...series.map((one) => one.name)], time.slice(from).map((ms, i) => [isoTime(ms), ...series.map((one) => formatNumber(one.close[from + i]))]));
}

/** A factor table, and how many actions it is made of. */
export function renderFactors({ factors, used }: MadeFactors): string {
  if (factors.length === 0) return 'No action lies between the first and the last day of the bars, so there is nothing to adjust.';
  return `${formatTable(['up to', 'price factor', 'split factor'], factors.map((row) => [row.date, String(row.priceFactor), String(row.splitFactor)]))}\n\nMade of ${used} ${used === 1 ? 'action' : 'actions'}; each row holds up to and including its date.`;
}

/** A factor table as the CSV that `--factors` reads. */
export const toFactorCsv = (factors: MadeFactors['factors']): string => `${['date,price_factor,split_factor', ...factors.map((row) => `${row.date},${row.priceFactor},${row.splitFactor}`)].join('\n')}\n`;

const escapeCell = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Columns as CSV that `--file` reads again: moments in ISO 8601, dates alone where every moment is one, numbers in full, nothing for none. */
export function toCsv(columns: Readonly<Record<string, readonly (number | null)[]>>): string {
  const names = Object.keys(columns);
  const areDates = (columns['time'] ?? []).every((ms) => (ms ?? 0) % 86_400_000 === 0);
  const write = (name: string, value: number | null | undefined): string => {
    if (value === null || value === undefined) return '';
    return name === 'time' ? isoTime(value).slice(0, areDates ? 10 : 24) : String(value);
  };
  const rows = (columns['time'] ?? []).map((_, i) => names.map((name) => write(name, columns[name]?.[i])).join(','));
  return `${[names.map(escapeCell).join(','), ...rows].join('\n')}\n`;
}
