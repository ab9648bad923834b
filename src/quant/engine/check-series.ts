import type { BarColumns } from '../../contract/model/bar.ts';
import { QuantError } from '../error.ts';
import type { BacktestTaskInput } from './task.ts';

/** The one series of a run. Several sharing one cash are refused until the engine can value them together. */
export function requireOneSeries(series: BacktestTaskInput['series']): BacktestTaskInput['series'][number] {
  const first = series[0];
  if (first === undefined) throw new QuantError('NO_SERIES', 'A backtest needs bars; none were given.');
  if (series.length > 1) {
    const symbols = series.map((one) => one.symbol).join(', ');
    throw new QuantError('SEVERAL_SERIES', `This engine runs a backtest over one series; ${series.length} were given (${symbols}). Run them one by one.`);
  }
  checkBars(first.symbol, first.bars);
  return first;
}

/** Refuses bars on which no fill could be trusted: empty or uneven columns, times that do not grow, prices that are not above zero. */
function checkBars(symbol: string, bars: BarColumns): void {
  const { time, open, high, low, close } = bars;
  const count = time.length;
  if (count === 0) throw new QuantError('NO_BARS', `There are no bars of ${symbol}.`);
  for (const name of ['open', 'high', 'low', 'close', 'volume'] as const) {
    if (bars[name].length === count) continue;
    throw new QuantError('UNEVEN_COLUMNS', `Column ${name} of ${symbol} has ${bars[name].length} values where time has ${count}.`);
  }
  for (let i = 0; i < count; i++) {
    if (i > 0 && !(time[i] > time[i - 1])) throw new QuantError('TIME_NOT_ASCENDING', `Bar ${i} of ${symbol} is not later than the one before it.`);
    // One comparison a column for the common case; NaN fails it too.
    if (open[i] > 0 && high[i] > 0 && low[i] > 0 && close[i] > 0 && high[i] < Infinity) continue;
    const prices = `open ${open[i]}, high ${high[i]}, low ${low[i]}, close ${close[i]}`;
    throw new QuantError('PRICE_NOT_POSITIVE', `Bar ${i} of ${symbol} has ${prices}; a backtest needs prices above 0.`);
  }
}
