import type { MetricValue } from '../../../contract/model/analysis.ts';
import type { ReportMetric } from '../../../contract/model/report.ts';
import { sayNumber, sayPercent } from '../../describe/words.ts';

/** Figures as a page writes them. What is not known is a dash. */
const dash = '–';

export const money = (value: number | null): string => (value === null ? dash : sayNumber(value, 2));
export const share = (value: number | null, places = 2): string => (value === null ? dash : sayPercent(value, places));
export const signed = (value: number | null, places = 2): string => (value === null ? dash : `${value > 0 ? '+' : ''}${sayNumber(value, places)}`);
export const count = (value: number | null): string => (value === null ? dash : sayNumber(value, 0));
export const day = (ms: number | null): string => (ms === null ? dash : new Date(ms).toISOString().slice(0, 10));
/** A day; with its minute where it is not midnight. UTC. */
export const moment = (ms: number | null): string => (ms === null ? dash : ms % 86_400_000 === 0 ? day(ms) : new Date(ms).toISOString().slice(0, 16).replace('T', ' '));

export function metricText({ unit, value }: ReportMetric): string {
  if (value === null) return dash;
  switch (unit) {
    case 'share': return sayPercent(value, 2);
    case 'money': return sayNumber(value, 2);
    case 'count': return sayNumber(value, 0);
    case 'days': return `${sayNumber(value, Number.isInteger(value) ? 0 : 1)} ${value === 1 ? 'day' : 'days'}`;
    case 'ratio': return sayNumber(value, 2);
  }
}

/** A figure of another library, whatever it is. */
export function sheetText(value: MetricValue): string {
  if (value === null) return dash;
  if (typeof value === 'string') return value.replace('T00:00:00', '').replace('T', ' ');
  if (typeof value === 'number') return Number.isInteger(value) ? sayNumber(value, 0) : sayNumber(value, 4);
  return Array.isArray(value) ? value.map(sheetText).join(', ') : Object.entries(value).map(([name, one]) => `${name} ${sheetText(one)}`).join(', ');
}
