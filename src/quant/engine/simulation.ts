import { closeTrade } from './close-trade.ts';
import type { RunTime } from './indicator-view.ts';
import type { Lane } from './lane.ts';
import type { Ledger } from './ledger.ts';
import type { RefusalCounter } from './refused-orders.ts';
import type { RunContext } from './run-context.ts';

/** A run while it goes on: its symbols and what they share. */
export type RunParts = {
  readonly ledger: Ledger;
  readonly refusals: RefusalCounter;
  readonly lanes: readonly Lane[];
  /** The present moment. */
  readonly clock: RunTime;
  /** The moments of the run. */
  readonly time: Float64Array;
  /** Equity at each moment; the starting cash before the strategy is first asked, zero from ruin on. */
  readonly equity: Float64Array;
  /** First moment at which every indicator has a value; the number of moments where there is none. */
  readonly warmup: number;
  /** First moment at which the strategy is asked; the number of moments or more where it never is. */
  readonly firstAsked: number;
};

/** How a run went. */
export type Simulation = RunParts & {
  /** Where the run lost all it had; null where it did not. */
  readonly ruin: { readonly bar: number; readonly debt: number } | null;
};

/** Closes what is open and leaves nothing: what is owed beyond the cash is forgiven in the equity, and said. `bar`: a moment of the run. */
export function endInRuin(parts: RunParts, bar: number): Simulation {
  const { lanes, ledger, equity } = parts;
  for (const { run, venue } of lanes) {
    if (run.profile.skipsWhileRemoving) closeEveryOther(run, run.time.bar);
    else if (run.time.bar >= 0) venue.closeAll(run.time.bar, 'margin-call');
  }
  equity.fill(0, bar);
  return { ...parts, ruin: { bar, debt: Math.max(0, -equityAtCloses(lanes, ledger)) } };
}

/** Closes what is open on the last bar of each symbol. */
export function closeAtEnd(parts: RunParts): Simulation {
  const { lanes, ledger, equity } = parts;
  const last = equity.length - 1;
  for (const { run, desk, venue } of lanes) {
    if (run.profile.endsByReworking) {
      for (const trade of run.account.trades.toReversed()) desk.closeTrade(trade, 1, 'end');
      venue.workBar(run.time.bar);
    } else {
      venue.closeAll(run.time.bar, 'end');
    }
  }
  equity[last] = equityAtCloses(lanes, ledger);
  return equity[last] <= 0 ? endInRuin(parts, last) : { ...parts, ruin: null };
}

function equityAtCloses(lanes: readonly Lane[], ledger: Ledger): number {
  for (const { run } of lanes) run.account.markAtClose(run.bars.close, run.time.bar);
  return ledger.equity;
}

/** Closes trades at a close while walking their list, so that the trade after each closed one is passed over and stays open. */
function closeEveryOther(run: RunContext, bar: number): void {
  const { trades } = run.account;
  for (let k = 0; k < trades.length; k++) closeTrade(run, trades[k], Math.abs(trades[k].lots), run.bars.close[bar], bar, 'margin-call');
}
