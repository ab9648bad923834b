import type { IndicatorInfo } from '../../contract/model/indicator.ts';
import type { IndicatorKernel } from './kernel.ts';

export type IndicatorParams = Readonly<Record<string, number>>;

/** What is unusual about an indicator's values. The suite that all of them pass takes it into account. */
export type IndicatorTraits = {
  /** There are bars without a value after the warm-up, too: swings, levels of a session. */
  readonly isSparse?: boolean;
  /** Outputs begin one after the other; the warm-up lasts until the last of them has begun. */
  readonly beginsApart?: boolean;
  /** Measured against the price, as a share or in returns: the same moves in money at another price give other values. */
  readonly isRelative?: boolean;
};

/** An indicator: what people and programs need to know of it, and its arithmetic. */
export type IndicatorDefinition = {
  readonly info: IndicatorInfo;
  /** Bars at the start of a series that have no value. */
  warmup(params: IndicatorParams): number;
  /** Parameters are complete and inside their ranges. */
  createKernel(params: IndicatorParams): IndicatorKernel;
  /**
   * The same values as the kernel's, bit for bit, over whole columns without a call for each bar; for what is used most. Gives false
   * where these parameters have no such loop, or where an input was not finite or might not have been: then the kernel does it.
   */
  computeColumns?(inputs: readonly Float64Array[], params: IndicatorParams, outputs: readonly Float64Array[]): boolean;
  readonly traits?: IndicatorTraits;
};

/** Completes a definition: the warm-up that is shown is the one at the default parameters. */
export function defineIndicator(definition: Omit<IndicatorDefinition, 'info'> & { readonly info: Omit<IndicatorInfo, 'warmup'> }): IndicatorDefinition {
  const defaults = Object.fromEntries(definition.info.params.map((param) => [param.name, param.default]));
  return { ...definition, info: { ...definition.info, warmup: definition.warmup(defaults) } };
}
