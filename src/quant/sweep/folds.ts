import type { WalkForwardWindows } from '../../contract/model/walk-forward.ts';
import { QuantError } from '../error.ts';

/** Bars from the first to before the second. */
export type Window = { readonly from: number; readonly to: number };
export type Fold = { readonly train: Window; readonly test: Window };

/** More test windows than that say no more, and each is run from the first bar on. */
const mostFolds = 10_000;

/**
 * Windows of a walk-forward over so many bars: test windows side by side, each after its training window and the bars left out between
 * them. What is left at the end for no whole test window is not used. TOO_FEW where there is room for none, TOO_MANY where there would be more than anybody waits for.
 */
export function planFolds(count: number, { train, test, anchored, purge, embargo }: WalkForwardWindows): readonly Fold[] {
  const gap = purge + embargo;
  const wanted = Math.floor((count - train - gap) / test);
  if (wanted > mostFolds) throw new QuantError('TOO_MANY', `Test windows of ${test} cut ${count} bars into ${wanted} folds; a walk-forward takes at most ${mostFolds}. Take longer test windows.`);
  const folds: Fold[] = [];
  for (let from = train + gap; from + test <= count; from += test) {
    folds.push({ train: { from: anchored ? 0 : from - gap - train, to: from - gap }, test: { from, to: from + test } });
  }
  if (folds.length === 0) {
    throw new QuantError('TOO_FEW', `There are ${count} bars; one training window of ${train}${gap > 0 ? `, ${gap} bars left out` : ''} and one test window of ${test} need ${train + gap + test}.`);
  }
  return folds;
}
