import type { Listing } from './listing.ts';

/** Standard deviation of a usual quiet day of the market, and of what a sector adds to it. */
export const usualMarketVolatility = 0.007;
export const usualSectorVolatility = 0.005;

/** Variance of a listing's return on a day, by where it comes from. */
export type DayVariance = { readonly market: number; readonly sector: number; readonly own: number };

/** The sector whose movements a listing shares: its own, or that of all members of a fund; null where there is none. */
export const sharedSector = (listing: Listing, members: readonly Listing[]): string | null =>
  members.length === 0 ? listing.sector : members.every((one) => one.sector === members[0]!.sector) ? members[0]!.sector : null;

/** What a day of that volatility does to a listing; a fund moves as the mean of its members. */
export function computeDayVariance(listing: Listing, members: readonly Listing[], volatility: number): DayVariance {
  const parts = members.length === 0 ? [listing] : members;
  const mean = (pick: (one: Listing) => number): number => parts.reduce((sum, one) => sum + pick(one), 0) / parts.length;
  const own = (mean((one) => one.ownVolatility ** 2) * volatility) / parts.length;
  const sector = (mean((one) => one.sectorBeta) * usualSectorVolatility * volatility) ** 2;
  const isShared = sharedSector(listing, members) !== null;
  const sectors = new Set(parts.map((one) => one.sector)).size;
  return {
    market: (mean((one) => one.marketBeta) * usualMarketVolatility * volatility) ** 2,
    sector: isShared ? sector : 0,
    own: isShared ? own : own + sector / sectors,
  };
}
