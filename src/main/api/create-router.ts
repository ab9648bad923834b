import type { Router as RouterOf } from '@orpc/server';
import { getTimeLimitMs, type Contract } from '../../contract/api/index.ts';
import { silentLog } from '../core/kernel/index.ts';
import { analysisRouter } from './analysis.ts';
import { backtestsRouter } from './backtests.ts';
import type { Context } from './context.ts';
import { dataRouter } from './data.ts';
import { featuresRouter } from './features.ts';
import { guardContract, type GuardOptions } from './guard.ts';
import { indicatorsRouter } from './indicators.ts';
import { layoutsRouter } from './layouts.ts';
import { marketRouter } from './market.ts';
import { ordersRouter } from './orders.ts';
import { paperSessionsRouter } from './paper-sessions.ts';
import { portfolioRouter } from './portfolio.ts';
import { replaysRouter } from './replays.ts';
import { riskRouter } from './risk.ts';
import { settingsRouter } from './settings.ts';
import { strategiesRouter } from './strategies.ts';
import { sweepsRouter } from './sweeps.ts';
import { systemRouter } from './system.ts';
import { walkForwardsRouter } from './walk-forwards.ts';
import { tapeRouter } from './tape.ts';

/** The contract, implemented on the core that each call brings in its context. All doors serve one router. */
export function createRouter(options: Partial<GuardOptions> = {}): Router {
  const guarded = guardContract({ log: options.log ?? silentLog, timeLimitMs: options.timeLimitMs ?? getTimeLimitMs });
  return guarded.router({
    market: marketRouter(guarded),
    tape: tapeRouter(guarded),
    data: dataRouter(guarded),
    indicators: indicatorsRouter(guarded),
    features: featuresRouter(guarded),
    analysis: analysisRouter(guarded),
    strategies: strategiesRouter(guarded),
    paperSessions: paperSessionsRouter(guarded),
    backtests: backtestsRouter(guarded),
    sweeps: sweepsRouter(guarded),
    walkForwards: walkForwardsRouter(guarded),
    replays: replaysRouter(guarded),
    orders: ordersRouter(guarded),
    portfolio: portfolioRouter(guarded),
    risk: riskRouter(guarded),
    settings: settingsRouter(guarded),
    layouts: layoutsRouter(guarded),
    system: systemRouter(guarded),
  });
}

export type Router = RouterOf<Contract, Context>;
