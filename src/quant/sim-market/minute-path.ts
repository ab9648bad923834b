import type { BarColumns } from '../../contract/model/bar.ts';
import { hash, normal, uniform } from '../random/index.ts';
import { sessionOf } from './calendar.ts';
import { allocateColumns } from './columns.ts';
import { atVolatility, type DayVariance } from './deviation.ts';
import { minimumMinuteLots } from './hour-path.ts';
import { sessionShapes } from './session-shape.ts';
import { shareOut } from './share-out.ts';
import type { Source } from './source.ts';

export const minuteMs = 60_000;
/** How far a minute's high and low reach beyond its ends on average, as a share of its standard deviation. */
const wickReach = 0.5;
/** Width of the uniform jolt at each border, in standard deviations of a minute. */
const bounceWidth = 1.2;

/** One block of a session: how lively its minutes are, and the bar that they must make. */
type Block = {
  readonly weights: Float64Array;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  /** Standard deviation of a usual minute, in ticks. */
  readonly deviation: number;
};

/** Standard normal shocks of each minute, shared with market and sector as the day's movement is. */
function minuteShocks({ listing, key, marketKey, sectorKey }: Source, { market, sector, own }: DayVariance, firstMinute: number, count: number): Float64Array {
  const total = market + sector + own;
  const [marketWeight, sectorWeight, ownWeight] = [Math.sign(listing.marketBeta) * Math.sqrt(market / total), Math.sqrt(sector / total), Math.sqrt(own / total)];
  const shocks = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    const minute = firstMinute + k;
    shocks[k] = marketWeight * normal(marketKey, minute, 50) + ownWeight * normal(key, minute, 50);
    if (sectorKey !== null) shocks[k]! += sectorWeight * normal(sectorKey, minute, 50);
  }
  return shocks;
}

/** Borders between minutes at which the path comes close to the block's high and to its low. */
type Places = { readonly highAt: number; readonly lowAt: number };

/**
 * Where in a block its extremes lie: the longer the way to a place, the more time it is given, so that no minute has to leap. A block
 * that closes higher has more often had its low first.
 */
function placeExtremes({ open, high, low, close, weights }: Block, key: number, firstMinute: number): Places {
  const range = Math.max(1, high - low);
  const isLowFirst = uniform(key, firstMinute, 60) < 0.5 + (0.45 * (close - open)) / range;
  const ways = isLowFirst ? [open - low, range, high - close] : [high - open, range, close - low];
  const [before, between, after] = ways.map((way, i) => (way + 0.1 * range) * Math.exp(0.4 * normal(key, firstMinute, 55 + i)));
  const inner = weights.length - 2;
  const first = 1 + Math.floor((inner * before!) / (before! + between! + after!));
  const second = Math.max(first + 1, 1 + Math.floor((inner * (before! + between!)) / (before! + between! + after!)));
  return isLowFirst ? { lowAt: first, highAt: second } : { highAt: first, lowAt: second };
}

/**
 * Prices in ticks at the borders of a block's minutes: bridges from its open through a place near its high and one near its low to
 * its close, each jolted a little as prices are that bounce between bid and ask, folded back where they would leave the block's range.
 */
function minuteBorders(block: Block, shocks: Float64Array, { highAt, lowAt }: Places, bounce: (k: number) => number): Float64Array {
  const { high, low, weights, deviation } = block;
  const count = weights.length;
  const inside = Math.min((high - low) / 3, deviation / 3);
  const inner: readonly (readonly [number, number])[] = [[highAt, high - inside], [lowAt, low + inside]];
  const anchors = [[0, block.open] as const, ...(highAt < lowAt ? inner : inner.toReversed()), [count, block.close] as const];
  const path = new Float64Array(count + 1);
  for (let a = 0; a < 3; a++) {
    const [from, start] = anchors[a]!;
    const [to, end] = anchors[a + 1]!;
    let [walk, length] = [0, 0];
    for (let k = from; k < to; k++) {
      walk += Math.sqrt(weights[k]!) * shocks[k]!;
      length += weights[k]!;
    }
    let [reached, elapsed] = [0, 0];
    for (let k = from; k < to; k++) {
      const share = elapsed / length;
      path[k] = Math.round(foldInto(start + (end - start) * share + deviation * (reached - share * walk + (k === 0 ? 0 : bounce(k))), low, high));
      reached += Math.sqrt(weights[k]!) * shocks[k]!;
      elapsed += weights[k]!;
    }
  }
  path[count] = block.close;
  return path;
}

/** A value thrown back from the border that it passed; at most once, the rest is cut off. */
function foldInto(value: number, low: number, high: number): number {
  if (value > high) return Math.max(low, 2 * high - value);
  return value < low ? Math.min(high, 2 * low - value) : value;
}

/** Minutes of one block of a session: together they make its bar exactly. Prices in ticks, volumes in lots. */
export function makeMinutes(source: Source, day: number, hours: BarColumns, b: number): BarColumns {
  const { path, listing, key, usualVariance } = source;
  const { blockFrom, minuteWeight, minutes: sessionMinutes } = sessionShapes[listing.calendar];
  const weights = minuteWeight.subarray(blockFrom[b]!, blockFrom[b + 1]!);
  const count = weights.length;
  const firstMinute = sessionOf(listing.calendar, day).openMs / minuteMs + blockFrom[b]!;
  const variance = atVolatility(usualVariance, path.volatility(day));
  const deviation = Math.sqrt((variance.market + variance.sector + variance.own) / sessionMinutes) * hours.open[b]!;
  const [high, low] = [hours.high[b]!, hours.low[b]!];
  const block: Block = { weights, open: hours.open[b]!, high, low, close: hours.close[b]!, deviation };
  const { highAt, lowAt } = placeExtremes(block, key, firstMinute);
  const bounce = (k: number): number => bounceWidth * (uniform(key, firstMinute + k, 54) - 0.5);
  const borders = minuteBorders(block, minuteShocks(source, variance, firstMinute, count), { highAt, lowAt }, bounce);
  // The minute before or after the place has the extreme itself.
  const highMinute = highAt - (hash(key, firstMinute, 61) % 2);
  const lowMinute = lowAt - (hash(key, firstMinute, 62) % 2);

  const made = allocateColumns(count);
  for (let k = 0; k < count; k++) {
    const minute = firstMinute + k;
    const [open, close] = [borders[k]!, borders[k + 1]!];
    const reach = wickReach * deviation * Math.sqrt(weights[k]!);
    made.time[k] = minute * minuteMs;
    made.open[k] = open;
    made.close[k] = close;
    made.high[k] = k === highMinute ? high : Math.min(high, Math.max(open, close) - Math.ceil(reach * Math.log(uniform(key, minute, 51))));
    made.low[k] = k === lowMinute ? low : Math.max(low, Math.min(open, close) + Math.ceil(reach * Math.log(uniform(key, minute, 52))));
    const movement = (made.high[k]! - made.low[k]!) / Math.max(1, reach);
    made.volume[k] = weights[k]! * Math.exp(1.7 * (uniform(key, minute, 53) - 0.5)) * (1 + 0.25 * movement);
  }
  shareOut(made.volume, hours.volume[b]!, minimumMinuteLots);
  return made;
}
