import { timeframeMs } from '../../../contract/model/timeframe.ts';
import type { SeriesKey } from '../../../contract/model/bar.ts';
import { epochMs } from '../../../contract/model/units.ts';
import type { SeriesInput } from '../../../quant/engine/task.ts';
import { AppError } from '../kernel/index.ts';
import type { StoredExtras } from './backtests.ts';
import { readSeries, type BarSource, type FoundBars } from './bar-source.ts';

/** What a run over one stored series calls it. */
export const symbolOf = ({ instrumentId }: SeriesKey): string => instrumentId.split(':')[1] ?? instrumentId;

/** What is known of a stored series besides its bars. */
export type SeriesExtras = Pick<SeriesInput, 'rates' | 'actions'> & { readonly ratesFingerprint?: string };

/** Refuses rates and actions of what is no series of the run, or of one twice. */
export function checkExtras({ rates = [], actions = [] }: StoredExtras, keys: readonly SeriesKey[]): void {
  const names = keys.map(({ instrumentId }) => instrumentId);
  for (const [what, given] of [['Rates', rates], ['Actions', actions]] as const) {
    for (const [k, { of }] of given.entries()) {
      if (!names.includes(of)) throw new AppError('INVALID_INPUT', `${what} were given for ${of}, which is no series of the run; there ${names.length === 1 ? 'is' : 'are'} ${names.join(', ')}.`, { of });
      if (given.findIndex((other) => other.of === of) !== k) throw new AppError('INVALID_INPUT', `${what} were given twice for ${of}; give them once.`, { of });
    }
  }
}

/** The stored rates of each series, as they are recorded; null: it needs none. Nothing where none does. */
export function rateKeysOf({ rates = [] }: StoredExtras, keys: readonly SeriesKey[]): { readonly rateKeys?: readonly (SeriesKey | null)[] } {
  return rates.length === 0 ? {} : { rateKeys: keys.map(({ instrumentId }) => rates.find(({ of }) => of === instrumentId)?.series ?? null) };
}

/** Rates and actions of a series whose bars are there. NOT_FOUND where no such rates are stored. */
export async function loadExtras(source: BarSource, { rates = [], actions = [] }: StoredExtras, key: SeriesKey, { bars }: FoundBars): Promise<SeriesExtras> {
  const rate = rates.find(({ of }) => of === key.instrumentId);
  const own = actions.find(({ of }) => of === key.instrumentId);
  const taken = own === undefined ? {} : { actions: own.actions };
  if (rate === undefined) return taken;
  const found = await readRates(source, rate.series, key, bars.time.at(-1) ?? 0);
  if (found.bars.time.length === 0) throw new AppError('NOT_FOUND', `No rates ${rate.series.instrumentId} at ${rate.series.timeframe} for ${key.instrumentId} are stored; import them first.`, { ...rate.series });
  return { ...taken, rates: { bars: found.bars, isInverted: rate.isInverted }, ratesFingerprint: found.fingerprint };
}

/** All rates up to the end of the last bar: those before the first one may be what is known at its open. */
export const readRates = (source: BarSource, rateKey: SeriesKey, key: SeriesKey, lastBarMs: number): Promise<FoundBars> =>
  readSeries(source, rateKey, { fromMs: null, toMs: epochMs(lastBarMs + timeframeMs(key.timeframe)) });
