import type { EpochMs } from '../../../contract/model/units.ts';

/** A moment of a run: by number, or the last one at or before a time. */
export type Place = { readonly index: number } | { readonly timeMs: EpochMs };

type Around = { readonly index: number; readonly count: number; readonly previousEvent: number | null; readonly nextEvent: number | null };

/** Where a key leads from a moment; null: nowhere. Arrows step, with Shift to the next thing that happened, as on the tape. */
export function placeOfKey(key: string, hasShift: boolean, { index, count, previousEvent, nextEvent }: Around): number | null {
  const clamp = (to: number): number => Math.min(count - 1, Math.max(0, to));
  switch (key) {
    case 'ArrowRight': return hasShift ? nextEvent : clamp(index + 1);
    case 'ArrowLeft': return hasShift ? previousEvent : clamp(index - 1);
    case 'PageDown': return clamp(index + 20);
    case 'PageUp': return clamp(index - 20);
    case 'Home': return 0;
    case 'End': return count - 1;
    default: return null;
  }
}
