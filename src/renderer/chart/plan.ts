import type { IndicatorLook } from '../../contract/model/chart-indicator.ts';

/** The pane of the candles. */
export const pricesPane = 'prices';

type IndicatorStyle = 'line' | 'histogram' | 'dots' | 'band' | 'candles' | 'bricks';

/** How an output is drawn: over the prices (`prices`), or in the pane of an indicator by its id; `hasOwnScale`: not on the scale of the others there. */
export type OutputPlan = { readonly name: string; readonly pane: string; readonly style: IndicatorStyle; readonly hasOwnScale: boolean; readonly look: IndicatorLook };
/** The space between two outputs; of its look the colour counts: `sign` is rising where the first is above the second, falling where it is below. */
export type FillPlan = { readonly name: string; readonly first: string; readonly second: string; readonly look: IndicatorLook };
export type IndicatorPlan = {
  readonly id: string;
  readonly outputs: readonly OutputPlan[];
  /** Between outputs that are planned in one pane. */
  readonly fills: readonly FillPlan[];
  /** Heights that the first output is compared with. */
  readonly levels: readonly number[];
  /** Whether its candles over the prices stand in the place of those of the bars. */
  readonly hidesBars: boolean;
  /** Height of a brick in price, where its outputs are drawn as bricks. */
  readonly brickHeight: number;
};
/** A pane under the prices; `share`: its height where theirs is 1. */
export type PanePlan = { readonly id: string; readonly share: number };
