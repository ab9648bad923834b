import type { Order } from '../../../contract/model/order.ts';
import { decimalText, type DecimalText, type EpochMs } from '../../../contract/model/units.ts';
import type { OrderTerms } from '../ledger/index.ts';

/** The terms that a replace can change. */
export type ChangeableTerms = Pick<OrderTerms, 'quantity' | 'limitPrice' | 'stopPrice'>;

/** An order with what its state machine must remember besides. Plain JSON. */
export type OrderRecord = {
  readonly order: Order;
  /** Ledger sequence number of the first fact: orders by age. */
  readonly seq: number;
  /** The terms first asked for, by which a repeated request is recognised after a replace. */
  readonly asked: ChangeableTerms;
  /**
   * The terms asked for in a replace that the venue has neither taken nor refused; null: none. Kept when the answer is lost and when a
   * cancel overrules the replace: the venue may work the order on either terms, so both are reserved for.
   */
  readonly pendingTerms: ChangeableTerms | null;
  /** Executions counted so far: the same one again changes nothing. */
  readonly executionIds: readonly string[];
  /** Exact sum of quantity × price of the fills. */
  readonly filledValue: string;
  /** When it was intended by the computer's clock; null: not recorded. */
  readonly intendedAtRealMs: EpochMs | null;
  /** The venue said that the order's stop was reached. A fill of a stop order says so, too. */
  readonly isTriggered: boolean;
  /** A cancel was asked for and not refused by the venue: the order must not be handed over again. */
  readonly isCancelWanted: boolean;
};

const nothing: DecimalText = decimalText('0');

/** The record of an order that was just intended or adopted. */
export function openRecord(
  { intendedAtRealMs, ...terms }: OrderTerms & { readonly intendedAtRealMs?: EpochMs | undefined }, seq: number, timeMs: EpochMs,
): OrderRecord {
  const { quantity, limitPrice, stopPrice } = terms;
  return {
    order: {
      ...terms,
      venueOrderId: null,
      status: 'intended',
      filledQuantity: nothing,
      averagePrice: null,
      commission: nothing,
      pendingChange: null,
      reason: null,
      createdAtMs: timeMs,
      updatedAtMs: timeMs,
    },
    seq,
    asked: { quantity, limitPrice, stopPrice },
    pendingTerms: null,
    executionIds: [],
    filledValue: '0',
    intendedAtRealMs: intendedAtRealMs ?? null,
    isTriggered: false,
    isCancelWanted: false,
  };
}
