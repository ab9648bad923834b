import type { BacktestSettings, BacktestTrade } from '../../contract/model/backtest.ts';
import type { MomentOrder } from '../../contract/model/moment.ts';
import type { PaperAccount, PaperEntry, PaperFigures } from '../../contract/model/paper-session.ts';
import type { StrategyCode } from '../../contract/model/strategy.ts';
import type { SeriesInput } from '../engine/task.ts';
import type { Grain } from '../journal/index.ts';

/** A session over all bars that it recorded so far. Columns lie on memory that threads share. */
export type PaperRunInput = {
  readonly strategy: string;
  readonly params: Readonly<Record<string, number>>;
  readonly settings: BacktestSettings;
  /** Left out for a ready-made strategy. */
  readonly code?: StrategyCode;
  readonly series: readonly SeriesInput[];
  /** Steps of each symbol, in the order of the series. */
  readonly grains: readonly Grain[];
  /** The journal as it was told until now: so many lines, with the SHA-256 of them. */
  readonly known: { readonly entries: number; readonly hash: string };
};

export type PaperRunOutput = {
  readonly entries: number;
  /** SHA-256 of all lines. */
  readonly hash: string;
  /** The lines that were known come out the same again. */
  readonly isSame: boolean;
  /** What follows the known lines; all lines where they did not come out the same. */
  readonly text: string;
  readonly account: PaperAccount;
  /** The last lines in words. */
  readonly latest: readonly Omit<PaperEntry, 'isCaughtUp'>[];
  readonly lastMs: number;
};

/** What of a session is to be read. */
export type PaperReadInput = Omit<PaperRunInput, 'known'> & {
  readonly points: number;
  readonly trades: number;
  /** Lines of the journal: from one on, or the last ones. */
  readonly entries: { readonly from: number | null; readonly limit: number };
};

export type PaperReadOutput = {
  readonly figures: PaperFigures;
  readonly equity: { readonly time: number[]; readonly value: number[] };
  readonly openOrders: MomentOrder[];
  readonly trades: BacktestTrade[];
  readonly journal: { readonly total: number; readonly hash: string; readonly from: number; readonly entries: readonly Omit<PaperEntry, 'isCaughtUp'>[] };
};
