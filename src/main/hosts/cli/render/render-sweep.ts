import type { Sweep, SweepTrial } from '../../../../contract/model/sweep.ts';
import { formatNumber, formatTable } from '../table.ts';

const percent = (value: number | null): string => (value === null ? formatNumber(null) : `${(value * 100).toFixed(2)} %`);
const count = (value: number): string => value.toLocaleString('en');

const describeParams = (params: SweepTrial['params']): string => Object.entries(params).map(([name, value]) => `${name} ${formatNumber(value)}`).join(', ');

/** How the trials were run, in a sentence. */
function describePaths({ done, eventTrials }: Sweep): string {
  if (eventTrials === 0) return 'All ran over whole columns.';
  return eventTrials === done ? 'All ran bar by bar.' : `${count(done - eventTrials)} ran over whole columns, ${count(eventTrials)} bar by bar.`;
}

/** A sweep for people: what was tried, and the trials that were asked for. */
export function renderSweep(sweep: Sweep, results: readonly SweepTrial[], isEphemeral: boolean): string {
  const isSeveral = new Set(results.map(({ series }) => series)).size > 1;
  // Several strategies have parameters of their own, which stand in one column.
  const isMatrix = results.some(({ strategy }) => strategy !== undefined);
  const names = isMatrix ? [] : Object.keys(results[0]?.params ?? {});
  const table = formatTable(
    [...(isMatrix ? ['strategy'] : []), ...(isSeveral ? ['symbol'] : []), ...(isMatrix ? ['parameters'] : []), ...names, 'return', 'maxDrawdown', 'sharpe', 'trades'],
    results.map((one) => [...(isMatrix ? [one.strategy ?? ''] : []), ...(isSeveral ? [one.symbol] : []), ...(isMatrix ? [describeParams(one.params)] : []), ...names.map((name) => formatNumber(one.params[name])), percent(one.return), percent(one.maxDrawdown), formatNumber(one.sharpe), formatNumber(one.trades)]),
  );
  const failed = sweep.failedTrials === 0 ? '' : ` ${count(sweep.failedTrials)} failed${sweep.firstFailure === null ? '' : `, the first because: ${sweep.firstFailure}`}`;
  const record = isEphemeral ? 'None of them was recorded (--ephemeral).' : `Recorded as sweep ${sweep.sweepId}; each of them counts towards the hypothesis.`;
  return `${table}\n\n${count(sweep.done)} trials. ${describePaths(sweep)}${failed}\n${record}`;
}
