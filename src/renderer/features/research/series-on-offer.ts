import type { SeriesInfo, SeriesKey } from '../../../contract/model/bar.ts';
import type { Instrument } from '../../../contract/model/instrument.ts';
import type { Watchlist } from '../../../contract/model/settings.ts';
import { nameOfSeries } from './read-further.ts';

/** Several series that are added with one click. */
export type SeriesGroup = { readonly name: string; readonly series: readonly SeriesKey[] };

type Sources = { readonly stored: readonly SeriesInfo[]; readonly instruments: readonly Instrument[]; readonly watchlists: readonly Watchlist[] };

/** Every series that a sweep could try: what is stored, of any length of bars, and what the simulated market has, in the bars of the first. */
export function seriesOnOffer(first: SeriesKey, { stored, instruments }: Omit<Sources, 'watchlists'>): readonly SeriesKey[] {
  const own = stored.filter(({ bars }) => bars > 0).map(({ instrumentId, timeframe }): SeriesKey => ({ instrumentId, timeframe }));
  const fed = instruments.filter(({ isTradable }) => isTradable).map(({ id }): SeriesKey => ({ instrumentId: id, timeframe: first.timeframe }));
  return [...new Map([...own, ...fed].map((one) => [nameOfSeries(one), one])).values()];
}

/** Lists of them, in the bars of the first; instruments of a list that have no such bars are left out. */
export function groupsOnOffer(first: SeriesKey, sources: Sources): readonly SeriesGroup[] {
  const known = new Map(seriesOnOffer(first, sources).filter(({ timeframe }) => timeframe === first.timeframe).map((one) => [one.instrumentId, one]));
  const group = (name: string, ids: readonly SeriesKey['instrumentId'][]): SeriesGroup => ({ name, series: ids.flatMap((id) => known.get(id) ?? []) });
  const isStored = new Set(sources.stored.filter(({ bars, timeframe }) => bars > 0 && timeframe === first.timeframe).map(({ instrumentId }) => instrumentId));
  return [
    group('The whole watchlist', sources.instruments.filter(({ isTradable }) => isTradable).map(({ id }) => id)),
    ...sources.watchlists.map(({ name, instrumentIds }) => group(name, instrumentIds)),
    group(`All stored ${first.timeframe} bars`, [...isStored]),
  ].filter(({ series }) => series.length > 1);
}
