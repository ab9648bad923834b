import type { BacktestSettings } from '../../contract/model/backtest.ts';
import type { BarColumns } from '../../contract/model/bar.ts';
import { QuantError } from '../error.ts';
import { profiles } from './profiles.ts';
import type { BacktestTaskInput } from './task.ts';

/** Refuses series over which no run could be made, in symbols or in bars. */
export function checkSeries(series: BacktestTaskInput['series'], settings: BacktestSettings): void {
  checkSymbols(series.map((one) => one.symbol), settings);
  checkConversion(series.filter((one) => one.rates !== undefined).map((one) => one.symbol), settings);
  for (const { symbol, bars, finer, rates } of series) {
    checkBars(symbol, bars);
    if (rates !== undefined) checkBars(`${symbol} (rates)`, rates.bars);
    if (finer !== undefined) checkFiner(symbol, bars, finer);
    if (settings.maxVolumeShare !== undefined && !bars.volume.some((volume) => volume > 0)) {
      throw new QuantError('NO_VOLUME', `Orders may take ${settings.maxVolumeShare} of the volume of a bar, and the bars of ${symbol} have none; leave the setting out.`);
    }
  }
  if (settings.intrabar === 'magnify' && !series.some((one) => one.finer !== undefined)) {
    throw new QuantError('NO_FINER_BARS', 'Magnifying needs finer bars of the same series, and none were given; give them, or read bars pessimistically or optimistically.');
  }
}

/** Refuses rates where the engine of the profile knows one currency, and a way to convert where nothing is converted. `converted`: symbols that have rates. */
export function checkConversion(converted: readonly string[], { profile, conversion }: BacktestSettings): void {
  if (converted.length > 0 && profile !== 'tapedeck') {
    throw new QuantError('SETTINGS_CONFLICT', `The engine of the profile ${profile} knows one currency; leave the rates for ${converted.join(', ')} out or choose the profile tapedeck.`);
  }
  if (conversion !== undefined && converted.length === 0) {
    throw new QuantError('SETTINGS_CONFLICT', 'Conversion says what goes with the rates of a series in another currency, and no rates were given; give them or leave it out.');
  }
}

/** By how much a finer bar may lie outside the bar that holds it: vendors differ in the last digits, not in percents. */
const finerTolerance = 0.01;

/** Refuses finer bars that are not of the same series, which would decide fills by prices that never were. */
function checkFiner(symbol: string, { time, high, low }: BarColumns, finer: BarColumns): void {
  checkBars(`${symbol} (finer)`, finer);
  let k = 0;
  for (let i = 0; i < finer.time.length; i++) {
    while (k + 1 < time.length && time[k + 1] <= finer.time[i]) k += 1;
    const isLast = k + 1 === time.length;
    if (finer.time[i] < time[k] || isLast || (finer.high[i] <= high[k] * (1 + finerTolerance) && finer.low[i] >= low[k] * (1 - finerTolerance))) continue;
    throw new QuantError('FINER_BARS_DIFFER', `Finer bar ${i} of ${symbol} goes from ${finer.low[i]} to ${finer.high[i]}, outside bar ${k} from ${low[k]} to ${high[k]}; give finer bars of the same series.`);
  }
}

/** Refuses no symbol at all, one symbol twice, and several where the engine of the profile knows one. */
export function checkSymbols(symbols: readonly string[], { profile }: BacktestSettings): void {
  if (symbols.length === 0) throw new QuantError('NO_SERIES', 'A backtest needs bars; none were given.');
  const twice = symbols.find((symbol, k) => symbols.indexOf(symbol) !== k);
  if (twice !== undefined) throw new QuantError('SYMBOL_TWICE', `The symbol ${twice} was given twice; each series of a backtest must be of another one.`);
  if (symbols.length > 1 && !profiles[profile].knowsSeveralSymbols) {
    throw new QuantError('SEVERAL_SERIES', `The engine of the profile ${profile} knows one symbol; ${symbols.length} were given (${symbols.join(', ')}). Run them one by one or choose another profile.`);
  }
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
