import type { BacktestFill, BacktestResult } from '../../../contract/model/backtest.ts';
import type { BarColumns } from '../../../contract/model/bar.ts';
import { placesAt } from '../align-series.ts';

/** What was held at the close of each moment, and what holding it cost; in the currency of the account, another one at the rate of the symbol's last fill. */
export type Holdings = {
  /** Value of what was long, 0 or more, and of what was short, 0 or less. */
  readonly long: Float64Array;
  readonly short: Float64Array;
  /** Dividends received less dividends owed, and borrow paid (0 or less). */
  readonly dividends: number;
  readonly borrow: number;
};

const yearMs = 365 * 86_400_000;
type Subject = Pick<BacktestResult, 'spec' | 'fills' | 'equity'>;

/**
 * Follows the fills of a run over its bars. Positions are net of each symbol; splits change them on the first bar at or after their day.
 * `series`: the bars of each series of the run, in its order.
 */
export function followHoldings(run: Subject, series: readonly BarColumns[]): Holdings {
  const count = run.equity.time.length;
  const [long, short] = [new Float64Array(count), new Float64Array(count)];
  let [dividends, borrow] = [0, 0];
  for (const [k, bars] of series.entries()) {
    const carried = followOne(run, k, bars, (moment, value) => {
      if (value > 0) long[moment]! += value;
      else short[moment]! += value;
    });
    dividends += carried.dividends;
    borrow += carried.borrow;
  }
  return { long, short, dividends, borrow };
}

function followOne({ spec, fills, equity }: Subject, k: number, bars: BarColumns, tell: (moment: number, value: number) => void): { dividends: number; borrow: number } {
  const { symbol = '', actions = [] } = spec.data[k] ?? {};
  const mine = fillsOf(fills, symbol);
  const places = placesAt(equity.time, bars.time);
  const dated = actions.map(({ date, type, value }) => ({ timeMs: Date.parse(date), isSplit: type === 'split', value })).sort((a, b) => a.timeMs - b.timeMs || Number(b.isSplit) - Number(a.isSplit));
  let rate = 1;
  let [units, nextFill, nextAction, before, dividends, borrow] = [0, 0, 0, -1, 0, 0];
  for (let moment = 0; moment < places.length; moment++) {
    const bar = places[moment]!;
    if (bar < 0) continue;
    if (bar !== before) {
      if (before >= 0 && units < 0) borrow += rate * units * bars.close[before]! * (spec.settings.borrowRate ?? 0) * ((bars.time[bar]! - bars.time[before]!) / yearMs);
      for (; nextAction < dated.length && dated[nextAction]!.timeMs <= bars.time[bar]!; nextAction++) {
        const { isSplit, value } = dated[nextAction]!;
        if (bar === 0) continue;
        if (isSplit) units = spec.settings.fractional ? units * value : Math.trunc(units * value + Math.sign(units) * 1e-9);
        else dividends += rate * units * value;
      }
      before = bar;
    }
    for (; nextFill < mine.length && mine[nextFill]!.bar <= moment; nextFill++) {
      const fill = mine[nextFill]!;
      units += (fill.side === 'buy' ? 1 : -1) * fill.size;
      rate = fill.rate ?? 1;
    }
    if (Math.abs(units) > 1e-9) tell(moment, rate * units * bars.close[bar]!);
  }
  return { dividends, borrow };
}

/** The fills of a symbol in order of time: a fill at the last close may be recorded after one of the bar that follows. */
const fillsOf = (fills: readonly BacktestFill[], symbol: string): readonly BacktestFill[] => fills.filter((fill) => fill.symbol === symbol).sort((a, b) => a.bar - b.bar);
