import type { BarColumns } from '../../contract/model/bar.ts';
import type { StrategyDefinition, StrategyParams } from '../engine/strategy.ts';
import { dayOf } from './calendar.ts';
import { countParam, oneSymbol } from './params.ts';

/** Where in the session a bar is. */
const stage = { outside: 0, complete: 1, after: 2 } as const;

/** Trades out of the range of the first minutes of a day. Source: T. Crabel, Day Trading with Short Term Price Patterns and Opening Range Breakout (1990). */
export const openingRange: StrategyDefinition<'stage' | 'high' | 'low'> = {
  info: {
    name: 'opening-range', title: 'Opening range breakout', family: 'Opening range', vectorised: false, symbols: oneSymbol,
    source: 'T. Crabel, Day Trading with Short Term Price Patterns and Opening Range Breakout (1990)',
    params: [countParam('minutes', 'Minutes of the range', 30, 1, 1_440), countParam('hold', 'Minutes until it closes', 375, 1, 1_440)],
    description: 'For bars shorter than a day. With the minutes since the first bar of the day (UTC) counted to the end of a bar: on the close of the first bar with `minutes` or more, flat: a buy stop at the highest high since then with its stop-loss at the lowest low, '
      + 'and a sell stop mirrored, of which one cancels the other; on the close of each bar with fewer, or with `hold` or more, cancels what is pending and closes what is held.',
  },
  indicators: (params) => {
    const made = new WeakMap<BarColumns, Session>();
    const sessionOf = (bars: BarColumns): Session => {
      const found = made.get(bars) ?? readSession(bars, params);
      made.set(bars, found);
      return found;
    };
    return { stage: (bars) => sessionOf(bars).stage, high: (bars) => sessionOf(bars).high, low: (bars) => sessionOf(bars).low };
  },
  onBar(c) {
    const now = c.ind.stage.value;
    if (now === stage.outside) {
      c.cancelAll();
      if (!c.isFlat) c.close();
    }
    if (now !== stage.complete || !c.isFlat) return;
    const [high, low] = [c.ind.high.value, c.ind.low.value];
    if (!(high > low)) return;
    c.buy({ stop: high, stopLoss: low, group: 'opening range' });
    c.sell({ stop: low, stopLoss: high, group: 'opening range' });
  },
};

type Session = { readonly stage: Float64Array; readonly high: Float64Array; readonly low: Float64Array };

/** The extremes since the first bar of the day, and the stage. How long a bar is, is known from the last two bars of one day. */
function readSession({ time, high, low }: BarColumns, { minutes, hold }: StrategyParams): Session {
  const count = time.length;
  const out = { stage: new Float64Array(count), high: high.slice(), low: low.slice() };
  let [first, length, isComplete] = [0, NaN, false];
  for (let i = 0; i < count; i++) {
    if (i === 0 || dayOf(time[i]) !== dayOf(time[i - 1])) {
      first = i;
      isComplete = false;
    } else {
      length = time[i] - time[i - 1];
      out.high[i] = Math.max(out.high[i - 1], high[i]);
      out.low[i] = Math.min(out.low[i - 1], low[i]);
    }
    const passed = (time[i] + length - time[first]) / 60_000;
    if (!(passed >= minutes) || passed >= hold) continue;
    out.stage[i] = isComplete ? stage.after : stage.complete;
    isComplete = true;
  }
  return out;
}
