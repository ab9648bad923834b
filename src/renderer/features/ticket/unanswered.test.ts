import { describe, expect, it } from 'vitest';
import type { Instrument } from '../../../contract/model/instrument.ts';
import type { OrderRequest } from '../../../contract/model/order.ts';
import { clientError, connectionLost, notAnswered } from '../../api/client-error.ts';
import { emptyForm, toRequest } from './ticket-state.ts';
import { dismissNotice, isShown, notify, useNotices } from '../../app/notices.ts';
import { describeFailure, isAnswer, makeClientOrderId, noticeOfSent, settleSent, unanswered, UnansweredOrders } from './unanswered.ts';

const acme = { id: 'SIM:ACME', symbol: 'ACME', tickSize: '0.01', lotSize: '1' } as unknown as Instrument;
const requestOf = (limitPrice: string): OrderRequest => toRequest({ ...emptyForm, limitPrice }, acme) as OrderRequest;

describe('an order without an answer', () => {
  it.each([connectionLost(), notAnswered(), new TypeError('x')])('of %s is not known to be sent or not, and that stays', (error) => {
    const { kind, title, text } = describeFailure(error, 'Buy 100 @ 189.00 ACME');
    expect([isAnswer(error), kind, title]).toEqual([false, 'risk', 'State not known: Buy 100 @ 189.00 ACME']);
    expect(text).not.toMatch(/Not sent|Nothing reached/);
    expect(text).toContain('repeats this order');
  });

  it('of a refusal says that nothing reached the market', () => {
    expect(describeFailure(clientError('REFUSED', 'Quantity is 0; it must be above 0.'), 'Buy 0 ACME')).toEqual({
      kind: 'refusal', title: 'Not sent: Buy 0 ACME', text: 'Quantity is 0; it must be above 0. Nothing reached the market.',
    });
  });

  it('is no worry any more once the desk tells its state; its ticket still repeats it', () => {
    const [lost, refused] = [makeClientOrderId(), makeClientOrderId()];
    const request = requestOf('189');
    unanswered.keep(request, lost);
    for (const id of [lost, refused]) notify({ id: noticeOfSent(id), kind: 'risk', title: 'State not known' });
    settleSent([{ clientOrderId: lost, status: 'unknown' }]);
    expect(isShown(noticeOfSent(lost)), 'the venue has not answered either').toBe(true);
    settleSent([{ clientOrderId: lost, status: 'working' }, { clientOrderId: refused, status: 'rejected' }]);
    expect([isShown(noticeOfSent(lost)), isShown(noticeOfSent(refused)), unanswered.find(request)]).toEqual([false, true, lost]);
    expect(useNotices.getState().shown.at(-1)).toMatchObject({ kind: 'info', title: 'State known', text: 'The order whose answer was lost is working. It was placed once.' });
    const told = useNotices.getState().history.length;
    settleSent([{ clientOrderId: lost, status: 'filled' }]);
    expect(useNotices.getState().history, 'it is said once').toHaveLength(told);
    dismissNotice(noticeOfSent(refused));
    unanswered.forget(request);
  });

  it('is repeated under its own id by the same ticket alone, until the answer has come', () => {
    const orders = new UnansweredOrders();
    const id = makeClientOrderId();
    orders.keep(requestOf('189'), id);
    expect([orders.find(requestOf('189')), orders.find(requestOf('190'))]).toEqual([id, null]);
    orders.forget(requestOf('189'));
    expect(orders.find(requestOf('189'))).toBeNull();
  });
});
