import type { Candidate, SignificanceRequest } from '../../../quant/stats/index.ts';
import { AppError } from '../kernel/index.ts';
import type { AssessRequest } from './return-statistics.ts';
import { requireLength, requirePossible } from './to-return-series.ts';

type ReturnTable = Pick<SignificanceRequest, 'candidates' | 'benchmark' | 'positions'>;
type Column = readonly (number | null)[];

function checkTable({ candidates, benchmark, positions }: AssessRequest): void {
  const [first] = candidates;
  if (first === undefined) throw new AppError('INVALID_INPUT', 'There are no candidates; give the returns of at least one strategy.');
  for (const [i, { name, returns }] of candidates.entries()) {
    if (candidates.findIndex((one) => one.name === name) !== i) throw new AppError('INVALID_INPUT', `Two candidates are called ${name ?? 'nothing'}; give each a name of its own.`, { name });
    requireLength(returns, first.returns.length, `returns of ${name ?? 'the candidate'}`);
    requirePossible(returns, name === null ? 'return' : `return of ${name}`);
  }
  requireLength(benchmark, first.returns.length, 'returns of the benchmark');
  requirePossible(benchmark, 'return of the benchmark');
  requireLength(positions, first.returns.length, 'positions');
  if (positions !== null && benchmark === null) throw new AppError('INVALID_INPUT', 'Positions are of a benchmark, and none is given; give the returns of what was held.');
}

/** The periods that have a value in every column. INVALID_INPUT as `ReturnStatistics.assess` says. */
export function toReturnTable(request: AssessRequest): { readonly table: ReturnTable; readonly leftOut: number } {
  checkTable(request);
  const { candidates, benchmark, positions } = request;
  const columns: Column[] = [...candidates.map(({ returns }) => returns), ...(benchmark === null ? [] : [benchmark]), ...(positions === null ? [] : [positions])];
  const count = candidates[0]?.returns.length ?? 0;
  const kept = Array.from({ length: count }, (_, i) => i).filter((i) => columns.every((column) => (column[i] ?? null) !== null));
  if (kept.length === 0) throw new AppError('INVALID_INPUT', `None of the ${count} periods has a value${columns.length === 1 ? '' : ' in every column'}; at least one is needed.`);
  const keep = (column: Column): Float64Array => Float64Array.from(kept, (i) => column[i] as number);
  const table = {
    candidates: candidates.map(({ name, returns }): Candidate => ({ name, returns: keep(returns) })),
    benchmark: benchmark === null ? null : keep(benchmark), positions: positions === null ? null : keep(positions),
  };
  return { table, leftOut: count - kept.length };
}
