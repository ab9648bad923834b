import { describe, expect, it } from 'vitest';
import { instrumentId } from '../../../contract/model/instrument.ts';
import type { Account, Position } from '../../../contract/model/position.ts';
import { decimalText } from '../../../contract/model/units.ts';
import type { SessionDay } from './day-pnl.ts';
import type { Flow } from './flow-fold.ts';
import { summariseAccount } from './summarise-account.ts';

const acme = instrumentId('SIM:ACME');
const bolt = instrumentId('SIM:BOLT');

const account = (over: Partial<Account> = {}): Account => ({
  accountId: 'paper-1' as Account['accountId'], brokerId: 'paper', mode: 'paper', baseCurrency: 'USD', balances: [{ currency: 'USD', cash: decimalText('5000') }],
  equity: 10_000, buyingPower: decimalText('2500'), ...over,
});
const position = (quantity: string, markPrice: number | null, over: Partial<Position> = {}): Position => ({
  accountId: 'paper-1' as Position['accountId'], instrumentId: acme, currency: 'USD', quantity: decimalText(quantity), averagePrice: decimalText('90'),
  realisedPnl: decimalText('12.5'), markPrice, marketValue: markPrice === null ? null : markPrice * Number(quantity), unrealisedPnl: markPrice === null ? null : 7, ...over,
});
const day: SessionDay = { startMs: 1_000_000_000, previousClose: 95 };
const summarise = (positions: Position[], parts: { account?: Account; flows?: Record<string, Flow[]>; day?: SessionDay | null } = {}) =>
  summariseAccount(parts.account ?? account(), positions, { flows: parts.flows ?? {}, day: () => (parts.day === undefined ? day : parts.day) });

describe('an account in sum', () => {
  it('adds long and short up', () => {
    const { account: sums, positions } = summarise([position('100', 100), position('-50', 100, { instrumentId: bolt, unrealisedPnl: -3 })]);
    expect(sums).toMatchObject({ cash: '5000', unrealisedPnl: 4, realisedPnl: 25, grossExposure: 15_000, netExposure: 5_000, marginUsed: 0.75 });
    expect(positions.map((line) => [line.weight, line.dayPnl])).toEqual([[1, 500], [-0.5, -250]]);
    expect([sums.dayPnl, sums.dayPnlShare]).toEqual([250, 250 / 9_750]);
  });

  it('has gained in the day what was held before gained, and what was bought in it gained since, net of commission', () => {
    // 40 were held before; 60 more were bought at 97 in the day, for a commission of 2.
    const flows = { [acme]: [{ fromMs: 999_000_000, quantity: '40', cash: '-3600' }, { fromMs: 1_000_800_000, quantity: '60', cash: '-5822' }] };
    expect(summarise([position('100', 100)], { flows }).account.dayPnl).toBe(40 * 5 + 60 * 3 - 2);
  });

  it('that sold everything in the day has gained what it got above the previous close, though nothing has a price any more', () => {
    const flows = { [acme]: [{ fromMs: 1_000_800_000, quantity: '-10', cash: '990' }] };
    expect(summarise([position('0', null)], { flows }).account).toMatchObject({ dayPnl: 40, unrealisedPnl: 0, grossExposure: 0 });
  });

  it('that bought everything in the day needs no previous close', () => {
    const flows = { [acme]: [{ fromMs: 1_000_800_000, quantity: '10', cash: '-990' }] };
    expect(summarise([position('10', 100)], { flows, day: { ...day, previousClose: null } }).account.dayPnl).toBe(10);
  });

  it('without any position is all zero', () => {
    expect(summarise([], { account: account({ buyingPower: decimalText('10000') }) }).account).toMatchObject({
      unrealisedPnl: 0, realisedPnl: 0, dayPnl: 0, dayPnlShare: 0, grossExposure: 0, netExposure: 0, marginUsed: 0,
    });
  });

  it.each<[string, Position, Parameters<typeof summarise>[1], object]>([
    ['a price', position('10', null), { account: account({ equity: null }) }, { unrealisedPnl: null, dayPnl: null, dayPnlShare: null, grossExposure: null, netExposure: null, marginUsed: null, realisedPnl: 12.5 }],
    ['the previous close', position('10', 100), { day: { ...day, previousClose: null } }, { dayPnl: null, dayPnlShare: null, grossExposure: 1_000 }],
    ['the day', position('10', 100), { day: null }, { dayPnl: null, grossExposure: 1_000 }],
    ['an exchange rate', position('10', 100, { currency: 'EUR' }), { account: account({ equity: null }) }, { dayPnl: null, unrealisedPnl: null, realisedPnl: null, grossExposure: null }],
  ])('says null, never 0, where %s is missing', (_, held, parts, expected) => {
    expect(summarise([held], parts).account).toMatchObject(expected);
  });

  it('that owes more than it has is used up, and nothing is a share of it', () => {
    const { account: sums, positions } = summarise([position('-100', 100)], { account: account({ equity: -500, buyingPower: decimalText('-20000') }) });
    expect([sums.marginUsed, sums.dayPnlShare, positions[0]?.weight]).toEqual([null, null, null]);
    expect(summarise([position('-100', 100)], { account: account({ equity: 500, buyingPower: decimalText('-20000') }) }).account.marginUsed).toBe(1);
  });

  it('a position in another currency has no weight but its own gain of the day', () => {
    expect(summarise([position('10', 100, { currency: 'EUR' })], { account: account({ equity: null }) }).positions[0]).toMatchObject({ weight: null, dayPnl: 50 });
  });
});
