import type { BarColumns } from '../../contract/model/bar.ts';
import type { TradingSession } from './sessions.ts';

/** A stretch without bars while the market was open. `next` is the bar that ends the whole gap. */
export type Hole = { readonly fromMs: number; readonly toMs: number; readonly session: TradingSession; readonly next: number; readonly barMs: number };

/** Bars on either side by which the hole is judged. */
const neighbours = 30;
/** Share of them that has bars where trading is lively. */
const livelyShare = 0.9;
/** Longest that trading is merely thin. */
const longestQuietMs = 3_600_000;
/** A pause of an exchange lasts at least as long (limit up, limit down: five minutes). */
const shortestHaltMs = 300_000;
/** It ends in an auction: its volume as a multiple of the median of the bars before. */
const auctionVolume = 3;

/**
 * Why there may be no bars inside a session. From bars alone it cannot be known, so the thresholds are these: *untraded* where less than
 * 90 % of the 30 bars on either side are there, up to an hour; *halt* where trading was lively, stood for at least five minutes and came
 * back with at least three times the median volume of the bars before; all else is *missing*. Halts that are known are told by the caller.
 */
export function classifyHole(hole: Hole, bars: BarColumns): 'halt' | 'untraded' | 'missing' {
  const { fromMs, toMs, session, next, barMs } = hole;
  const before = { fromMs: Math.max(session.openMs, fromMs - neighbours * barMs), toMs: fromMs };
  const after = { fromMs: toMs, toMs: Math.min(session.closeMs, toMs + neighbours * barMs) };
  const expected = Math.floor((before.toMs - before.fromMs) / barMs) + Math.floor((after.toMs - after.fromMs) / barMs);
  const present = countBars(bars.time, next, before) + countBars(bars.time, next, after);
  if (expected === 0) return 'missing';
  if (present < livelyShare * expected) return toMs - fromMs <= longestQuietMs ? 'untraded' : 'missing';
  const isInside = toMs < session.closeMs && fromMs > session.openMs && bars.time[next] === toMs;
  return isInside && toMs - fromMs >= shortestHaltMs && hasAuction(bars, next) ? 'halt' : 'missing';
}

/** Bars that start in a stretch near a place. */
function countBars(time: Float64Array, near: number, { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }): number {
  let count = 0;
  for (let i = Math.max(0, near - neighbours - 1); i < Math.min(time.length, near + neighbours + 1); i++) if (time[i]! >= fromMs && time[i]! < toMs) count += 1;
  return count;
}

function hasAuction({ volume }: BarColumns, next: number): boolean {
  const before = volume.slice(Math.max(0, next - neighbours), next).sort();
  const median = before[before.length >> 1] ?? 0;
  return median > 0 && volume[next]! >= auctionVolume * median;
}
