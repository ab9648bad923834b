import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instrument, InstrumentId } from '../../../contract/model/instrument.ts';
import { decimalText } from '../../../contract/model/units.ts';
import { countEdits, suggestInstruments } from './find-instrument.ts';
import { describeOrder, readOrder } from './order-text.ts';

const instrument = (id: string, isTradable = true): Instrument => ({
  id: id as InstrumentId, symbol: id.split(':')[1] ?? '', venue: id.split(':')[0] ?? '', name: id, assetClass: 'equity', sector: null, currency: 'USD',
  tickSize: decimalText('0.01'), lotSize: decimalText('1'), minQuantity: decimalText('1'), isTradable, calendar: 'sim-equity',
});
const instruments = [instrument('FILE:ACME', false), instrument('SIM:ACME'), instrument('SIM:BYTE'), instrument('SIM:VOLT'), instrument('FILE:GOOG', false)];
const read = (text: string) => readOrder(text, instruments);
const terms = (text: string): unknown => {
  const reading = read(text);
  if (reading?.kind !== 'order') return reading;
  const { instrument: { id }, ...rest } = reading.order;
  return { id, ...rest };
};

describe('an order in words', () => {
  it.each([
    ['buy 100 acme lmt 189', { id: 'SIM:ACME', side: 'buy', type: 'limit', quantity: '100', limitPrice: '189', timeInForce: 'day' }],
    ['sell 50 byte mkt', { id: 'SIM:BYTE', side: 'sell', type: 'market', quantity: '50', timeInForce: 'day' }],
    ['buy 10 acme stop 330 gtc', { id: 'SIM:ACME', side: 'buy', type: 'stop', quantity: '10', stopPrice: '330', timeInForce: 'gtc' }],
    ['SELL 10 ACME STOP 330 LMT 329.50 IOC', { id: 'SIM:ACME', side: 'sell', type: 'stop-limit', quantity: '10', stopPrice: '330', limitPrice: '329.50', timeInForce: 'ioc' }],
    ['buy 1,200 byte @1,189.90', { id: 'SIM:BYTE', side: 'buy', type: 'limit', quantity: '1200', limitPrice: '1189.90', timeInForce: 'day' }],
    ['  buy  acme 100  189 ', { id: 'SIM:ACME', side: 'buy', type: 'limit', quantity: '100', limitPrice: '189', timeInForce: 'day' }],
    ['buy .5 sim:volt market fok', { id: 'SIM:VOLT', side: 'buy', type: 'market', quantity: '0.5', timeInForce: 'fok' }],
  ])('%s', (text, expected) => {
    expect(terms(text)).toEqual(expected);
  });

  it.each([
    ['buy', /^How many of what\?/], ['buy 100', /^Buy 100 of what\?/], ['sell acme', /^How many ACME\?/], ['buy 100 acme', /^At what price\?/],
    ['buy 100 acme lmt', /^At which limit\?/], ['buy 100 acme stop 3 lmt', /^At which limit\?/], ['buy 100 acme stop', /^At which stop\?/],
  ])('%s says how it goes on', (text, expected) => {
    const reading = read(text);
    expect(reading).toMatchObject({ kind: 'hint', text: expect.stringMatching(expected) });
  });

  it.each([
    ['buy 100 acmee mkt', /^No instrument is called ACMEE\.$/, ['buy 100 acme mkt']],
    ['buy 100 by', /^No instrument is called BY\.$/, ['buy 100 byte']],
    ['buy 100 zzzzzz', /^No instrument/, []],
    ['buy 100 goog mkt', /came from a file/, []],
    ['buy 0 acme mkt', /at zero/, []],
    ['buy 100 acme lmt 0', /above zero/, []],
    ['buy 100 acme mkt lmt 5', /has no price/, []],
    ['buy 100 acme lmt 5 lmt 6', /^Two prices for the limit/, []],
    ['buy 100 acme lmt 5 7', /^One figure too many: 7/, []],
    ['buy 100 acme lmt 5 soon', /^“soon” is not part of an order/, []],
  ])('%s is told what is wrong', (text, expected, meant) => {
    expect(read(text)).toEqual({ kind: 'fault', text: expect.stringMatching(expected), meant });
  });

  it.each(['', 'buyer', 'bu 100 acme', 'acme', 'settings'])('"%s" is none', (text) => {
    expect(read(text)).toBeNull();
  });

  it('is said as a sentence', () => {
    const sentences = ['buy 100 acme lmt 189', 'sell 50 byte mkt ioc', 'buy 10 acme stop 330 gtc', 'sell 10 acme stop 330 lmt 329'].map((text) => {
      const reading = read(text);
      return reading?.kind === 'order' ? describeOrder(reading.order) : '';
    });
    expect(sentences).toEqual([
      'Buy 100 ACME at 189 or better, today', 'Sell 50 BYTE at the market, now or not at all', 'Buy 10 ACME at the market once the price reaches 330, until cancelled',
      'Sell 10 ACME at 329 or better once the price reaches 330, today',
    ]);
  });

  it('never throws, and what it takes for an order has a positive quantity and positive prices in plain decimals', () => {
    const word = fc.oneof(fc.constantFrom('buy', 'sell', 'acme', 'byte', 'lmt', 'stop', 'mkt', '@', 'gtc', '100', '1,0', '.', '0', '1e9', '-5', '∞'), fc.string(), fc.double().map(String));
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.tuple(fc.constantFrom('buy ', 'sell '), fc.array(word, { maxLength: 8 })).map(([side, words]) => side + words.join(' '))), (text) => {
      const reading = read(text);
      if (reading?.kind !== 'order') return;
      const { quantity, limitPrice = '1', stopPrice = '1' } = reading.order;
      for (const figure of [quantity, limitPrice, stopPrice]) expect([figure, /^\d+(\.\d+)?$/.test(figure) && Number(figure) > 0]).toEqual([figure, true]);
    }), { numRuns: 2_000 });
  });
});

describe('symbols that were meant', () => {
  it('are those that begin so, then those a letter or two away', () => {
    expect(suggestInstruments('vo', instruments).map((one) => one.symbol)).toEqual(['VOLT']);
    expect(suggestInstruments('bite', instruments).map((one) => one.symbol)).toEqual(['BYTE']);
    expect(suggestInstruments('x', instruments)).toEqual([]);
  });

  it('are as far as letters must be changed', () => {
    fc.assert(fc.property(fc.string({ maxLength: 6 }), fc.string({ maxLength: 6 }), (from, to) => {
      expect(countEdits(from, to)).toBe(countEdits(to, from));
      expect(countEdits(from, from)).toBe(0);
    }));
    expect([countEdits('acme', 'amce'), countEdits('acme', 'acmee'), countEdits('kitten', 'sitting')]).toEqual([2, 1, 3]);
  });
});
