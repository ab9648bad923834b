import type { ReplayIntent } from '../../../contract/model/replay.ts';
import { roundToStep } from '../../../quant/journal/index.ts';
import { AppError } from '../kernel/index.ts';

/** What an intent is held against before it is tried. */
export type IntentTerms = { readonly tickSize: number; readonly close: number; readonly isFlat: boolean; readonly isLong: (trade: number) => boolean | null };

const refuse = (message: string, details: Record<string, unknown> = {}): never => {
  throw new AppError('INVALID_INPUT', message, details);
};

const priceNames = { limitPrice: 'limit price', stopPrice: 'stop price', stopLoss: 'stop-loss', takeProfit: 'take-profit' } as const;

/** Refuses what no venue would take: prices between ticks, prices that the kind of order does not have, a change of nothing. One sentence each. */
export function checkIntent(intent: ReplayIntent, terms: IntentTerms): void {
  if (intent.kind === 'close' && intent.trade === undefined && terms.isFlat) refuse('Nothing is held, so there is nothing to close.');
  if (intent.kind === 'cancel' || intent.kind === 'close') return;
  for (const name of ['limitPrice', 'stopPrice', 'stopLoss', 'takeProfit'] as const) {
    const price = name in intent ? intent[name as keyof typeof intent] : undefined;
    if (typeof price === 'number') checkTick(priceNames[name], price, terms.tickSize);
  }
  if (intent.kind === 'place') checkPlaced(intent);
  else if (intent.kind === 'modify') {
    const { quantity, limitPrice, stopPrice, stopLoss, takeProfit } = intent;
    if ([quantity, limitPrice, stopPrice, stopLoss, takeProfit].every((term) => term === undefined)) refuse(`Nothing was said to change of order ${intent.order}; give a quantity or a price.`);
  } else checkProtection(intent, terms);
}

function checkTick(name: string, price: number, tick: number): void {
  if (!(tick > 0) || Math.abs(roundToStep(price, tick) - price) <= 1e-9 * price) return;
  const below = roundToStep(Math.floor(price / tick) * tick, tick);
  refuse(`The ${name} ${price} lies between two ticks of ${tick}; take ${below} or ${roundToStep(below + tick, tick)}.`, { price, tick });
}

function checkPlaced({ type, limitPrice, stopPrice }: Extract<ReplayIntent, { kind: 'place' }>): void {
  const wants = { market: [false, false], limit: [true, false], stop: [false, true], 'stop-limit': [true, true] } as const;
  const [limit, stop] = wants[type];
  for (const [name, isWanted, price] of [['limit price', limit, limitPrice], ['stop price', stop, stopPrice]] as const) {
    if (isWanted && price === undefined) refuse(`A ${type} order needs a ${name}.`);
    if (!isWanted && price !== undefined) refuse(`A ${type} order takes no ${name}; leave it out or choose another type.`);
  }
}

function checkProtection({ trade, stopLoss, takeProfit }: Extract<ReplayIntent, { kind: 'protect' }>, { close, isLong }: IntentTerms): void {
  if (stopLoss === undefined && takeProfit === undefined) refuse(`Nothing was said to change of trade ${trade}; give a stop-loss or a take-profit.`);
  const side = isLong(trade);
  if (side === null) return;
  const [below, above] = side ? [stopLoss, takeProfit] : [takeProfit, stopLoss];
  const names = side ? ['stop-loss', 'take-profit'] : ['take-profit', 'stop-loss'];
  if (typeof below === 'number' && below >= close) refuse(`The ${names[0]} ${below} of a ${side ? 'long' : 'short'} trade must lie below the close of ${close}.`);
  if (typeof above === 'number' && above <= close) refuse(`The ${names[1]} ${above} of a ${side ? 'long' : 'short'} trade must lie above the close of ${close}.`);
}
