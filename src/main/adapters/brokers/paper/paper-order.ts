import type { EpochMs } from '../../../../contract/model/units.ts';
import { decimal, zero, type Decimal } from '../../../core/kernel/index.ts';
import type { BrokerEvent, BrokerOrder, ChangeKind, RememberedOrder, VenueOrder } from '../../../core/trading/ports.ts';

export type Execution = Extract<BrokerEvent, { kind: 'filled' }>;

/** An order at the paper venue. Its terms are replaced whole; what has happened to it is kept up to date in place. */
export type PaperOrder = {
  terms: BrokerOrder;
  /** Given when it arrives; null: it is still on its way (simulated latency). */
  venueOrderId: string | null;
  /** Changes of it that are on their way. */
  readonly changesUnderWay: ChangeKind[];
  state: VenueOrder['state'];
  reason: string | null;
  readonly fills: Execution[];
  filled: Decimal;
  /** A stop whose price was reached, or an order without a stop. */
  isTriggered: boolean;
  /** Units of others that are served before it at its price, while it waits at a limit. */
  ahead: number;
  /** End of the session in which a day order expires; null: never. */
  endsAtMs: EpochMs | null;
};

export const isStop = ({ type }: BrokerOrder): boolean => type === 'stop' || type === 'stop-limit';

/** An order that was just sent. */
export const sendOrder = (terms: BrokerOrder): PaperOrder => ({
  terms, venueOrderId: null, changesUnderWay: [], endsAtMs: null, state: 'working', reason: null, fills: [], filled: zero, ahead: 0, isTriggered: !isStop(terms),
});

/** An order from before a restart. */
export const rememberOrder = (
  { venueOrderId, state, reason, fills, isTriggered, ...terms }: Omit<RememberedOrder, 'placedAtMs' | 'queuedAtMs'>, endsAtMs: EpochMs | null,
): PaperOrder => ({
  terms, venueOrderId, endsAtMs, state, reason,
  changesUnderWay: [],
  fills: [...fills],
  filled: fills.reduce((sum, { quantity }) => sum.plus(decimal(quantity)), zero),
  isTriggered: isTriggered || !isStop(terms) || fills.length > 0,
  ahead: 0,
});

export const remainingOf = ({ terms, filled }: PaperOrder): Decimal => decimal(terms.quantity).minus(filled);

/** The worst price that the order takes; null: any. */
export const limitOf = ({ terms: { type, limitPrice } }: PaperOrder): number | null => (type === 'limit' || type === 'stop-limit' ? Number(limitPrice) : null);

/** The order as the venue shows it to who asks. */
export const toVenueOrder = ({ terms, venueOrderId, changesUnderWay, state, reason, fills }: PaperOrder): VenueOrder => ({
  ...terms, venueOrderId, state, reason, fills: [...fills],
  ...(changesUnderWay.length === 0 ? {} : { changesUnderWay: [...changesUnderWay] }),
});
