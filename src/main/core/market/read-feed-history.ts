import type { BarColumns, SeriesKey } from '../../../contract/model/bar.ts';
import { epochMs, type EpochMs } from '../../../contract/model/units.ts';
import type { Clock } from '../kernel/index.ts';
import type { FeedPort } from './ports.ts';
import { Turn } from './turn.ts';

/** As many as a feed that computes its history makes in a turn, of the timeframes that cost it most. */
const pieceBars = 500;

/**
 * The last bars of a feed before a moment, asked for from the newest back in pieces, between which others get their turn: a long
 * history takes a feed that computes it as long as many ticks. What is finished does not change, so the pieces fit.
 */
export async function readFeedHistory(
  feed: FeedPort, key: SeriesKey, { beforeMs, limit }: { readonly beforeMs: EpochMs | null; readonly limit: number }, pacer: Clock,
): Promise<BarColumns> {
  const turn = new Turn(pacer);
  const pieces: BarColumns[] = [];
  let untilMs = beforeMs;
  for (let left = limit; left > 0;) {
    const piece = await feed.history(key, { beforeMs: untilMs, limit: Math.min(left, pieceBars) });
    const [first] = piece.time;
    if (first === undefined) break;
    pieces.unshift(piece);
    untilMs = epochMs(first);
    left -= piece.time.length;
    await turn.next();
  }
  return join(pieces);
}

function join(pieces: readonly BarColumns[]): BarColumns {
  const count = pieces.reduce((sum, piece) => sum + piece.time.length, 0);
  const column = (name: keyof BarColumns): Float64Array => {
    const joined = new Float64Array(count);
    let at = 0;
    for (const piece of pieces) {
      joined.set(piece[name], at);
      at += piece.time.length;
    }
    return joined;
  };
  return { time: column('time'), open: column('open'), high: column('high'), low: column('low'), close: column('close'), volume: column('volume') };
}
