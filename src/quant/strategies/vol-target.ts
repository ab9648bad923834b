import type { BarColumns } from '../../contract/model/bar.ts';
import type { StrategyDefinition } from '../engine/strategy.ts';
import type { TradeView } from '../engine/trade-view.ts';
import { barsParam } from './bars-param.ts';
import { oneSymbol, realParam, shareParam } from './params.ts';

const yearMs = 365.25 * 86_400_000;

/** Holds more when it is quiet and less when it is not. Source: A. Moreira, T. Muir, Volatility-Managed Portfolios, Journal of Finance 72 (2017). */
export const volTarget: StrategyDefinition<'volatility'> = {
  info: {
    name: 'vol-target', title: 'Volatility target', family: 'Volatility', vectorised: false, symbols: oneSymbol, source: 'A. Moreira, T. Muir, Volatility-Managed Portfolios, Journal of Finance 72 (2017)',
    params: [shareParam('target', 'Annual volatility', 0.15, 0.001, 10), barsParam('window', 'Bars of the measure', 20, 2), realParam('most', 'Times equity at most', 1, 0.01, 10), shareParam('band', 'Distance that is let be', 0.1, 0, 1)],
    description: 'Wants a value of min(most, target / volatility) times equity, the volatility being the sample deviation of the last `window` log returns × √(window × years / their time); flat it buys that, '
      + 'else where what it holds is farther than `band` of it away it buys the difference or closes what is too much, the newest part first.',
  },
  indicators: ({ window }) => ({ volatility: (bars) => annualVolatility(bars, window) }),
  onBar(c, { target, most, band }) {
    const volatility = c.ind.volatility.value;
    const wanted = volatility > 0 ? Math.min(most, target / volatility) : most;
    if (c.isFlat) return c.buy({ size: { kind: 'equity', multiple: wanted } });
    const held = (c.position.size * c.bar().close) / c.equity;
    if (held < wanted * (1 - band)) c.buy({ size: { kind: 'equity', multiple: wanted - held } });
    else if (held > wanted * (1 + band)) closeNewest(c.trades, c.position.size * (1 - wanted / held));
  },
};

/** Closes so many units, of the trades opened last first: few of them are left in parts. */
function closeNewest(trades: readonly TradeView[], units: number): void {
  let left = units;
  for (const trade of trades.toReversed()) {
    if (!(left > 0)) return;
    trade.close(Math.min(1, left / trade.size));
    left -= trade.size;
  }
}

/** Sample deviation of the last log returns of the close, over a year by how long they took. NaN before there are enough. */
function annualVolatility({ time, close }: BarColumns, window: number): Float64Array {
  const out = new Float64Array(close.length).fill(NaN);
  const returns = close.map((price, i) => (i === 0 ? 0 : Math.log(price / close[i - 1])));
  for (let i = window; i < close.length; i++) {
    const mean = Math.log(close[i] / close[i - window]) / window;
    let squares = 0;
    for (let k = i - window + 1; k <= i; k++) squares += (returns[k] - mean) ** 2;
    out[i] = Math.sqrt((squares / (window - 1)) * ((window * yearMs) / (time[i] - time[i - window])));
  }
  return out;
}
