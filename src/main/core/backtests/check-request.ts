import type { BacktestSpec } from '../../../contract/model/backtest.ts';
import type { SeriesKey } from '../../../contract/model/bar.ts';
import { checkConversion, checkSymbols } from '../../../quant/engine/check-series.ts';
import { checkSettings } from '../../../quant/engine/check-settings.ts';
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
    checkSymbolCount(info, symbols.length);
    return resolveParams(`Strategy ${info.name}`, info.params, params);
  });
}

/** A name for each series of a run: its symbol, or with its venue where two venues have one of that name. INVALID_INPUT for the same instrument twice. */
export function namesOf(keys: readonly SeriesKey[]): readonly string[] {
  const short = keys.map(({ instrumentId }) => instrumentId.split(':')[1] ?? instrumentId);
  return keys.map(({ instrumentId }, k) => {
    if (keys.findIndex((other) => other.instrumentId === instrumentId) !== k) throw new AppError('INVALID_INPUT', `${instrumentId} was given twice; each series of a backtest must be another instrument.`, { instrumentId });
    const name = short[k] ?? instrumentId;
    return short.filter((other) => other === name).length > 1 ? instrumentId : name;
  });
}
