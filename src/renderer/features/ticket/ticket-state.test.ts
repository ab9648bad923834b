import { describe, expect, it } from 'vitest';
import type { Instrument } from '../../../contract/model/instrument.ts';
import { describeForm, emptyForm, findFaults, nameOrder, toRequest } from './ticket-state.ts';

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
  });
});
