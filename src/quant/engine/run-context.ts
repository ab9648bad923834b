import type { BacktestSettings } from '../../contract/model/backtest.ts';
import type { BarColumns } from '../../contract/model/bar.ts';
import { Account } from './account.ts';
import type { RunTime } from './indicator-view.ts';
import type { Ledger } from './ledger.ts';
import { OrderQueue } from './order-queue.ts';
import { profiles, type Profile } from './profiles.ts';
import type { RefusalCounter } from './refused-orders.ts';

/** Units in the smallest size where sizes may be fractional. */
const fractionalLot = 1e-8;

/** What the parts of one run share about one symbol. */
export type RunContext = {
  readonly settings: BacktestSettings;
  readonly profile: Profile;
  readonly symbol: string;
  readonly bars: BarColumns;
  /** Place of each bar on the clock of a run over several symbols; null: the bars are the clock. */
  readonly clock: Int32Array | null;
  /** The bar that the symbol has come to. */
  readonly time: RunTime;
  readonly account: Account;
  readonly queue: OrderQueue;
  /** What could not be afforded, in the whole run. */
  readonly refusals: RefusalCounter;
  readonly lotSize: number;
  /** Value that a unit of margin carries. */
  readonly leverage: number;
};

/** What the symbols of a run share. */
export type RunShares = { readonly settings: BacktestSettings; readonly ledger: Ledger; readonly refusals: RefusalCounter };

export function createRunContext({ settings, ledger, refusals }: RunShares, symbol: string, bars: BarColumns, clock: Int32Array | null, time: RunTime): RunContext {
  const profile = profiles[settings.profile];
  const lotSize = settings.fractional ? fractionalLot : 1;
  const leverage = 1 / settings.margin;
  const account = new Account({
    ledger, lotSize, leverage, symbol, time: bars.time, clock,
    fee: (units, price) => profile.fee(settings, units, price),
    entryFee: (trade, units) => profile.entryFee(settings, trade, units),
  });
  return { settings, profile, symbol, bars, clock, time, account, queue: new OrderQueue(), refusals, lotSize, leverage };
}
