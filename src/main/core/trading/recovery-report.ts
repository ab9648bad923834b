import type { Order } from '../../../contract/model/order.ts';

/** What a comparison with the venue found and did. */
export type RecoveryReport = {
  /** Open orders that were looked up. */
  readonly checked: number;
  /** Executions the venue had and we had not. */
  readonly missedFills: number;
  /** Never arrived and young enough: handed over again under the same client order id. */
  readonly resent: readonly Order[];
  /** Never arrived and too old, unwanted by now, or trading is halted: ended as rejected. */
  readonly neverArrived: readonly Order[];
  /** The venue's orders that were not ours: now followed as external. */
  readonly adopted: readonly Order[];
  /** Open at the venue although ended in our book: asked to be cancelled. */
  readonly contradicted: readonly Order[];
  /** Acknowledged once, and the venue no longer knows them: left open for a person to look at. */
  readonly missing: readonly Order[];
  readonly durationMs: number;
};
