const firstMs = 250;
const maxMs = 15_000;

/** Milliseconds before the next attempt: doubling from a quarter of a second to 15 s, of which half is left to chance (0 to 1). */
export function computeBackoffMs(failures: number, chance: number): number {
  const full = Math.min(maxMs, firstMs * 2 ** Math.max(0, failures - 1));
  return Math.round(full * (0.5 + chance / 2));
}
