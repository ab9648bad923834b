import type { Listing } from './listing.ts';

/** Standard deviation of a usual quiet day of the market, and of what a sector adds to it. */
export const usualMarketVolatility = 0.007;
export const usualSectorVolatility = 0.005;

/** Variance of a listing's return on a day, by where it comes from. */
export type DayVariance = { readonly market: number; readonly sector: number; readonly own: number };

/** The sector whose movements a listing shares: its own, or that of all members of a fund; null where there is none. */
export const sharedSector = (listing: Listing, members: readonly Listing[]): string | null =>
  members.length === 0 ? listing.sector : members.every((one) => one.sector === members[0]!.sector) ? members[0]!.sector : null;

/** What a usual day does to a listing; a fund moves as the mean of its members. */
export function computeUsualVariance(listing: Listing, members: readonly Listing[]): DayVariance {
  const parts = members.length === 0 ? [listing] : members;
  const mean = (pick: (one: Listing) => number): number => parts.reduce((sum, one) => sum + pick(one), 0) / parts.length;
  const own = mean((one) => one.ownVolatility ** 2) / parts.length;
  const sector = (mean((one) => one.sectorBeta) * usualSectorVolatility) ** 2;
  const market = (mean((one) => one.marketBeta) * usualMarketVolatility) ** 2;
  if (sharedSector(listing, members) !== null) return { market, sector, own };
  return { market, sector: 0, own: own + sector / new Set(parts.map((one) => one.sector)).size };
}

/** What a day of that volatility does: what is shared moves with it, what is a listing's own with its root. */
export const atVolatility = ({ market, sector, own }: DayVariance, volatility: number): DayVariance => ({
  market: market * volatility ** 2, sector: sector * volatility ** 2, own: own * volatility,
});

/** Standard deviation of a day's return with that variance. */
export const deviationOf = ({ market, sector, own }: DayVariance): number => Math.sqrt(market + sector + own);
