import { describe, expect, it } from 'vitest';
import { describeRefusal } from '../../../contract/model/refusal.ts';
import type { AccountId } from '../../../contract/model/order.ts';
import { decimalText, epochMs } from '../../../contract/model/units.ts';
import { acme } from '../../../../test/trading/acme.ts';
import { decimal, zero } from '../kernel/index.ts';
import type { RiskContext, RiskRequest } from './risk-check.ts';
import { checkRisk } from './risk-gate.ts';

const now = epochMs(1_000);
const context = (over: Partial<RiskContext> = {}): RiskContext => ({
  nowMs: now,
  limits: { collarBps: 1_000, maximumQuantity: null },
  halt: { isHalted: false, reason: null },
  isKnownAccount: true,
  instrument: acme,
  nearestInstrument: null,
  session: { isOpen: true, opensAtMs: null },
  reference: decimal('100'),
  alreadyFilled: zero,
  standing: null,
  funds: { cash: decimal('10000'), holdings: [], openOrders: [] },
  estimateCommission: () => zero,
  ...over,
});
const market = (over: Record<string, string | null> = {}): RiskRequest =>
  ({
    accountId: 'paper-1' as AccountId, instrumentId: acme.id, side: 'buy', type: 'market', timeInForce: 'day', quantity: '10', limitPrice: null, stopPrice: null,
    ...over,
  }) as RiskRequest;
const limit = (limitPrice: string, over: Record<string, string> = {}): RiskRequest => market({ type: 'limit', limitPrice, ...over });
const stop = (stopPrice: string, over: Record<string, string> = {}): RiskRequest => market({ type: 'stop', stopPrice, ...over });
const held = (quantity: string, cash = '0'): RiskContext['funds'] => ({
  cash: decimal(cash), holdings: [{ instrumentId: acme.id, quantity: decimal(quantity), mark: decimal('100') }], openOrders: [],
});
const open = (side: 'buy' | 'sell', quantity: string) => ({ instrumentId: acme.id, side, quantity: decimal(quantity), price: decimal('100'), commission: zero });

describe('the risk gate lets through', () => {
  it.each<[string, RiskRequest, Partial<RiskContext>]>([
    ['a market order that the cash covers to the cent', market({ quantity: '100' }), {}],
    ['a limit to buy far below the market, where it only rests', limit('1'), {}],
    ['a limit at exactly the collar', limit('110', { quantity: '1' }), {}],
    ['a stop to buy far above the market', stop('150', { quantity: '1' }), {}],
    ['a stop-limit whose limit is near its own stop', market({ type: 'stop-limit', stopPrice: '150', limitPrice: '160', quantity: '1' }), {}],
    ['a sale of what is held without any cash', market({ side: 'sell' }), { funds: held('10') }],
    ['a purchase that covers a short with negative buying power', market(), { funds: held('-10', '-500') }],
    ['a short sale that the cash covers', market({ side: 'sell' }), {}],
    ['new terms for what is left of an order: what it has filled is paid for', limit('100', { quantity: '1000' }), { alreadyFilled: decimal('600'), funds: { cash: decimal('40000'), holdings: [], openOrders: [] } }],
    ['a flip whose new side the sale itself pays for', market({ side: 'sell', quantity: '20' }), { funds: held('10') }],
  ])('%s', (_, request, over) => {
    expect(checkRisk(request, context(over))).toBeNull();
  });
});

describe('the risk gate refuses, with the numbers', () => {
  it.each<[string, RiskRequest, Partial<RiskContext>, object]>([
    [
      'a stop to buy that the market has passed, at what it would meet', stop('91', { quantity: '105' }), {},
      { code: 'INSUFFICIENT_BUYING_POWER', required: '10500', available: '10000', currency: 'USD' },
    ],
    ['everything while halted', market(), { halt: { isHalted: true, reason: 'lunch' } }, { code: 'TRADING_HALTED', reason: 'lunch' }],
    ['an unknown account', market({ accountId: 'x' }), { isKnownAccount: false }, { code: 'UNKNOWN_ACCOUNT', accountId: 'x' }],
    [
      'an unknown instrument, naming the nearest', market({ instrumentId: 'SIM:ACNE' }), { instrument: null, nearestInstrument: 'SIM:ACME' },
      { code: 'UNKNOWN_INSTRUMENT', instrumentId: 'SIM:ACNE', nearest: 'SIM:ACME' },
    ],
    ['an instrument with history only', market(), { instrument: { ...acme, isTradable: false } }, { code: 'INSTRUMENT_NOT_TRADABLE', instrumentId: acme.id }],
    ['no quantity', market({ quantity: '0' }), {}, { code: 'QUANTITY_NOT_POSITIVE', quantity: '0' }],
    ['a negative quantity', market({ quantity: '-5' }), {}, { code: 'QUANTITY_NOT_POSITIVE', quantity: '-5' }],
    [
      'less than the minimum', market({ quantity: '4' }), { instrument: { ...acme, minQuantity: decimalText('5') } },
      { code: 'QUANTITY_BELOW_MINIMUM', quantity: '4', minimum: '5' },
    ],
    ['a part of a lot', market({ quantity: '1.5' }), {}, { code: 'QUANTITY_OFF_LOT', quantity: '1.5', lotSize: '1' }],
    [
      'a lot missed by the last of eight digits', market({ quantity: '0.30000001' }),
      { instrument: { ...acme, lotSize: decimalText('0.1'), minQuantity: decimalText('0.1') } },
      { code: 'QUANTITY_OFF_LOT', quantity: '0.30000001', lotSize: '0.1' },
    ],
    [
      'more than one order may be', market({ quantity: '11' }), { limits: { collarBps: 1_000, maximumQuantity: decimalText('10') } },
      { code: 'QUANTITY_ABOVE_MAXIMUM', quantity: '11', maximum: '10' },
    ],
    ['a limit order without a limit', market({ type: 'limit' }), {}, { code: 'PRICE_MISSING', field: 'limitPrice', type: 'limit' }],
    ['a stop-limit order without a stop', limit('100', { type: 'stop-limit' }), {}, { code: 'PRICE_MISSING', field: 'stopPrice', type: 'stop-limit' }],
    ['a market order with a limit', market({ limitPrice: '100' }), {}, { code: 'PRICE_NOT_EXPECTED', field: 'limitPrice', type: 'market' }],
    ['a limit order with a stop', limit('100', { stopPrice: '99' }), {}, { code: 'PRICE_NOT_EXPECTED', field: 'stopPrice', type: 'limit' }],
    ['a price of nothing', limit('0'), {}, { code: 'PRICE_NOT_POSITIVE', field: 'limitPrice', price: '0' }],
    ['a price between two ticks', limit('99.995'), {}, { code: 'PRICE_OFF_TICK', field: 'limitPrice', price: '99.995', tickSize: '0.01' }],
    [
      'a closed market, saying when it opens', market(), { session: { isOpen: false, opensAtMs: epochMs(9_000) } },
      { code: 'MARKET_CLOSED', instrumentId: acme.id, nowMs: 1_000, opensAtMs: 9_000 },
    ],
    [
      'a halt, saying when trading goes on', market(), { session: { isOpen: false, isHalted: true, opensAtMs: epochMs(9_000) } },
      { code: 'MARKET_CLOSED', instrumentId: acme.id, nowMs: 1_000, opensAtMs: 9_000, isHalted: true },
    ],
    ['an instrument without a price', limit('100'), { reference: null }, { code: 'NO_MARKET_PRICE', instrumentId: acme.id }],
    [
      'a limit to buy above the collar', limit('110.01'), {},
      { code: 'PRICE_OUTSIDE_COLLAR', field: 'limitPrice', price: '110.01', reference: '100', collarBps: 1_000 },
    ],
    ['a limit to sell below the collar', limit('89.99', { side: 'sell' }), {}, { code: 'PRICE_OUTSIDE_COLLAR', field: 'limitPrice', price: '89.99', reference: '100', collarBps: 1_000 }],
    ['a stop to buy that would trigger at once, far through the market', stop('89'), {}, { code: 'PRICE_OUTSIDE_COLLAR', field: 'stopPrice', price: '89', reference: '100', collarBps: 1_000 }],
    [
      'a stop-limit whose limit is far beyond its stop', market({ type: 'stop-limit', stopPrice: '120', limitPrice: '140' }), {},
      { code: 'PRICE_OUTSIDE_COLLAR', field: 'limitPrice', price: '140', reference: '120', collarBps: 1_000 },
    ],
    ['more than the cash', market({ quantity: '101' }), {}, { code: 'INSUFFICIENT_BUYING_POWER', required: '10100', available: '10000', currency: 'USD' }],
    [
      'what the commission no longer leaves room for', market({ quantity: '100' }), { estimateCommission: () => decimal('0.00000001') },
      { code: 'INSUFFICIENT_BUYING_POWER', required: '10000.00000001', available: '10000', currency: 'USD' },
    ],
    [
      'what open orders have reserved', market({ quantity: '60' }), { funds: { cash: decimal('10000'), holdings: [], openOrders: [open('buy', '50')] } },
      { code: 'INSUFFICIENT_BUYING_POWER', required: '6000', available: '5000', currency: 'USD' },
    ],
    [
      'a second sale of the same holding, which would be a short', market({ side: 'sell' }), { funds: { ...held('10'), openOrders: [open('sell', '10')] } },
      { code: 'INSUFFICIENT_BUYING_POWER', required: '1000', available: '0', currency: 'USD' },
    ],
    [
      'a short sale beyond what covers it', market({ side: 'sell', quantity: '11' }), { funds: { cash: decimal('1000'), holdings: [], openOrders: [] } },
      { code: 'INSUFFICIENT_BUYING_POWER', required: '1100', available: '1000', currency: 'USD' },
    ],
    [
      'what a short holding has bound', market({ quantity: '11', instrumentId: 'SIM:ACME' }),
      { funds: { cash: decimal('2000'), holdings: [{ instrumentId: 'SIM:OTHER', quantity: decimal('-5'), mark: decimal('100') }], openOrders: [] } },
      { code: 'INSUFFICIENT_BUYING_POWER', required: '1100', available: '1000', currency: 'USD' },
    ],
  ])('%s', (_, request, over, refusal) => {
    const answer = checkRisk(request, context(over));
    expect(answer).toEqual(refusal);
    if (answer !== null) expect(describeRefusal(answer)).toMatch(/^[A-Z].*[.?]?$/);
  });

  it('for the first reason only, in the order of the list', () => {
    expect(checkRisk(market({ quantity: '0', limitPrice: '-1' }), context({ session: { isOpen: false, opensAtMs: null } }))).toMatchObject({ code: 'QUANTITY_NOT_POSITIVE' });
  });
});
