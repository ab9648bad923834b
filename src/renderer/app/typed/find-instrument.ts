import type { Instrument } from '../../../contract/model/instrument.ts';

/** The instrument of a symbol or a whole id, whatever the case; of several venues first the one that can be traded. */
export function findInstrument(word: string, instruments: readonly Instrument[]): Instrument | null {
  const wanted = word.toLowerCase();
  const found = instruments.filter((one) => one.symbol.toLowerCase() === wanted || one.id.toLowerCase() === wanted);
  return found.find((one) => one.isTradable) ?? found[0] ?? null;
}

const farthest = 2;

/** Symbols that begin so, or differ in one or two letters; nearest first, three at most. */
export function suggestInstruments(word: string, instruments: readonly Instrument[]): readonly Instrument[] {
  const wanted = word.toLowerCase();
  return instruments
    .map((one) => ({ one, distance: one.symbol.toLowerCase().startsWith(wanted) ? 0 : countEdits(wanted, one.symbol.toLowerCase()) }))
    .filter(({ distance }) => distance <= Math.min(farthest, wanted.length - 1))
    .sort((a, b) => a.distance - b.distance || a.one.symbol.localeCompare(b.one.symbol))
    .slice(0, 3)
    .map(({ one }) => one);
}

/** Letters to be put in, left out or changed between two words (Levenshtein 1966); words of very different length are simply far. */
export function countEdits(from: string, to: string): number {
  if (Math.abs(from.length - to.length) > farthest) return Number.POSITIVE_INFINITY;
  let row = Array.from({ length: to.length + 1 }, (_, k) => k);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
