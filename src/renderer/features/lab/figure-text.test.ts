import { expect, it } from 'vitest';
import type { ReportMetric } from '../../../contract/model/report.ts';
import { dialectText, textOf } from './figure-text.ts';

const metric = (name: string, unit: ReportMetric['unit'], value: number | null): ReportMetric => ({ name, unit, value, title: name, hint: '' });

it('writes each metric in its unit, changes with their sign, and a dash for what is not defined', () => {
  expect([
    textOf(metric('totalReturn', 'share', 4.626)), textOf(metric('maxDrawdown', 'share', -0.3393)), textOf(metric('winRate', 'share', 0.5268)), textOf(metric('sharpe', 'ratio', 0.6)),
    textOf(metric('trades', 'count', 1_093)), textOf(metric('maxDrawdownDurationDays', 'days', 830)), textOf(metric('averageTradeDurationDays', 'days', 32.25)), textOf(metric('sortino', 'ratio', null)),
    textOf(metric('maxDrawdownDurationDays', 'days', null)), textOf(metric('annualReturn', 'share', 4.11e17)), textOf(metric('sortino', 'ratio', -1.26e21)),
  ]).toEqual(['+462.60%', '\u221233.93%', '52.68%', '0.60', '1,093', '830 days', '32.3 days', '–', '–', '4.11e17 times', '\u22121.26e21']);
});

it('writes the statistics of backtesting.py as it prints them', () => {
  expect([
    dialectText('Return [%]', 462.6351934), dialectText('# Trades', 93), dialectText('Max. Drawdown Duration', 830), dialectText('Start', '2004-08-19T00:00:00'),
    dialectText('Start', '2004-08-19T09:30:00'), dialectText('SQN', null), dialectText('Return [%]', 462.6351934, 2),
  ]).toEqual(['462.63519', '93', '830 days', '2004-08-19', '2004-08-19 09:30:00', '–', '462.64']);
});
