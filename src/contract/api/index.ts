import { analysisContract } from './analysis.ts';
import { backtestsContract } from './backtests.ts';
import { dataContract } from './data.ts';
import { featuresContract } from './features.ts';
import { indicatorsContract } from './indicators.ts';
import { layoutsContract } from './layouts.ts';
import { marketContract } from './market.ts';
import { ordersContract } from './orders.ts';
import { paperSessionsContract } from './paper-sessions.ts';
import { portfolioContract } from './portfolio.ts';
import { replaysContract } from './replays.ts';
import { riskContract } from './risk.ts';
import { settingsContract } from './settings.ts';
import { strategiesContract } from './strategies.ts';
import { sweepsContract } from './sweeps.ts';
import { systemContract } from './system.ts';
import { walkForwardsContract } from './walk-forwards.ts';
import { tapeContract } from './tape.ts';

/** Everything the application can do. Each door serves exactly this. Written out, because what is inferred of so much is more than a compiler writes down. */
export type Contract = {
  readonly market: typeof marketContract;
  readonly tape: typeof tapeContract;
  readonly data: typeof dataContract;
  readonly indicators: typeof indicatorsContract;
  readonly features: typeof featuresContract;
  readonly analysis: typeof analysisContract;
  readonly strategies: typeof strategiesContract;
  readonly paperSessions: typeof paperSessionsContract;
  readonly backtests: typeof backtestsContract;
  readonly sweeps: typeof sweepsContract;
  readonly walkForwards: typeof walkForwardsContract;
  readonly replays: typeof replaysContract;
  readonly orders: typeof ordersContract;
  readonly portfolio: typeof portfolioContract;
  readonly risk: typeof riskContract;
  readonly settings: typeof settingsContract;
  readonly layouts: typeof layoutsContract;
  readonly system: typeof systemContract;
};

export const contract: Contract = {
  market: marketContract,
  tape: tapeContract,
  data: dataContract,
  indicators: indicatorsContract,
  features: featuresContract,
  analysis: analysisContract,
  strategies: strategiesContract,
  paperSessions: paperSessionsContract,
  backtests: backtestsContract,
  sweeps: sweepsContract,
  walkForwards: walkForwardsContract,
  replays: replaysContract,
  orders: ordersContract,
  portfolio: portfolioContract,
  risk: riskContract,
  settings: settingsContract,
  layouts: layoutsContract,
  system: systemContract,
};
export { getTimeLimitMs } from './time-limits.ts';
