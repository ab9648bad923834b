import type { AssessRequest, TriedReturns } from '../core/analysis/index.ts';

type Column = (number | null)[];
type Asked = Pick<AssessRequest, 'riskFree' | 'samples' | 'seed'> & {
  readonly returns?: Column | undefined;
  readonly candidates?: readonly TriedReturns[] | undefined;
  readonly benchmark?: Column | undefined;
  readonly positions?: Column | undefined;
  readonly periodsPerYear?: number | undefined;
  readonly trials?: number | undefined;
  readonly trialDeviation?: number | undefined;
  readonly meanBlock?: number | undefined;
  readonly blocks?: number | undefined;
};

/** The candidates where there are any, else the one series; the contract lets nothing else through. */
export function toAssessRequest({ returns = [], candidates, riskFree, samples, seed, ...asked }: Asked): AssessRequest {
  const { benchmark = null, positions = null, periodsPerYear = null, trials = null, trialDeviation = null, meanBlock = null, blocks = null } = asked;
  return { candidates: candidates ?? [{ name: null, returns }], benchmark, positions, riskFree, periodsPerYear, trials, trialDeviation, samples, meanBlock, blocks, seed };
}
