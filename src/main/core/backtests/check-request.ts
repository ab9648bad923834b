import type { BacktestSpec } from '../../../contract/model/backtest.ts';
import { checkSettings } from '../../../quant/engine/check-settings.ts';
import { QuantError } from '../../../quant/error.ts';
import { resolveStrategyParams } from '../../../quant/strategies/index.ts';
import { AppError } from '../kernel/index.ts';
import type { BacktestRequest } from './backtests.ts';

/** Before anything is read or recorded: a request that can never run is INVALID_INPUT and no trial. Gives the parameters filled in. */
export function checkRequest({ strategy, params, settings }: BacktestRequest): BacktestSpec['params'] {
  try {
    checkSettings(settings);
    return resolveStrategyParams(strategy, params);
  } catch (error) {
    if (error instanceof QuantError) throw new AppError('INVALID_INPUT', error.message, { code: error.code });
    throw error;
  }
}

/** The one series of a backtest; INVALID_INPUT for none or several. */
export function onlyOne<T>(series: readonly T[]): T {
  const [first] = series;
  if (first !== undefined && series.length === 1) return first;
  throw new AppError('INVALID_INPUT', `A backtest takes one series, not ${series.length}; start one for each.`, { series: series.length });
}
