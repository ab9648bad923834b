import type { BacktestSettings } from '../../contract/model/backtest.ts';
import type { BarColumns } from '../../contract/model/bar.ts';
import { Account } from './account.ts';
import { OrderQueue } from './order-queue.ts';
import { profiles, type Profile } from './profiles.ts';

/** Units in the smallest size where sizes may be fractional. */
const fractionalLot = 1e-8;

/** What the parts of one run share. */
export type RunContext = {
  readonly settings: BacktestSettings;
  readonly profile: Profile;
  readonly bars: BarColumns;
  readonly account: Account;
  readonly queue: OrderQueue;
  readonly lotSize: number;
  /** Value that a unit of margin carries. */
  readonly leverage: number;
};

export function createRunContext(settings: BacktestSettings, symbol: string, bars: BarColumns): RunContext {
  const profile = profiles[settings.profile];
  const lotSize = settings.fractional ? fractionalLot : 1;
  const leverage = 1 / settings.margin;
  const account = new Account({
    cash: settings.cash, lotSize, leverage, symbol, time: bars.time,
    fee: (units, price) => profile.fee(settings, units, price),
    entryFee: (trade, units) => profile.entryFee(settings, trade, units),
  });
  return { settings, profile, bars, account, queue: new OrderQueue(), lotSize, leverage };
}
