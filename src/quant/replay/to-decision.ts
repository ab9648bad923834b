import type { ReplayIntent } from '../../contract/model/replay.ts';
import type { OrderOptions } from '../engine/order-options.ts';
import { QuantError } from '../error.ts';
import type { Decision } from './decision.ts';

/** What an intent asks for, as a strategy would. `placeOf`: the place of a numbered order among those that are open; -1: it is not open. */
export function toDecision(intent: ReplayIntent, placeOf: (order: number) => number): Decision {
  switch (intent.kind) {
    case 'place': {
      const { side, quantity, limitPrice, stopPrice, stopLoss, takeProfit } = intent;
      return { act: side, terms: { ...(quantity === undefined ? {} : { size: sizeOf(quantity) }), ...given({ limit: limitPrice, stop: stopPrice, stopLoss, takeProfit }) } };
    }
    case 'modify': {
      const { order, quantity, limitPrice, stopPrice, stopLoss, takeProfit } = intent;
      return { act: 'modify', place: requirePlace(order, placeOf), changes: given({ size: quantity, limit: limitPrice, stop: stopPrice, stopLoss, takeProfit }) };
    }
    case 'cancel': return { act: 'cancel', place: requirePlace(intent.order, placeOf) };
    case 'close': return { act: 'close', trade: intent.trade ?? null, share: intent.share };
    case 'protect': return { act: 'protect', trade: intent.trade, ...given({ stopLoss: intent.stopLoss, takeProfit: intent.takeProfit }) };
  }
}

/** Units as orders take them: below 1 a plain number would be a share. */
const sizeOf = (units: number): NonNullable<OrderOptions['size']> => (units >= 1 ? units : { kind: 'units', units });

function requirePlace(order: number, placeOf: (order: number) => number): number {
  const place = placeOf(order);
  if (place === -1) throw new QuantError('UNKNOWN_ORDER', `There is no order ${order} that waits; it was filled, cancelled or never placed.`);
  return place;
}

/** Only what was given. */
const given = <T extends Record<string, number | null | undefined>>(terms: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
