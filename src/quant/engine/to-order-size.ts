import type { Sizing } from '../../contract/model/backtest.ts';
import { QuantError } from '../error.ts';
import { roundHalfEven } from '../fills/round-half-even.ts';
import type { RunContext } from './run-context.ts';
import { sizeKind, type OrderSize } from './trade.ts';

/** Bars over which a volatility is measured unless said otherwise. */
const volatilityBars = 20;

/** A sizing as orders carry it; refused where it is none. `who` begins the sentence. */
export function toOrderSize({ profile, lotSize }: Pick<RunContext, 'profile' | 'lotSize'>, who: string, sizing: Sizing): OrderSize {
  switch (sizing.kind) {
    case 'all': return { sizeKind: sizeKind.share, size: profile.wholeShare, window: 0 };
    case 'fraction': return { sizeKind: sizeKind.share, size: Math.min(above0(who, sizing.fraction, 1), profile.wholeShare), window: 0 };
    case 'notional': return { sizeKind: sizeKind.notional, size: above0(who, sizing.notional), window: 0 };
    case 'units': return { sizeKind: sizeKind.lots, size: lotsOf(who, sizing.units, lotSize), window: 0 };
    case 'equity': return { sizeKind: sizeKind.equity, size: above0(who, sizing.multiple, 100), window: 0 };
    case 'risk': return { sizeKind: sizeKind.risk, size: above0(who, sizing.share, 1), window: 0 };
    case 'kelly': return { sizeKind: sizeKind.kelly, size: above0(who, sizing.fraction, 2), window: 0 };
    case 'volatility': {
      const { window = volatilityBars } = sizing;
      if (!(Number.isInteger(window) && window >= 2 && window <= 10_000)) throw new QuantError('ORDER_INVALID', `${who} measures volatility over ${window} bars; it must be a whole number from 2 to 10,000.`);
      return { sizeKind: sizeKind.volatility, size: above0(who, sizing.target, 10), window };
    }
    default: throw new QuantError('ORDER_INVALID', `${who} has the size ${JSON.stringify(sizing)}; it must be a number or all, units, fraction, notional, equity, risk, volatility or kelly.`);
  }
}

function above0(who: string, value: number, most = Infinity): number {
  if (typeof value === 'number' && value > 0 && value < Infinity && value <= most) return value;
  throw new QuantError('ORDER_INVALID', `${who} has a size of ${value}; it must be above 0${most === Infinity ? '' : ` and at most ${most}`}.`);
}

function lotsOf(who: string, units: number, lotSize: number): number {
  const lots = roundHalfEven(units / lotSize, 0);
  if (lots >= 1 && (lotSize < 1 || lots === units)) return lots;
  throw new QuantError('ORDER_INVALID', `${who} is for ${units} units; without fractional sizes it must be for whole units.`);
}
