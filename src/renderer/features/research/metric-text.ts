import type { SweepMetric, SweepTrial } from '../../../contract/model/sweep.ts';
import { formatNumber, formatPercent, formatSignedPercent } from '../../ui/format.ts';

/** Figures of a trial by their names for people. */
export const metricNames: Readonly<Record<SweepMetric, string>> = { sharpe: 'Sharpe ratio', return: 'Growth', maxDrawdown: 'Worst fall', trades: 'Trades' };
export const metricChoices = (['sharpe', 'return', 'maxDrawdown', 'trades'] as const).map((value) => ({ value, label: metricNames[value] }));

/** A figure in its unit; `places` fewer for the inside of a small cell. */
export function metricText(metric: SweepMetric, value: number | null, places = 2): string {
  switch (metric) {
    case 'sharpe': return formatNumber(value, places);
    case 'return': return formatSignedPercent(value, Math.max(0, places - 1));
    case 'maxDrawdown': return formatPercent(value, Math.max(0, places - 1));
    case 'trades': return formatNumber(value, 0);
  }
}

/** The same without its unit, for a cell that says only its number. */
export function cellText(metric: SweepMetric, value: number): string {
  if (metric === 'sharpe') return formatNumber(value, 1);
  return metric === 'trades' ? formatNumber(value, 0) : formatNumber(value * 100, 0);
}

/** A value of a parameter without digits that it does not need. */
export const paramText = (value: number): string => String(Number(value.toPrecision(6))).replace('-', '\u2212');

/** `fast 12, slow 40` */
export const paramsText = (params: SweepTrial['params']): string => Object.entries(params).map(([name, value]) => `${name} ${paramText(value)}`).join(', ');
