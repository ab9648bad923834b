import { describe, expect, it } from 'vitest';
import type { ClientOrderId, OrderRequest } from '../../../contract/model/order.ts';
import { decimalText } from '../../../contract/model/units.ts';
import { limitRequest, openRig, request, type Rig } from '../../../../test/trading/trading-rig.ts';
import type { FakeVenue } from '../../../../test/trading/fake-venue.ts';
import { decimal } from '../kernel/index.ts';

/** Buys and fills at a price. */
async function hold({ broker, trading }: Rig<FakeVenue>, side: 'buy' | 'sell', quantity: string, price: string): Promise<void> {
  broker.onArrival = ({ clientOrderId }) => {
    broker.accept(clientOrderId);
    broker.fill(clientOrderId, quantity, price);
  };
  await trading.place(request({ side, quantity }));
  broker.onArrival = ({ clientOrderId }) => broker.accept(clientOrderId);
}

const refusalOf = async (rig: Rig<FakeVenue>, wanted: OrderRequest): Promise<unknown> =>
  rig.trading.place(wanted).then(() => null, (error: unknown) => (error as { details: { refusal: unknown } }).details.refusal);

describe('the preview of an order', () => {
  it('of a market buy is priced at the ask and shows what it would do', async () => {
    const { trading } = await openRig();
    expect(trading.preview(request({ quantity: '100' }))).toEqual({
      refusal: null, sentence: null,
      estimate: {
        price: 100, value: '10000', commission: '0', buyingPowerBefore: '100000', buyingPowerAfter: '90000', positionBefore: '0', positionAfter: '100',
        // 100 at the mark of 99.5, out of 100,000 less half the spread.
        weightBefore: 0, weightAfter: 9_950 / 99_950,
      },
      notes: ['Needs 10,000.00 of 100,000.00 USD buying power'],
    });
  });

  it.each<[string, OrderRequest, number]>([
    ['a market sale at the bid', request({ side: 'sell' }), 99],
    ['a limit at its limit', limitRequest('97.5'), 97.5],
    ['a stop at its stop', request({ type: 'stop', stopPrice: '103' }), 103],
    ['a stop that the market has passed at the market', request({ type: 'stop', stopPrice: '98' }), 100],
    ['a stop-limit at its limit', request({ type: 'stop-limit', stopPrice: '103', limitPrice: '104' }), 104],
  ])('prices %s', async (_, wanted, price) => {
    const { trading } = await openRig();
    expect(trading.preview(wanted).estimate).toMatchObject({ price, value: String(price * 10) });
  });

  it('counts commission in', async () => {
    const { trading } = await openRig({ estimateCommission: (_, quantity) => quantity.times(decimal('0.5')) });
    expect(trading.preview(request({ quantity: '100' })).estimate).toMatchObject({ commission: '50', buyingPowerAfter: '89950', weightAfter: 9_950 / 99_900 });
  });

  it('of a sale of what is held gives buying power back and needs none', async () => {
    const rig = await openRig();
    await hold(rig, 'buy', '100', '100');
    const { estimate, notes, refusal } = rig.trading.preview(request({ side: 'sell', quantity: '60' }));
    expect(estimate).toMatchObject({ positionBefore: '100', positionAfter: '40', buyingPowerBefore: '90000', buyingPowerAfter: '95940', weightBefore: 9_950 / 99_950 });
    expect([refusal, notes]).toEqual([null, ['Reduces the position, needs no buying power']]);
  });

  it('of a sale of what is not held goes short, and the weight is negative', async () => {
    const { trading } = await openRig();
    const { estimate } = trading.preview(request({ side: 'sell', quantity: '100' }));
    expect(estimate).toMatchObject({ positionAfter: '-100', weightAfter: -9_950 / 99_950 });
    // 9,900 received; the short of 9,950 is covered twice over.
    expect(estimate?.buyingPowerAfter).toBe('90000');
  });

  it('says how near a price comes to its collar, on the side where there is one', async () => {
    const { trading } = await openRig({ limits: { collarBps: 300 } });
    const notesOf = (wanted: OrderRequest): string | undefined => trading.preview(wanted).notes[0];
    expect(notesOf(limitRequest('101'))).toBe('Price 1.00 % above market, collar 3 %');
    expect(notesOf(limitRequest('100'))).toBe('Price at market, collar 3 %');
    expect(notesOf(limitRequest('90'))).toBe('Price 10.00 % below market, no collar on that side');
    expect(notesOf(limitRequest('98.24', { side: 'sell' }))).toBe('Price 0.77 % below market, collar 3 %');
    expect(notesOf(request({ type: 'stop', stopPrice: '98' }))).toBe('Stop 2.00 % below market, collar 3 %');
    expect(trading.preview(request({ type: 'stop-limit', stopPrice: '102', limitPrice: '103.02' })).notes.slice(0, 2)).toEqual([
      'Stop 2.00 % above market, no collar on that side', 'Limit 1.00 % above the stop, collar 3 %',
    ]);
  });

  it('says how near a quantity comes to its limit', async () => {
    const { trading } = await openRig({ limits: { maximumQuantity: decimalText('500') } });
    expect(trading.preview(request()).notes).toContain('Quantity 10, at most 500 an order');
    expect(trading.preview(request({ quantity: '501' })).notes.some((note) => note.startsWith('Quantity'))).toBe(false);
  });

  it.each<[string, OrderRequest, ((rig: Rig<FakeVenue>) => unknown) | null]>([
    ['a price beyond the collar', limitRequest('150'), null],
    ['too much', request({ quantity: '100000' }), null],
    ['nothing', request({ quantity: '0' }), null],
    ['half a share', request({ quantity: '0.5' }), null],
    ['a price between ticks', limitRequest('99.999'), null],
    ['a limit order without a limit', request({ type: 'limit' }), null],
    ['a market order with a limit', request({ limitPrice: '100' }), null],
    ['an unknown instrument', request({ instrumentId: 'SIM:NOPE' }), null],
    ['an unknown account', request({ accountId: 'nobody' }), null],
    ['an order while the market is closed', request(), ({ market }) => (market.isOpen = false)],
    ['an order without a price to check it by', request(), ({ market }) => Object.assign(market, { bid: null, ask: null })],
    ['an order while trading is halted', request(), ({ trading }) => trading.halt('test')],
    ['another order under a used id', request({ clientOrderId: 'a', quantity: '5' }), ({ trading }) => trading.place(request({ clientOrderId: 'a' }))],
  ])('refuses %s in the words in which it would be refused, and records nothing', async (_, wanted, arrange) => {
    const rig = await openRig();
    await arrange?.(rig);
    const before = [rig.store.lastSeq(), rig.trading.stream.lastSeq, rig.broker.arrivals.length];
    const { refusal, sentence } = rig.trading.preview(wanted);
    expect([rig.store.lastSeq(), rig.trading.stream.lastSeq, rig.broker.arrivals.length]).toEqual(before);
    expect(refusal).not.toBeNull();
    expect(refusal).toEqual(await refusalOf(rig, wanted));
    expect(sentence).toMatch(/^[A-Z].*\w/);
  });

  it('of an order that cannot be estimated has none, of one that is merely refused it has one', async () => {
    const { trading, market } = await openRig();
    for (const wanted of [request({ quantity: '0' }), request({ type: 'limit' }), request({ instrumentId: 'SIM:NOPE' }), request({ accountId: 'nobody' }), limitRequest('0')]) {
      expect(trading.preview(wanted).estimate).toBeNull();
    }
    expect(trading.preview(request({ quantity: '2000' }))).toMatchObject({
      refusal: { code: 'INSUFFICIENT_BUYING_POWER' }, sentence: 'The order needs 200,000.00 USD but the buying power is 100,000.00 USD.', estimate: { buyingPowerAfter: '-100000' }, notes: [],
    });
    market.bid = null;
    market.ask = null;
    expect(trading.preview(request()).estimate, 'no price').toBeNull();
    expect(trading.preview(limitRequest('90')).estimate).toMatchObject({ price: 90, weightAfter: null });
  });

  it('reserves nothing: the same preview twice is the same, and the order still passes', async () => {
    const rig = await openRig();
    const most = request({ quantity: '1000' });
    const first = rig.trading.preview(most);
    expect(rig.trading.preview(most)).toEqual(first);
    expect(rig.trading.accounts()[0]?.buyingPower).toBe('100000');
    expect(await refusalOf(rig, most)).toBeNull();
  });

  it('of an order that was placed already says that it is the same one', async () => {
    const { trading } = await openRig();
    const wanted = request({ clientOrderId: 'a' as ClientOrderId, quantity: '1000' });
    const { orderId } = await trading.place(wanted);
    expect(trading.preview(wanted)).toEqual({ refusal: null, sentence: null, estimate: null, notes: [`This is order ${orderId} again, nothing new would be placed`] });
  });

  it('after filling as estimated the figures are those that were foreseen', async () => {
    const rig = await openRig({ estimateCommission: () => decimal('1') });
    const wanted = request({ quantity: '100' });
    const { estimate } = rig.trading.preview(wanted);
    rig.broker.onArrival = ({ clientOrderId }) => {
      rig.broker.accept(clientOrderId);
      rig.broker.fill(clientOrderId, '100', String(estimate?.price), { commission: '1' });
    };
    await rig.trading.place(wanted);
    const [account] = rig.trading.accounts();
    expect(account?.buyingPower).toBe(estimate?.buyingPowerAfter);
    expect((rig.trading.positions()[0]?.marketValue ?? 0) / (account?.equity ?? 0)).toBeCloseTo(estimate?.weightAfter ?? 0, 14);
  });
});
