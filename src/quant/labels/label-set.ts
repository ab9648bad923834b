import { QuantError } from '../error.ts';

/** What a model learns to foresee, with what keeps the future out of its training. */
export type LabelSet = {
  /** One value per bar; NaN where the series ends before it is known. */
  readonly value: Float64Array;
  /** The bar at whose end the value is known; NaN where there is none. The label of bar i looks at bars i + 1 to this one. */
  readonly end: Float64Array;
  /**
   * Bars after a training bar that its label may look at: of the training part, those that many bars or fewer before a test part are
   * left out, or their labels know it (M. López de Prado, Advances in Financial Machine Learning, 7.4.1).
   */
  readonly purgeBars: number;
  /**
   * Bars after a test part that are left out of training, because features right after it still carry what its labels looked at: as
   * long as the label, and at least a hundredth of the series (the same, 7.4.2).
   */
  readonly embargoBars: number;
};

export const emptyLabels = (bars: number, purgeBars: number): LabelSet => ({
  value: new Float64Array(bars).fill(Number.NaN), end: new Float64Array(bars).fill(Number.NaN), purgeBars, embargoBars: Math.max(purgeBars, Math.ceil(bars / 100)),
});

/** A whole number of bars inside a range, else BAD_HORIZON. */
export function checkBars(name: string, bars: number, least = 1): void {
  if (!Number.isInteger(bars) || bars < least || bars > 100_000) throw new QuantError('BAD_HORIZON', `${name} is ${bars}; it must be a whole number of bars from ${least} to 100000.`);
}

/** A price that a return can be taken from. */
export const isPrice = (value: number): boolean => value > 0 && value < Number.POSITIVE_INFINITY;
