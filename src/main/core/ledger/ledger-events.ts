import type { EventOf, NewEventOf } from './event-type.ts';
import { accountEvents } from './events/account-events.ts';
import { orderEvents } from './events/order-events.ts';
import { riskEvents } from './events/risk-events.ts';

/** Every kind of fact that the ledger knows. */
export const ledgerEvents = { ...accountEvents, ...orderEvents, ...riskEvents };

export type LedgerEvent = EventOf<typeof ledgerEvents>;
export type NewLedgerEvent = NewEventOf<typeof ledgerEvents>;
export type LedgerEventOf<Type extends LedgerEvent['type']> = Extract<LedgerEvent, { type: Type }>;
