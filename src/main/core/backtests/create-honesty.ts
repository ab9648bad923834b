import { AppError } from '../kernel/index.ts';
import type { Backtests } from './backtests.ts';
import type { BacktestsDeps } from './create-backtests.ts';
import type { Honesty } from './honesty.ts';

/** Builds it over finished runs. */
export function createHonesty(_deps: BacktestsDeps, backtests: Pick<Backtests, 'get' | 'resultBody'>): Honesty {
  const notYet = async (runId: string): Promise<never> => {
    await backtests.resultBody(runId);
    throw new AppError('UNAVAILABLE', 'There are no verdicts yet.');
  };
  return {
    verdict: notYet,
    trials: notYet,
    checkLookAhead: notYet,
    hypotheses: async () => [],
  };
}
