import type { InstrumentId } from '../../../contract/model/instrument.ts';
import type { AccountSummary, PositionLine } from '../../../contract/model/portfolio.ts';
import type { Account, Position } from '../../../contract/model/position.ts';
import { decimalText } from '../../../contract/model/units.ts';
import { decimal, zero, type Decimal } from '../kernel/index.ts';
import { computeDayPnl, type SessionDay } from './day-pnl.ts';
import type { Flow } from './flow-fold.ts';

export type DayView = {
  /** What the fills of the last days changed, by instrument. */
  readonly flows: Readonly<Record<string, readonly Flow[]>>;
  readonly day: (id: InstrumentId) => SessionDay | null;
};

/** Positions of one account with their part in it, and the account with its sums. Sums are exact until they are told. */
export function summariseAccount(account: Account, positions: readonly Position[], days: DayView): { readonly account: AccountSummary; readonly positions: PositionLine[] } {
  const { baseCurrency, equity } = account;
  const dayPnls = positions.map((position) => dayPnlOf(position, days));
  /** A sum over the positions; null while a part is not known or lies in another currency. */
  const sumOf = (partOf: (position: Position, at: number) => Decimal | null): number | null => {
    let sum = zero;
    for (const [at, position] of positions.entries()) {
      const part = partOf(position, at);
      if (part === null) return null;
      if (position.currency !== baseCurrency && !part.isZero()) return null;
      sum = sum.plus(part);
    }
    return sum.toNumber();
  };
  const dayPnl = sumOf((_, at) => dayPnls[at] ?? null);
  return {
    account: {
      ...account,
      cash: account.balances.find((balance) => balance.currency === baseCurrency)?.cash ?? decimalText('0'),
      unrealisedPnl: sumOf((position) => ofOpen(position, position.unrealisedPnl)),
      realisedPnl: sumOf((position) => decimal(position.realisedPnl)),
      dayPnl,
      dayPnlShare: dayPnl === null || equity === null ? null : shareOf(dayPnl, equity - dayPnl),
      grossExposure: sumOf((position) => valueOf(position)?.abs() ?? null),
      netExposure: sumOf(valueOf),
      marginUsed: equity === null || equity <= 0 ? null : Math.min(1, Math.max(0, 1 - Number(account.buyingPower) / equity)),
    },
    positions: positions.map((position, at) => ({
      ...position,
      weight: position.currency === baseCurrency && equity !== null ? shareOf(valueOf(position)?.toNumber() ?? null, equity) : null,
      dayPnl: dayPnls[at]?.toNumber() ?? null,
    })),
  };
}

function dayPnlOf({ instrumentId, quantity, markPrice }: Position, { flows, day }: DayView): Decimal | null {
  return computeDayPnl({ quantity: decimal(quantity), mark: markPrice === null ? null : decimal(markPrice), flows: flows[instrumentId] ?? [], day: day(instrumentId) });
}

/** What is flat is worth nothing and has gained nothing more, whether it has a price or not. */
const ofOpen = ({ quantity }: Position, value: number | null): Decimal | null => (decimal(quantity).isZero() ? zero : value === null ? null : decimal(value));

const valueOf = ({ quantity, markPrice }: Position): Decimal | null =>
  ofOpen({ quantity } as Position, markPrice)?.times(decimal(quantity)) ?? null;

/** null where there is nothing to be a share of. */
const shareOf = (part: number | null, whole: number): number | null => (part === null || whole <= 0 ? null : part / whole);
