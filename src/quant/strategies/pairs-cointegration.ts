import type { Cursor } from '../engine/cursor.ts';
import type { StrategyDefinition, StrategyParams } from '../engine/strategy.ts';
import { barsParam } from './bars-param.ts';
import { realParam, twoSymbols } from './params.ts';
import { SpreadWindow, type SpreadFit } from './spread-window.ts';

const past = new SpreadWindow();

/**
 * Trades the spread of two symbols that belong together back to its mean. Source: E. Gatev, W. N. Goetzmann, K. G. Rouwenhorst, Pairs Trading,
 * Review of Financial Studies 19 (2006); G. Vidyamurthy, Pairs Trading (2004), for the cointegration.
 */
export const pairsCointegration: StrategyDefinition<never> = {
  info: {
    name: 'pairs-cointegration', title: 'Pair by cointegration', family: 'Pairs', vectorised: false, symbols: twoSymbols, source: 'G. Vidyamurthy, Pairs Trading (2004); E. Gatev et al., Review of Financial Studies 19 (2006)',
    params: [
      barsParam('lookback', 'Bars of the regression', 120, 20), realParam('entry', 'Enter beyond', 2, 0, 20), realParam('exit', 'Close within', 0, -20, 20), realParam('stop', 'Give up beyond', 4, 0, 100),
      realParam('pValue', 'Most probable by chance', 0.05, 0.0001, 1),
    ],
    description: 'At each moment with a bar of both, the log close of the first is regressed on that of the second over `lookback` such moments: h the slope, z the last residual in its deviations (population). Flat, h > 0, entry ≤ |z| < stop and the Engle-Granger p-value (no lags) at most `pValue`: '
      + 'z < 0 buys the first for 1/(1 + h) of equity and sells the second for h/(1 + h), z > 0 mirrored; holding: both are closed when |z| ≥ stop, or z has come back to −exit (first long) or exit (first short).',
  },
  indicators: () => ({}),
  start: () => past.clear(),
  onBar(c, params) {
    const [a, b] = c.symbols.map((symbol) => c.of(symbol));
    if (!a.hasBar || !b.hasBar) return;
    const fit = past.add(a.bar().close, b.bar().close, params.lookback);
    if (fit === null) return;
    if (a.isFlat && b.isFlat) enter(a, b, fit, params);
    else if (isOver(a.position.size || -b.position.size, fit.z, params)) for (const leg of [a, b]) leg.close();
  },
};

function enter(a: Cursor, b: Cursor, { hedge, z, pValue }: SpreadFit, params: StrategyParams): void {
  if (!(hedge > 0 && Math.abs(z) >= params.entry && Math.abs(z) < params.stop && pValue() <= params.pValue)) return;
  const [ofA, ofB] = [1, hedge].map((part) => ({ size: { kind: 'equity', multiple: part / (1 + hedge) } } as const));
  if (z < 0) {
    a.buy(ofA);
    b.sell(ofB);
  } else {
    a.sell(ofA);
    b.buy(ofB);
  }
}

/** `side`: above 0 where the first is long. */
const isOver = (side: number, z: number, { exit, stop }: StrategyParams): boolean => Math.abs(z) >= stop || (side > 0 ? z >= -exit : z <= exit);
