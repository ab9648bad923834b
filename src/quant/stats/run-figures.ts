import { chooseAnnualisation, type Annualisation } from './data-period.ts';
import { computeDrawdowns, type Drawdowns } from './drawdowns.ts';
import type { RunStatsInput } from './input.ts';
import { computePeriodReturns } from './period-returns.ts';
import { computeTradeFigures, type TradeFigures } from './trade-figures.ts';

/** What every table of statistics is made from: computed once, however many dialects a report speaks. */
export type RunFigures = {
  readonly annualisation: Annualisation;
  /** Simple returns of the equity from period to period. */
  readonly returns: Float64Array;
  readonly drawdowns: Drawdowns;
  readonly trades: TradeFigures;
};

export function computeRunFigures({ time, equity, trades }: RunStatsInput): RunFigures {
  const annualisation = chooseAnnualisation(time);
  return {
    annualisation,
    returns: computePeriodReturns(time, equity, annualisation.period),
    drawdowns: computeDrawdowns(time, equity),
    trades: computeTradeFigures(trades, time),
  };
}
