import type { DayPath } from './day-path.ts';
import { computeUsualVariance, sharedSector, type DayVariance } from './deviation.ts';
import type { Listing } from './listing.ts';
import { keyOf } from './streams.ts';

/** All that a listing's prices come from: the days of its market and the keys of its random numbers. */
export type Source = {
  readonly listing: Listing;
  readonly members: readonly Source[];
  readonly path: DayPath;
  readonly key: number;
  readonly marketKey: number;
  /** null: it shares no sector's movements. */
  readonly sectorKey: number | null;
  readonly usualVariance: DayVariance;
};

/** The source of a listing; a fund's holds those of its members, found by symbol. */
export function makeSource(seed: number, path: DayPath, listing: Listing, bySymbol: ReadonlyMap<string, Listing>): Source {
  const members = listing.members.map((symbol) => makeSource(seed, path, bySymbol.get(symbol)!, bySymbol));
  const held = members.map((one) => one.listing);
  const sector = sharedSector(listing, held);
  return {
    listing, members, path, key: keyOf(seed, 'instrument', listing.symbol), marketKey: keyOf(seed, 'market'),
    sectorKey: sector === null ? null : keyOf(seed, 'sector', sector), usualVariance: computeUsualVariance(listing, held),
  };
}
