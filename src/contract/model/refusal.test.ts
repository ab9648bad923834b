import { describe, expect, it } from 'vitest';
import type { InstrumentId } from './instrument.ts';
import { describeRefusal } from './refusal.ts';
import { decimalText, epochMs } from './units.ts';

describe('a refusal in words', () => {
  it('of a halt names the ways out of it', () => {
    expect(describeRefusal({ code: 'TRADING_HALTED', reason: 'test' })).toBe('Trading is halted: test. "tapedeck risk resume", or Resume trading in the palette, lets orders through again.');
  });

  it('writes figures for people', () => {
    expect(describeRefusal({ code: 'INSUFFICIENT_BUYING_POWER', required: decimalText('132420.00001'), available: decimalText('100000'), currency: 'USD' }))
      .toBe('The order needs 132,420.01 USD but the buying power is 100,000.00 USD.');
    expect(describeRefusal({ code: 'PRICE_OUTSIDE_COLLAR', field: 'limitPrice', price: decimalText('42000.5'), reference: decimalText('30000'), collarBps: 1_000 }))
      .toBe('The limit price 42,000.50 is more than 10 % from the market at 30,000.00.');
    expect(describeRefusal({ code: 'QUANTITY_ABOVE_MAXIMUM', quantity: decimalText('2000000'), maximum: decimalText('10000') })).toBe('Quantity 2,000,000 is above the limit of 10,000 an order.');
  });

  it('tells a halt from a closed market', () => {
    const closed = { code: 'MARKET_CLOSED', instrumentId: 'SIM:GLMUSD' as InstrumentId, nowMs: epochMs(0), opensAtMs: epochMs(300_000) } as const;
    expect(describeRefusal(closed)).toBe('The market of SIM:GLMUSD is closed at 1970-01-01 00:00 UTC; it opens at 1970-01-01 00:05 UTC, in the time of that market.');
    expect(describeRefusal({ ...closed, isHalted: true })).toBe('Trading in SIM:GLMUSD is halted at 1970-01-01 00:00 UTC; it goes on at 1970-01-01 00:05 UTC, in the time of that market.');
  });
});
