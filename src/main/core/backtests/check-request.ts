import type { BacktestSpec } from '../../../contract/model/backtest.ts';
import type { SeriesKey } from '../../../contract/model/bar.ts';
import { timeframeMs } from '../../../contract/model/timeframe.ts';
import { checkConversion, checkSymbols } from '../../../quant/engine/check-series.ts';
import { checkSettings } from '../../../quant/engine/check-settings.ts';
import { longerName, tradedOf } from '../../../quant/engine/longer-series.ts';
import { checkSymbolCount } from '../../../quant/strategies/index.ts';
import { resolveParams } from '../../../quant/resolve-params.ts';
import { AppError } from '../kernel/index.ts';
import type { RunnableStrategy } from '../strategies/index.ts';
import { asInvalid } from './as-invalid.ts';
import type { BacktestRequest } from './backtests.ts';

/**
 * Before anything is read or recorded: a request that can never run is INVALID_INPUT and no trial. Gives the parameters filled in.
 *
 * @param converted symbols that have rates.
 */
export function checkRequest({ params, settings }: BacktestRequest, { info }: RunnableStrategy, symbols: readonly string[], converted: readonly string[] = []): BacktestSpec['params'] {
  return asInvalid(() => {
    checkSettings(settings);
    checkConversion(converted, settings);
    checkSymbols(symbols, settings);
    checkSymbolCount(info, tradedOf(symbols.map((symbol) => ({ symbol }))).length);
    return resolveParams(`Strategy ${info.name}`, info.params, params);
  });
}

/**
 * A name for each series of a run: its symbol, or with its venue where two venues have one of that name; another timeframe of an instrument that
 * came before is `ACME@1d`, for reading. INVALID_INPUT for the same series twice.
 */
export function namesOf(keys: readonly SeriesKey[]): readonly string[] {
  const ids = [...new Set(keys.map(({ instrumentId }) => instrumentId))];
  const shortOf = (id: string): string => id.split(':')[1] ?? id;
  return keys.map(({ instrumentId, timeframe }, k) => {
    const first = keys.findIndex((other) => other.instrumentId === instrumentId);
    if (keys.findIndex((other) => other.instrumentId === instrumentId && other.timeframe === timeframe) !== k) {
      throw new AppError('INVALID_INPUT', `${instrumentId} was given twice; each series of a backtest must be another instrument, or another timeframe of one.`, { instrumentId });
    }
    if (first !== k && timeframeMs(timeframe) < timeframeMs(keys[first]?.timeframe ?? timeframe)) {
      throw new AppError('INVALID_INPUT', `${instrumentId} was given at ${keys[first]?.timeframe} before ${timeframe}; the first is traded and the others are read, so give the shortest bars first.`, { instrumentId });
    }
    const name = ids.filter((id) => shortOf(id) === shortOf(instrumentId)).length > 1 ? instrumentId : shortOf(instrumentId);
    return first === k ? name : longerName(name, timeframe);
  });
}
