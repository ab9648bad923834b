import type { RegimeLabel } from '../../contract/model/regime.ts';

/**
 * Names for states of returns, each given once, from their means and deviations (states calmest first):
 * two states are bull and bear where their means lie on either side of 0, else stable (the calmer) and volatile;
 * of three or four the one of the highest mean is bull and that of the lowest bear, as against one another. Of the rest the calmest is
 * stable and the wildest volatile; a single one is stable where its deviation is below the geometric mean of bull's and bear's, else
 * volatile. A name is a reading of two numbers and no more: they stand beside it.
 */
export function labelStates(means: ArrayLike<number>, deviations: ArrayLike<number>): RegimeLabel[] {
  const states = Array.from(means, (_, s) => s);
  const byMean = [...states].sort((a, b) => means[a]! - means[b]!);
  const [lowest, highest] = [byMean[0]!, byMean.at(-1)!];
  if (states.length === 2) {
    if (means[lowest]! < 0 && means[highest]! > 0) return states.map((s) => (s === highest ? 'bull' : 'bear'));
    return deviations[0]! <= deviations[1]! ? ['stable', 'volatile'] : ['volatile', 'stable'];
  }
  const rest = byMean.slice(1, -1).sort((a, b) => deviations[a]! - deviations[b]!);
  const isCalm = (s: number): boolean => (rest.length > 1 ? s === rest[0] : deviations[s]! ** 2 < deviations[lowest]! * deviations[highest]!);
  return states.map((s) => (s === highest ? 'bull' : s === lowest ? 'bear' : isCalm(s) ? 'stable' : 'volatile'));
}
