import { QuantError } from '../error.ts';
import { checkBars, emptyLabels, isPrice, type LabelSet } from './label-set.ts';

/** Log return of the close from each bar to the one `horizon` bars later. NaN where either price is missing. */
export function labelForwardReturn(close: Float64Array, horizon: number): LabelSet {
  checkBars('The horizon', horizon);
  const labels = emptyLabels(close.length, horizon);
  for (let i = 0; i + horizon < close.length; i++) {
    const [now, then] = [close[i]!, close[i + horizon]!];
    if (!isPrice(now) || !isPrice(then)) continue;
    labels.value[i] = Math.log(then / now);
    labels.end[i] = i + horizon;
  }
  return labels;
}

/**
 * Whether the log return of the next `horizon` bars is above a threshold (1), below its negative (-1) or between (0). A threshold of
 * 0 leaves 0 to prices that have not changed.
 */
export function labelSign(close: Float64Array, horizon: number, threshold = 0): LabelSet {
  if (!(threshold >= 0 && threshold < Number.POSITIVE_INFINITY)) throw new QuantError('BAD_THRESHOLD', `The threshold is ${threshold}; it must be a log return of 0 or more, such as 0.01.`);
  const labels = labelForwardReturn(close, horizon);
  labels.value.forEach((change, i) => {
    if (change === change) labels.value[i] = change > threshold ? 1 : change < -threshold ? -1 : 0;
  });
  return labels;
}
