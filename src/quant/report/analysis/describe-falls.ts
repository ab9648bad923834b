import type { RunAnalysis, RunFall } from '../../../contract/model/run-analysis.ts';
import { sayNumber, sayPercent } from '../../describe/words.ts';
import { listFalls } from './list-falls.ts';

const mostFalls = 8;

const explanation = {
  formula: 'W / max(W so far) − 1, from the last bar at the peak over the deepest bar to the first one back at the peak',
  convention: 'Bar by bar at the close; a fall that has not recovered counts with what it has reached so far.',
  source: 'textbook definition',
};

/** The worst times of a run and of what it is held against, each with what the other did meanwhile. */
export function describeFalls(time: ArrayLike<number>, equity: ArrayLike<number>, benchmark: ArrayLike<number> | null): RunAnalysis['falls'] {
  const own = listFalls(time, equity, benchmark, mostFalls);
  return { ...sayFalls(own), explanation, own, benchmark: benchmark === null ? [] : listFalls(time, benchmark, equity, mostFalls) };
}

function sayFalls([worst]: readonly RunFall[]): { readonly verdict: string; readonly sentence: string } {
  if (worst === undefined) return { verdict: 'It never fell', sentence: 'The equity was never below a former peak at the close of a bar.' };
  const days = (count: number): string => `${sayNumber(count, count < 10 && !Number.isInteger(count) ? 1 : 0)} ${count === 1 ? 'day' : 'days'}`;
  const back = worst.daysBack === null ? 'it has not come back since' : `it took ${days(worst.daysBack)} to come back`;
  const other = worst.other === null ? '' : ` What it is held against made ${sayPercent(worst.other)} in that time.`;
  return { verdict: `${sayPercent(worst.depth)} at worst`, sentence: `It fell for ${days(worst.daysDown)}, and ${back}.${other}` };
}
