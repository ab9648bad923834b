import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createSystemClock } from './adapters/clock/system-clock.ts';
import { createBarFiles, createStrategyFolder } from './adapters/files/index.ts';
import { createPool } from './adapters/pool/index.ts';
import { findDataFolder, openRunRegistry, resolveDataFolder } from './adapters/store/index.ts';
import { createAnalysis, createEconometrics, createFeatures, createRegimes, createReturnStatistics, type Analysis, type Econometrics, type Features, type Regimes, type ReturnStatistics } from './core/analysis/index.ts';
import { createStrategies, type Strategies } from './core/strategies/index.ts';
import { createBacktests, createCrossValidations, createHonesty, createSweeps, createCapsules, createWalkForwards, type Backtests, type BacktestsDeps, type Capsules, type CrossValidations, type Honesty, type RunRegistry, type Sweeps, type TrialLedgerStore, type WalkForwards } from './core/backtests/index.ts';
import { createSeriesTools, type BarFiles, type SeriesTools } from './core/data/index.ts';
import { createRandomIds, silentLog } from './core/kernel/index.ts';
import type { BarStore, Market } from './core/market/index.ts';

/** What works on files alone: no ledger, no market, no owner of the data folder. */
export type Offline = {
  readonly analysis: Analysis;
  readonly features: Features;
  readonly returns: ReturnStatistics;
  readonly regimes: Regimes;
  readonly econometrics: Econometrics;
  readonly seriesTools: SeriesTools;
  readonly files: BarFiles;
  readonly backtests: Backtests;
  readonly honesty: Honesty;
  readonly crossValidations: CrossValidations;
  readonly strategies: Strategies;
  readonly capsules: Capsules;
  readonly sweeps: Sweeps;
  readonly walkForwards: WalkForwards;
  dispose(): Promise<void>;
};

export type OfflineOptions = {
  /** Record runs in the data folder, so that they count; one short transaction each. */
  readonly records?: boolean;
  readonly dataDir?: string;
};

/** Stands where a part is not there; a command that reaches it is a mistake of ours. */
const absent = <T extends object>(what: string): T =>
  new Proxy({} as T, {
    get() {
      throw new Error(`${what} is not available without a workstation`);
    },
  });

/** Builds the parts that commands on files need; nothing is opened before it is used. */
export function composeOffline(options: OfflineOptions = {}): Offline {
  const clock = createSystemClock();
  const files = createBarFiles();
  const pool = createPool({ clock });
  const strategies = createStrategies({ jobs: pool, files: createStrategyFolder(join(findDataFolder(options.dataDir), 'strategies')) });
  const registry = options.records === true ? openRunRegistry(resolveDataFolder(options.dataDir), { mode: 'shared' }) : absent<RunRegistry & TrialLedgerStore>('the record of runs');
  const bars = absent<BarStore>('storage of bars');
  const research: BacktestsDeps = { jobs: pool, strategies, registry, bars, clock, ids: createRandomIds(randomBytes), log: silentLog };
  const backtests = createBacktests(research);
  return {
    analysis: createAnalysis({ market: absent<Market>('the market'), pacer: clock }),
    features: createFeatures({ market: absent<Market>('the market'), jobs: pool }),
    returns: createReturnStatistics({ jobs: pool }),
    seriesTools: createSeriesTools({ market: absent<Market>('the market'), jobs: pool }),
    regimes: createRegimes({ market: absent<Market>('the market'), jobs: pool }),
    econometrics: createEconometrics({ market: absent<Market>('the market'), jobs: pool }),
    files,
    strategies,
    backtests,
    crossValidations: createCrossValidations(research),
    honesty: createHonesty({ ...research, ledger: registry }, backtests),
    sweeps: createSweeps(research),
    walkForwards: createWalkForwards(research),
    capsules: createCapsules({ ...research, files }, absent<Backtests>('the record of runs')),
    async dispose() {
      await Promise.all([files.dispose(), pool.dispose()]);
      if (options.records === true) await registry.dispose();
    },
  };
}
