import type { MetricValue } from '../../../contract/model/analysis.ts';
import type { MetricTable } from '../../../contract/model/backtest.ts';
import type { BacktestReport, ReportMetric } from '../../../contract/model/report.ts';
import type { RunAnalysis } from '../../../contract/model/run-analysis.ts';
import { dash, formatMoney, formatNumber, formatPercent, formatSignedPercent } from '../../ui/format.ts';
import type { Dialect } from './lab-store.ts';

/** A figure as it is shown: its name in its table and for people, its text, and what it says. */
export type Figure = { readonly id: string; readonly name: string; readonly text: string; readonly value: number | null; readonly hint: string };

const changes = new Set(['totalReturn', 'annualReturn', 'buyAndHoldReturn', 'averageTrade', 'expectancy', 'bestTrade', 'worstTrade']);

/** From here on digits say nothing more: two lucky days repeated for a year, say. */
const tooLong = 1e6;

/** A metric in its unit; a change always has its sign. */
export function textOf({ name, unit, value }: ReportMetric): string {
  if (value !== null && unit !== 'money' && Math.abs(value) >= tooLong) return `${value.toExponential(2).replace('-', '\u2212').replace('+', '')}${unit === 'share' ? ' times' : ''}`;
  switch (unit) {
    case 'share': return changes.has(name) ? formatSignedPercent(value) : formatPercent(value);
    case 'money': return formatMoney(value);
    case 'count': return formatNumber(value, 0);
    case 'days': return value === null ? dash : `${formatNumber(value, Number.isInteger(value) ? 0 : 1)} ${value === 1 ? 'day' : 'days'}`;
    case 'ratio': return formatNumber(value);
  }
}

/** A statistic of another engine by its own convention: percents and durations in days, in full to the five digits that it prints itself. */
export function dialectText(name: string, value: MetricTable[string], places = 5): string {
  if (value === null) return dash;
  if (typeof value === 'string') return value.replace('T00:00:00', '').replace('T', ' ');
  if (name.startsWith('#')) return formatNumber(value, 0);
  if (name.endsWith('Duration')) return `${formatNumber(value, Number.isInteger(value) ? 0 : 3)} days`;
  return formatNumber(value, places);
}

/** Whether the report itself has the figures of a dialect; those of the others are of the returns alone and belong to the analysis. */
export const isOfReport = (dialect: Dialect): boolean => dialect === 'plain' || dialect === 'backtesting.py';

/** A statistic of another library as it is shown. */
function sheetText(value: MetricValue | undefined): string {
  if (value === null || value === undefined) return dash;
  if (typeof value === 'string') return dialectText('', value);
  if (typeof value === 'number') return Math.abs(value) >= tooLong ? value.toExponential(3).replace('-', '\u2212').replace('+', '') : formatNumber(value, 4);
  return Array.isArray(value) ? value.map((one) => formatNumber(one, 4)).join(', ') : Object.entries(value).map(([name, one]) => `${name} ${formatNumber(one, 4)}`).join(', ');
}

/** Every figure of a run in a dialect, in its order. */
export function figuresOf(report: BacktestReport, dialect: Dialect, analysis: RunAnalysis | null = null): readonly Figure[] {
  if (!isOfReport(dialect)) return Object.entries(analysis?.dialects[dialect] ?? {}).map(([name, value]) => ({ id: name, name, text: sheetText(value), value: typeof value === 'number' ? value : null, hint: `${name}, as ${dialect} computes it.` }));
  if (dialect === 'plain') return report.metrics.map((metric) => ({ id: metric.name, name: metric.title, text: textOf(metric), value: metric.value, hint: metric.hint }));
  return Object.entries(report.dialects[dialect] ?? {}).map(([name, value]) => ({ id: name, name, text: dialectText(name, value), value: typeof value === 'number' ? value : null, hint: `${name}, as backtesting.py 0.6 computes it.` }));
}
