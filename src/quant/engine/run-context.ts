import type { BacktestSettings } from '../../contract/model/backtest.ts';
import type { BarColumns } from '../../contract/model/bar.ts';
import { Account, type AccountTerms } from './account.ts';
import { CausalColumns } from './causal-columns.ts';
import { ConvertingAccount } from './converting-account.ts';
import type { FeeBook } from './fees.ts';
import type { FinerBars } from './finer-bars.ts';
import type { RunTime } from './indicator-view.ts';
import type { Ledger } from './ledger.ts';
import { OrderQueue } from './order-queue.ts';
import { profiles, type Profile } from './profiles.ts';
import { joinRates, type Rates } from './rates.ts';
import type { Reading } from './reading.ts';
import type { RefusalCounter } from './refused-orders.ts';
import { Slice } from './slice.ts';
import type { SeriesInput } from './task.ts';

/** Units in the smallest size where sizes may be fractional. */
const fractionalLot = 1e-8;

/** What the parts of one run share about one symbol. */
export type RunContext = {
  readonly settings: BacktestSettings;
  readonly profile: Profile;
  readonly symbol: string;
  readonly bars: BarColumns;
  /** Finer bars that show what happened inside; null: none. */
  readonly finer: FinerBars | null;
  /** Place of each bar on the clock of a run over several symbols; null: the bars are the clock. */
  readonly clock: Int32Array | null;
  /** When the moments of a run over bars of several lengths are; null: all bars are of one length. */
  readonly closes: Float64Array | null;
  /** The present moment of the run. */
  readonly present: RunTime;
  /** Longer bars of another series of the run, see {@link isForReading}: no order is taken. */
  readonly isForReading: boolean;
  /** The bar that the symbol has come to. */
  readonly time: RunTime;
  readonly ledger: Ledger;
  readonly account: Account;
  /** What its currency is worth in that of the account; null: it is the same. */
  readonly rates: Rates | null;
  readonly queue: OrderQueue;
  /** What could not be afforded, in the whole run. */
  readonly refusals: RefusalCounter;
  /** How bars are read where they leave something open, in the whole run. */
  readonly reading: Reading;
  readonly columns: CausalColumns;
  /** The stretch of a bar that is being worked. */
  readonly slice: Slice;
  readonly lotSize: number;
  /** Value that a unit of margin carries. */
  readonly leverage: number;
};

/** What the symbols of a run share. */
export type RunShares = {
  readonly settings: BacktestSettings;
  readonly ledger: Ledger;
  readonly refusals: RefusalCounter;
  readonly fees: FeeBook;
  readonly reading: Reading;
};

export function createRunContext(
  shares: RunShares, { symbol, bars, finer, rates: given }: SeriesInput, clock: Int32Array | null, time: RunTime,
  { present, closes, isForReading }: Pick<RunContext, 'present' | 'closes' | 'isForReading'> = { present: time, closes: null, isForReading: false },
): RunContext {
  const { settings, ledger, refusals, reading } = shares;
  const profile = profiles[settings.profile];
  const lotSize = settings.fractional ? fractionalLot : 1;
  const leverage = 1 / settings.margin;
  const terms: AccountTerms = {
    ledger, lotSize, leverage, symbol, time: bars.time, clock, fees: shares.fees, paysCash: profile.paysCash,
    averages: settings.hedging ? 'none' : settings.lots === 'average' ? 'all' : profile.averagesBare ? 'bare' : 'none',
    entryFee: (trade, units) => profile.entryFee(settings, trade, units),
  };
  const rates = given === undefined ? null : joinRates(symbol, bars.time, given);
  const account = rates === null ? new Account(terms) : new ConvertingAccount(terms, rates, settings.conversion ?? 'profit');
  return {
    settings, profile, symbol, bars, finer: finer === undefined || settings.intrabar !== 'magnify' ? null : { bars: finer, from: 0, to: 0 }, clock, closes, present, isForReading, time, ledger, account, rates,
    queue: new OrderQueue(), refusals, reading, columns: new CausalColumns(bars), slice: new Slice(), lotSize, leverage,
  };
}
