import type { TrialBatch } from '../../../quant/sweep/index.ts';
import { commitRows } from './trial-writer.ts';

/** About what a trial takes a bar, in nanoseconds, measured: only the size of the batches depends on it. */
const nsPerBar = { vectorised: 5, event: 300 };
const wantedMs = 100;

/** How many trials make a batch of about a tenth of a second, so that a pause or a kill costs little; no more than one commit takes. */
export function batchSize(bars: number, isVectorised: boolean): number {
  const trialNs = Math.max(1, bars) * (isVectorised ? nsPerBar.vectorised : nsPerBar.event) + 1_000;
  return Math.min(commitRows, Math.max(1, Math.floor((wantedMs * 1e6) / trialNs)));
}

/** The grid in pieces, without those of which nothing is left to do. `finished`: 1 for each place that is done. */
export function* gridBatches(combinations: number, size: number, finished: Uint8Array | null): Generator<TrialBatch> {
  for (let from = 0; from < combinations; from += size) {
    const to = Math.min(combinations, from + size);
    const skip = finished?.slice(from, to) ?? null;
    if (skip !== null && skip.every((mark) => mark === 1)) continue;
    yield { kind: 'grid', from, to, skip: skip !== null && skip.includes(1) ? skip : null };
  }
}

/** Proposed combinations in pieces, without those that are done. `first`: the place of the first of them. */
export function* listBatches(values: Float64Array, width: number, first: number, size: number, finished: Uint8Array | null): Generator<TrialBatch> {
  const places = Array.from({ length: values.length / width }, (_, k) => first + k).filter((place) => finished?.[place] !== 1);
  for (let from = 0; from < places.length; from += size) {
    const part = places.slice(from, from + size);
    const rows = new Float64Array(part.length * width);
    part.forEach((place, k) => rows.set(values.subarray((place - first) * width, (place - first + 1) * width), k * width));
    yield { kind: 'list', places: Int32Array.from(part), values: rows };
  }
}
