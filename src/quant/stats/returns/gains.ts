/** Gains and losses of a series, counted and summed apart. */
export type Gains = {
  readonly ups: number;
  readonly downs: number;
  readonly zeros: number;
  /** Sum of the gains, 0 or more. */
  readonly won: number;
  /** Sum of the losses as a positive number. */
  readonly lost: number;
};

/** Counts and sums of the values above and below a threshold, measured from it. */
export function computeGains(values: Float64Array, threshold = 0): Gains {
  let [ups, downs, won, lost] = [0, 0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const off = values[i]! - threshold;
    if (off > 0) {
      ups += 1;
      won += off;
    } else if (off < 0) {
      downs += 1;
      lost -= off;
    }
  }
  return { ups, downs, zeros: values.length - ups - downs, won, lost };
}
