import { describe, expect, it } from 'vitest';
import type { Instrument } from '../../../contract/model/instrument.ts';
import { changeEntry, describeForm, emptyForm, findFaults, findTrigger, nameOrder, pricesAt, toRequest } from './ticket-state.ts';

const acme = { id: 'SIM:ACME', symbol: 'ACME', tickSize: '0.01', lotSize: '1' } as unknown as Instrument;
const form = { ...emptyForm, limitPrice: '189.00' };

describe('the ticket', () => {
  it('asks for what stands on it, and for no price that its type does not have', () => {
    expect(toRequest(form, acme)).toEqual({ instrumentId: 'SIM:ACME', side: 'buy', type: 'limit', quantity: '100', limitPrice: '189.00', timeInForce: 'day' });
    expect(toRequest({ ...form, type: 'market' }, acme)).toEqual({ instrumentId: 'SIM:ACME', side: 'buy', type: 'market', quantity: '100', timeInForce: 'day' });
  });

  it.each([
    [{ quantity: '' }, { quantity: 'Say the quantity' }],
    [{ quantity: '-5' }, { quantity: 'The quantity is -5; it must be above 0' }],
    [{ quantity: '1e3' }, { quantity: 'Write the quantity as a number, such as 100 or 189.25' }],
    [{ limitPrice: '-1' }, { limitPrice: 'The limit price is -1; it must be above 0' }],
    [{ type: 'market', limitPrice: '' }, {}],
    [{ type: 'stop', stopPrice: '' }, { stopPrice: 'Say the stop price' }],
  ] as const)('says what is wrong with %j', (change, faults) => {
    expect(findFaults({ ...form, ...change })).toEqual(faults);
    expect(toRequest({ ...form, ...change }, acme) === null).toBe(Object.keys(faults).length > 0);
  });

  it('reads the order back in a sentence', () => {
    expect(describeForm(form, acme)).toBe('Buy 100 ACME at 189.00 or better, today.');
    expect(describeForm({ ...form, side: 'sell', type: 'stop-limit', stopPrice: '185', timeInForce: 'gtc' }, acme)).toBe('Sell 100 ACME at 189.00 or better once 185.00 trades, until cancelled.');
    expect(nameOrder({ ...form, type: 'market' })).toBe('Buy 100 at market');
    expect([nameOrder({ ...form, quantity: '100000' }), nameOrder({ ...form, quantity: '' })], 'long numbers can be read').toEqual(['Buy 100,000 @ 189.00', 'Buy … @ 189.00']);
  });
});

describe('prices of the ticket', () => {
  const near = { bid: 189, ask: 189.02, last: 189.01 };
  const fresh = { ...emptyForm, ...pricesAt(near, 'buy', '0.01'), isPriceTouched: false };

  it('rest where they begin: limits at the near side, stops where nothing sets them off', () => {
    for (const side of ['buy', 'sell'] as const) {
      const prices = pricesAt(near, side, '0.01');
      expect(prices.limitPrice).toBe(side === 'buy' ? '189.00' : '189.02');
      expect(findTrigger({ ...emptyForm, ...prices, side, type: 'stop' }, near)).toBeNull();
    }
    expect(pricesAt({ bid: null, ask: null, last: 189.01 }, 'sell', '0.01').limitPrice).toBe('189.01');
    expect(pricesAt(undefined, 'buy', '0.01')).toEqual({ limitPrice: '', stopPrice: '' });
  });

  it('go with the side until somebody has touched them', () => {
    const sold = changeEntry(changeEntry(fresh, { quantity: '5' }, near, '0.01'), { side: 'sell' }, near, '0.01');
    expect(sold).toMatchObject({ side: 'sell', quantity: '5', ...pricesAt(near, 'sell', '0.01'), isPriceTouched: false });
    expect(changeEntry(sold, { side: 'buy' }, near, '0.01')).toMatchObject({ side: 'buy', limitPrice: '189.00' });
    const typed = changeEntry(fresh, { limitPrice: '185' }, near, '0.01');
    expect(changeEntry(typed, { side: 'sell' }, near, '0.01')).toMatchObject({ side: 'sell', limitPrice: '185', isPriceTouched: true });
  });

  it('do not move while the side stays', () => {
    const later = { bid: 200, ask: 200.02, last: 200.01 };
    expect(changeEntry(fresh, { side: 'buy', quantity: '7' }, later, '0.01')).toMatchObject({ limitPrice: '189.00', quantity: '7' });
  });

  it.each([
    ['buy', '189.02', 189.02], ['buy', '150', 189.02], ['buy', '189.03', null], ['sell', '189', 189], ['sell', '200', 189], ['sell', '188.99', null], ['sell', '', null],
  ] as const)('a stop to %s at %s is set off at once by %s', (side, stopPrice, trigger) => {
    expect(findTrigger({ ...emptyForm, side, type: 'stop', stopPrice }, near)).toBe(trigger);
    expect(findTrigger({ ...emptyForm, side, type: 'stop-limit', stopPrice }, near)).toBe(trigger);
    expect(findTrigger({ ...emptyForm, side, type: 'limit', stopPrice }, near)).toBeNull();
  });
});
