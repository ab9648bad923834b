import { basename, extname } from 'node:path';
import type { RateSeries, SeriesInput } from '../../../quant/engine/task.ts';
import type { BarFiles } from '../../core/data/index.ts';
import { AppError } from '../../core/kernel/index.ts';
import { UsageError, type CliIo } from './io.ts';
import { readBars, type FileOptions } from './read-bars.ts';

/** Rates as they are asked for: those of a symbol, by a path or an instrument. */
export type RatesAsked = { readonly symbol: string; readonly from: string; readonly isInverted: boolean };

/** `RATES` or `1/RATES`. */
export function parseInverse(text: string): Pick<RatesAsked, 'from' | 'isInverted'> {
  const isInverted = text.startsWith('1/');
  return { from: isInverted ? text.slice(2) : text, isInverted };
}

/** `SYMBOL=RATES.csv` or `SYMBOL=1/RATES.csv`, once for each symbol. */
export function collectRates(text: string, earlier: readonly RatesAsked[] = []): readonly RatesAsked[] {
  const [, symbol = '', rest = ''] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  const asked = { symbol, ...parseInverse(rest) };
  if (symbol === '' || asked.from === '') throw new UsageError('must be a symbol and its rates, such as SAP=EURUSD.csv, or SAP=1/USDEUR.csv where they are the other way round');
  if (earlier.some((one) => one.symbol === symbol)) throw new UsageError(`must name each symbol once; ${symbol} has rates already`);
  return [...earlier, asked];
}

/** The series with the rates of their currencies. INVALID_INPUT where there is no such symbol. */
export async function addRates(series: readonly SeriesInput[], asked: readonly RatesAsked[], files: BarFiles, options: FileOptions, io: CliIo): Promise<readonly SeriesInput[]> {
  const symbols = series.map(({ symbol }) => symbol);
  const found = new Map<string, RateSeries>();
  for (const { symbol, from, isInverted } of asked) {
    if (!symbols.includes(symbol)) throw new AppError('INVALID_INPUT', `--rates names ${symbol}, and the series of the run ${symbols.length === 1 ? 'is' : 'are'} ${symbols.join(', ')}, as ${symbols.length === 1 ? 'its file is' : 'their files are'} called.`);
    const { bars } = await readBars(files, from, options, io);
    found.set(symbol, { bars, isInverted });
  }
  return series.map((one) => {
    const rates = found.get(one.symbol);
    return rates === undefined ? one : { ...one, rates };
  });
}

/** What a file of bars is called in a run. */
export const symbolOf = (path: string): string => basename(path, extname(path));
