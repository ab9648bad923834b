import { editDistance } from './edit-distance.ts';

/**
 * The candidate most like a mistyped name, without regard to case; null where none is near:
 * more than a third of its letters (at least two) would have to change.
 */
export function nearestName(text: string, candidates: Iterable<string>): string | null {
  const wanted = text.toLowerCase();
  let best: string | null = null;
  let bestDistance = Math.max(2, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}
