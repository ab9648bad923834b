import type { Instrument } from '../../../contract/model/instrument.ts';
import type { Refusal } from '../../../contract/model/refusal.ts';
import type { RiskStatus } from '../../../contract/model/risk-status.ts';
import type { DecimalText, EpochMs } from '../../../contract/model/units.ts';
import type { Decimal } from '../kernel/index.ts';
import type { OrderTerms } from '../ledger/index.ts';
import type { Funds } from '../portfolio/index.ts';

/** An order before it has an id, its decimals canonical. */
export type RiskRequest = Omit<OrderTerms, 'orderId' | 'clientOrderId' | 'brokerId'>;

export type RiskLimits = {
  /** How far a price may lie from the market on the side where a typing error costs money, in hundredths of a percent. */
  readonly collarBps: number;
  /** Largest quantity of one order; null: no limit. */
  readonly maximumQuantity: DecimalText | null;
};

/** Everything the checks may look at: a picture of this moment, in memory. */
export type RiskContext = {
  readonly nowMs: EpochMs;
  readonly limits: RiskLimits;
  readonly halt: RiskStatus;
  readonly isKnownAccount: boolean;
  readonly instrument: Instrument | null;
  /** The known instrument most like a mistyped one. */
  readonly nearestInstrument: string | null;
  readonly session: { readonly isOpen: boolean; readonly isHalted?: boolean; readonly opensAtMs: EpochMs | null };
  /** What a buy (ask) and a sell (bid) would meet now, else the last trade; null: no price yet. */
  readonly reference: Decimal | null;
  /** What an order that would be replaced has filled already: it is paid for. Zero for a new order. */
  readonly alreadyFilled: Decimal;
  /** Terms under which an order that would be replaced may still fill until the venue has agreed; null for a new order. */
  readonly standing: Pick<RiskRequest, 'instrumentId' | 'side' | 'quantity' | 'limitPrice' | 'stopPrice'> | null;
  /** Money, holdings and other open orders in the instrument's currency. */
  readonly funds: Funds;
  /** Estimated commission of a quantity at a price. */
  readonly estimateCommission: (quantity: Decimal, price: Decimal) => Decimal;
};

/** Looks at one thing and gives the reason why the order may not pass, or nothing. */
export type RiskCheck = (request: RiskRequest, context: RiskContext) => Refusal | null;
