import { describe, expect, it } from 'vitest';
import { instrumentId } from '../../../contract/model/instrument.ts';
import { orderStatusSchema, type AccountId, type ClientOrderId, type OrderId, type OrderStatus } from '../../../contract/model/order.ts';
import { decimalText, epochMs } from '../../../contract/model/units.ts';
import { transition, type OrderEvent } from './order-machine.ts';
import { openRecord, type OrderRecord } from './order-record.ts';

const orderId = 'ord-1' as OrderId;
const record = openRecord(
  {
    orderId, clientOrderId: 'c-1' as ClientOrderId, accountId: 'paper-1' as AccountId, brokerId: 'paper', instrumentId: instrumentId('SIM:ACME'),
    side: 'buy', type: 'limit', timeInForce: 'gtc', quantity: decimalText('10'), limitPrice: decimalText('100'), stopPrice: null,
  },
  1,
  epochMs(1_000),
);
type Body<K extends OrderEvent['type']> = Omit<Extract<OrderEvent, { type: K }>['body'], 'orderId'>;
const event = <K extends OrderEvent['type']>(type: K, body: Body<K>, timeMs = 2_000): OrderEvent =>
  ({ type, timeMs: epochMs(timeMs), body: { orderId, ...body } }) as unknown as OrderEvent;
const sent = event('orderSent', {});
const lost = event('orderAnswerLost', { reason: 'no answer' });
const accepted = event('orderAccepted', { venueOrderId: 'v1' });
const cancelled = event('orderCancelled', { reason: 'on request' });
const rejected = event('orderRejected', { reason: 'no' });
const expired = event('orderExpired', { reason: 'session over' });
const wantCancel = event('cancelRequested', {});
const wantReplace = event('replaceRequested', { quantity: decimalText('5'), limitPrice: null, stopPrice: null });
const refusedChange = (change: 'cancel' | 'replace') => event('changeRejected', { change, reason: 'too late' });
const replaced = (quantity: string) => event('orderReplaced', { quantity: decimalText(quantity), limitPrice: decimalText('99'), stopPrice: null });
const filled = (executionId: string, quantity: string, price = '100', commission = '0') =>
  ({
    type: 'orderFilled', timeMs: epochMs(3_000),
    body: {
      executionId, orderId, accountId: record.order.accountId, instrumentId: record.order.instrumentId, side: 'buy', quantity: decimalText(quantity),
      price: decimalText(price), commission: decimalText(commission), currency: 'USD', timeMs: epochMs(3_000),
    },
  }) satisfies OrderEvent;
const after = (...events: OrderEvent[]): OrderRecord => events.reduce(transition, record);
const status = (...events: OrderEvent[]): OrderStatus => after(...events).order.status;

describe('an order', () => {
  it.each<[string, OrderStatus, OrderEvent[]]>([
    ['nothing happened', 'intended', []],
    ['handed over', 'sent', [sent]],
    ['the answer was lost', 'unknown', [sent, lost]],
    ['handed over again', 'sent', [lost, sent]],
    ['acknowledged', 'working', [sent, accepted]],
    ['found after the answer was lost', 'working', [lost, accepted]],
    ['partly filled', 'partially-filled', [accepted, filled('x1', '4')]],
    ['filled in parts', 'filled', [accepted, filled('x1', '4'), filled('x2', '6')]],
    ['filled before it was acknowledged', 'filled', [filled('x1', '10'), accepted]],
    ['partly filled before it was acknowledged', 'partially-filled', [filled('x1', '1'), accepted]],
    ['the answer lost after a fill was heard', 'partially-filled', [filled('x1', '1'), lost, sent]],
    ['an acknowledgement after the end', 'cancelled', [cancelled, accepted]],
    ['a cancel after the fill', 'filled', [filled('x1', '10'), cancelled]],
    ['a rejection after the fill', 'filled', [filled('x1', '10'), rejected]],
    ['two endings', 'expired', [accepted, expired, cancelled]],
    ['a part filled after the cancel', 'cancelled', [accepted, cancelled, filled('x1', '4')]],
    ['all filled after the cancel', 'filled', [accepted, cancelled, filled('x1', '10')]],
    ['more filled than ordered', 'filled', [accepted, filled('x1', '12')]],
    ['enlarged, then filled up to the old quantity', 'partially-filled', [accepted, replaced('15'), filled('x1', '10')]],
    ['reduced to what is filled', 'filled', [accepted, filled('x1', '4'), replaced('4')]],
    ['replaced after the end', 'cancelled', [accepted, cancelled, replaced('15')]],
  ])('%s: %s', (_, expected, events) => {
    expect(status(...events)).toBe(expected);
  });

  it('counts an execution once however often it arrives', () => {
    const twice = after(accepted, filled('x1', '4'), filled('x1', '4'), filled('x1', '6', '1'));
    expect(twice.order).toMatchObject({ filledQuantity: '4', averagePrice: '100', status: 'partially-filled' });
  });

  it('averages prices by quantity and adds commissions, rounding half-even to 8 digits', () => {
    const { order } = after(filled('x1', '1', '100', '0.1'), filled('x2', '2', '100.01', '0.2'));
    expect(order).toMatchObject({ averagePrice: '100.00666667', commission: '0.3', filledQuantity: '3' });
  });

  it('a fill after the cancel counts and the reason stays', () => {
    expect(after(accepted, cancelled, filled('x1', '4')).order).toMatchObject({ filledQuantity: '4', reason: 'on request' });
  });

  it('a replace changes what it names and answers the pending one', () => {
    const { order } = after(accepted, wantReplace, replaced('5'));
    expect(order).toMatchObject({ quantity: '5', limitPrice: '99', pendingChange: null, status: 'working' });
  });

  it('a refused replace leaves the terms as they were', () => {
    expect(after(accepted, wantReplace, refusedChange('replace')).order).toMatchObject({ quantity: '10', limitPrice: '100', pendingChange: null });
  });

  it('a cancel overrules a pending replace, whose answers no longer touch it', () => {
    expect(after(accepted, wantReplace, wantCancel, refusedChange('replace')).order.pendingChange).toBe('cancel');
    expect(after(accepted, wantReplace, wantCancel, replaced('5')).order).toMatchObject({ pendingChange: 'cancel', quantity: '5' });
  });

  it('keeps the terms of an unanswered replace beside its own, whatever becomes of the question', () => {
    const pendingTerms = { quantity: '5', limitPrice: '100', stopPrice: null };
    const lostChange = event('changeAnswerLost', { change: 'replace', reason: 'no answer' });
    for (const asked of [[wantReplace], [wantReplace, lostChange], [wantReplace, wantCancel], [wantReplace, wantCancel, refusedChange('cancel')], [wantReplace, filled('x1', '4')]]) {
      expect(after(accepted, ...asked)).toMatchObject({ pendingTerms, order: { quantity: '10', limitPrice: '100' } });
    }
    for (const answer of [replaced('5'), refusedChange('replace'), cancelled, rejected, expired, filled('x1', '10')]) {
      expect(after(accepted, wantReplace, lostChange, answer).pendingTerms).toBeNull();
      expect(after(accepted, wantReplace, wantCancel, answer).pendingTerms).toBeNull();
    }
  });

  it('remembers that its stop was reached, once', () => {
    const triggered = event('orderTriggered', {});
    const working = after(accepted, triggered);
    expect(working).toMatchObject({ isTriggered: true, order: { status: 'working' } });
    expect(transition(working, triggered)).toBe(working);
    expect(after(accepted, cancelled, triggered).isTriggered).toBe(false);
  });

  it('a refused cancel of an acknowledged order ends the wish', () => {
    expect(after(accepted, wantCancel, refusedChange('cancel'))).toMatchObject({ isCancelWanted: false, order: { pendingChange: null, status: 'working' } });
  });

  it('a cancel refused by a venue that has not seen the order yet keeps the wish, so that it is not handed over again', () => {
    expect(after(lost, wantCancel, refusedChange('cancel'))).toMatchObject({ isCancelWanted: true, order: { pendingChange: null } });
  });

  it('an ending answers whatever was pending', () => {
    for (const ending of [cancelled, rejected, expired, filled('x1', '10')]) expect(after(accepted, wantCancel, ending).order.pendingChange).toBeNull();
  });

  it('no news gives the same object, in every state', () => {
    for (const state of [after(accepted), after(accepted, cancelled), after(filled('x1', '10'), accepted)]) {
      expect(transition(state, accepted)).toBe(state);
      expect(transition(state, sent)).toBe(state);
      expect(transition(state, lost)).toBe(state);
      expect(transition(state, refusedChange('cancel'))).toBe(state);
    }
  });

  it('time never runs backwards', () => {
    expect(after(accepted, event('cancelRequested', {}, 500)).order.updatedAtMs).toBe(2_000);
  });

  it('every status of the contract can be reached', () => {
    const reached = new Set([
      status(), status(sent), status(lost), status(accepted), status(filled('x', '1')), status(filled('x', '10')), status(cancelled), status(rejected), status(expired),
    ]);
    expect([...reached].toSorted()).toEqual([...orderStatusSchema.options].toSorted());
  });
});
