import { describe, expect, it } from 'vitest';
import { decimalText } from '../../../contract/model/units.ts';
import { applyFill, emptyHolding, type Holding } from './holding.ts';

const fill = (side: 'buy' | 'sell', quantity: string, price: string, commission = '0') => ({
  side, quantity: decimalText(quantity), price: decimalText(price), commission: decimalText(commission),
});
const after = (...fills: ReturnType<typeof fill>[]): Holding => fills.reduce(applyFill, emptyHolding('USD'));

describe('a holding', () => {
  it.each<[string, ReturnType<typeof fill>[], Partial<Holding>]>([
    ['bought', [fill('buy', '10', '100')], { quantity: '10', openCost: '1000', realisedPnl: '0' }],
    ['bought twice', [fill('buy', '10', '100'), fill('buy', '10', '110')], { quantity: '20', openCost: '2100' }],
    ['partly sold at average cost', [fill('buy', '10', '100'), fill('buy', '10', '110'), fill('sell', '5', '115')], { quantity: '15', openCost: '1575', realisedPnl: '50' }],
    ['sold out', [fill('buy', '3', '100'), fill('sell', '3', '99')], { quantity: '0', openCost: '0', realisedPnl: '-3' }],
    ['sold short', [fill('sell', '10', '100')], { quantity: '-10', openCost: '1000', realisedPnl: '0' }],
    ['short, partly covered lower', [fill('sell', '10', '100'), fill('buy', '4', '90')], { quantity: '-6', openCost: '600', realisedPnl: '40' }],
    ['flipped from long to short', [fill('buy', '10', '100'), fill('sell', '15', '110')], { quantity: '-5', openCost: '550', realisedPnl: '100' }],
    ['flipped from short to long', [fill('sell', '10', '100'), fill('buy', '15', '110')], { quantity: '5', openCost: '550', realisedPnl: '-100' }],
    ['commissions come off the realised P&L, those of entries too', [fill('buy', '10', '100', '1.5'), fill('sell', '10', '101', '1.5')], { realisedPnl: '7' }],
    ['a third of an indivisible cost', [fill('buy', '3', '0.00000001'), fill('sell', '1', '1')], { quantity: '2', openCost: '0.00000002', realisedPnl: '0.99999999' }],
  ])('%s', (_, fills, expected) => {
    expect(after(...fills)).toMatchObject(expected);
  });

  it('closing piece by piece realises the same as closing at once', () => {
    const entry = fill('buy', '7', '33.33');
    const pieces = Array.from({ length: 7 }, () => fill('sell', '1', '34'));
    expect(after(entry, ...pieces)).toEqual(after(entry, fill('sell', '7', '34')));
  });
});
