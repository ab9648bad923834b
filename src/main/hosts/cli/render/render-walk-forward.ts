import type { WalkForwardResult } from '../../../../contract/model/walk-forward.ts';
import { formatCell, none } from '../format-cell.ts';
import { formatNumber, formatTable, isoTime } from '../table.ts';

const percent = (value: unknown): string => (typeof value === 'number' ? `${(value * 100).toFixed(2)} %` : none);
const day = (ms: number): string => formatCell(isoTime(ms));

/** A walk-forward for people: fold by fold, then what the test windows came to together. */
export function renderWalkForward({ folds, metrics, efficiency, trials, unusedBars }: WalkForwardResult): string {
  const table = formatTable(
    ['train', 'test', 'parameters', 'in sample', 'out of sample'],
    folds.map(({ train, test, params, inSample, outOfSample }) => [
      `${day(train.fromMs)} to ${day(train.toMs)}`, `${day(test.fromMs)} to ${day(test.toMs)}`,
      params === null ? 'none had a figure' : Object.entries(params).map(([name, value]) => `${name} ${value}`).join(', '), percent(inSample['totalReturn']), percent(outOfSample['totalReturn']),
    ]),
  );
  const sharpe = typeof metrics['sharpe'] === 'number' ? formatNumber(metrics['sharpe']) : none;
  const worth = efficiency === null
    ? 'The chosen combinations gained nothing in sample, so that there is no efficiency.'
    : `Efficiency ${formatNumber(efficiency)}: out of sample a year brought that much of what the chosen brought in sample.`;
  const unused = unusedBars === 0 ? '' : ` The last ${unusedBars} bars make no whole test window and were not used.`;
  return `${table}\n\nOut of sample together: return ${percent(metrics['totalReturn'])}, ${percent(metrics['annualReturn'])} a year, Sharpe ratio ${sharpe}, largest drawdown ${percent(metrics['maxDrawdown'])}.\n${worth}\n${trials.toLocaleString('en')} combinations were tried on each of ${folds.length} windows.${unused}`;
}
