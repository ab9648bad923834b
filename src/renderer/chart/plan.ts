import type { IndicatorLook } from '../../contract/model/chart-indicator.ts';

/** The pane of the candles. */
export const pricesPane = 'prices';

/** How an output is drawn: over the prices (`prices`), or in the pane of an indicator by its id. */
export type OutputPlan = { readonly name: string; readonly pane: string; readonly style: 'line' | 'histogram' | 'dots' | 'band'; readonly look: IndicatorLook };
export type IndicatorPlan = {
  readonly id: string;
  readonly outputs: readonly OutputPlan[];
  /** Heights that the first output is compared with. */
  readonly levels: readonly number[];
};
/** A pane under the prices; `share`: its height where theirs is 1. */
export type PanePlan = { readonly id: string; readonly share: number };
