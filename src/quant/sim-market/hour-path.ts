import type { BarColumns } from '../../contract/model/bar.ts';
import { normal, uniform } from '../random/index.ts';
import { sessionOf } from './calendar.ts';
import { allocateColumns } from './columns.ts';
import { atVolatility } from './deviation.ts';
import { sessionShapes } from './session-shape.ts';
import type { Source } from './source.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;
/** No minute trades in fewer lots, so that each of its four prices can be traded. */
export const minimumMinuteLots = 4;
/** Share of a day's movement that happens before an exchange with closing hours opens. */
const overnightShare = 0.3;

/**
 * Log prices at the borders of a session's blocks, the open first: a random walk with the session's shape, bent so that it runs from
 * the day's open to its close (a Brownian bridge).
 */
function blockLogPath({ listing, path, key, marketKey, sectorKey, usualVariance }: Source, day: number): Float64Array {
  const { blockWeight, minutes } = sessionShapes[listing.calendar];
  const firstHour = Math.floor(sessionOf(listing.calendar, day).openMs / hourMs);
  const before = path.logClose(listing, day - 1);
  const close = path.logClose(listing, day);
  const open = listing.calendar === 'sim-equity' ? before + overnightShare * (close - before) : before;
  const { market, sector, own } = atVolatility(usualVariance, path.volatility(day));
  const [marketWeight, sectorWeight, ownWeight] = [Math.sign(listing.marketBeta) * Math.sqrt(market), Math.sqrt(sector), Math.sqrt(own)];
  const count = blockWeight.length;
  const walk = new Float64Array(count + 1);
  for (let b = 0; b < count; b++) {
    const hour = firstHour + b;
    const shared = marketWeight * normal(marketKey, hour, 40) + (sectorKey === null ? 0 : sectorWeight * normal(sectorKey, hour, 40));
    walk[b + 1] = walk[b]! + Math.sqrt(blockWeight[b]! / minutes) * (shared + ownWeight * normal(key, hour, 40));
  }
  const end = walk[count]!;
  let elapsed = 0;
  for (let b = 0; b <= count; b++) {
    const share = elapsed / minutes;
    walk[b] = open + (close - open) * share + walk[b]! - share * end;
    elapsed += blockWeight[b] ?? 0;
  }
  return walk;
}

/** Prices at the borders of a session's blocks. A fund is worth its members, each begun with the same amount. */
function blockPrices(source: Source, day: number): Float64Array {
  const { listing, members } = source;
  if (members.length === 0) return blockLogPath(source, day).map(Math.exp);
  const worth = members.map((member) => ({ path: blockLogPath(member, day), share: listing.firstPrice / members.length / member.listing.firstPrice }));
  return worth[0]!.path.map((_, b) => worth.reduce((sum, { path, share }) => sum + share * Math.exp(path[b]!), 0));
}

/** Farthest point above both ends of a Brownian bridge of that variance, drawn from its exact law (see Glasserman 2003, section 6.4). */
const bridgeExtreme = (from: number, to: number, variance: number, chance: number): number =>
  (from + to + Math.sqrt((to - from) ** 2 - 2 * variance * Math.log(chance))) / 2;

/**
 * The hours of a session as bars: prices in ticks, volumes in lots, times where each block begins. A session that opens inside an
 * hour begins with a shorter block. Day bars are sums of these, and minutes are bridges inside them.
 */
export function makeHours(source: Source, day: number): BarColumns {
  const { path, listing, key, usualVariance } = source;
  const { openMs } = sessionOf(listing.calendar, day);
  const { blockFrom, blockWeight, minutes } = sessionShapes[listing.calendar];
  const prices = blockPrices(source, day);
  const volatility = path.volatility(day);
  const { market, sector, own } = atVolatility(usualVariance, volatility);
  const lively = (listing.dailyVolume / listing.lotSize) * Math.sqrt(volatility) * Math.exp(0.3 * normal(key, day, 20) - 0.045);
  const hours = allocateColumns(blockWeight.length);
  const toTicks = (price: number): number => Math.max(1, Math.round(price / listing.tickSize));
  for (let b = 0; b < blockWeight.length; b++) {
    const startMs = openMs + blockFrom[b]! * minuteMs;
    const hour = Math.floor(startMs / hourMs);
    const [open, close] = [toTicks(prices[b]!), toTicks(prices[b + 1]!)];
    const share = blockWeight[b]! / minutes;
    const variance = (market + sector + own) * share * (prices[b]! / listing.tickSize) ** 2;
    hours.time[b] = startMs;
    hours.open[b] = open;
    hours.close[b] = close;
    hours.high[b] = Math.max(open, close, Math.floor(bridgeExtreme(open, close, variance, uniform(key, hour, 41))));
    hours.low[b] = Math.max(1, Math.min(open, close, -Math.floor(bridgeExtreme(-open, -close, variance, uniform(key, hour, 42)))));
    const moved = (hours.high[b]! - hours.low[b]!) / Math.max(1, Math.sqrt(variance));
    const lots = lively * share * (0.6 + 0.25 * moved) * Math.exp(0.25 * normal(key, hour, 22));
    hours.volume[b] = Math.max(2 * minimumMinuteLots * (blockFrom[b + 1]! - blockFrom[b]!), Math.round(lots));
  }
  return hours;
}
