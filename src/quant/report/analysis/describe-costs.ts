import type { BacktestResult } from '../../../contract/model/backtest.ts';
import type { BarColumns } from '../../../contract/model/bar.ts';
import type { CostPart, RunCosts } from '../../../contract/model/run-analysis.ts';
import { sayNumber, sayPercent } from '../../describe/words.ts';
import type { Holdings } from './follow-holdings.ts';
import { splitPrices } from './split-prices.ts';

const yearMs = 365.25 * 86_400_000;

const explanation = {
  formula: 'gain before costs = equity at the end − cash + commission + spread + slippage + borrow − dividends; turnover = Σ |size × price| / mean equity / years',
  convention: 'What the same trades would have made without each cost; without costs the rules might have traded otherwise.',
  source: 'Tapedeck',
};

type Subject = Pick<BacktestResult, 'spec' | 'fills' | 'trades' | 'equity'>;

/** What trading cost. `holdings` null: the bars are not stored, so that slippage and borrow are estimates. */
export function describeCosts(run: Subject, series: readonly (BarColumns | null)[], holdings: Holdings | null): RunCosts {
  const { spec: { settings }, fills, equity } = run;
  const net = (equity.value.at(-1) ?? settings.cash) - settings.cash;
  const parts = listParts(run, series, holdings);
  const traded = fills.reduce((sum, { size, price, rate = 1 }) => sum + size * price * rate, 0);
  const years = ((equity.time.at(-1) ?? 0) - (equity.time[0] ?? 0)) / yearMs;
  const mean = equity.value.reduce((sum, value) => sum + value, 0) / equity.value.length;
  const gross = net - parts.reduce((sum, { amount }) => sum + amount, 0);
  return { ...sayCosts(parts, gross, fills.length), explanation, gross, net, parts, fills: fills.length, traded, turnover: years > 1 / 365 && mean > 0 ? traded / mean / years : null };
}

function listParts(run: Subject, series: readonly (BarColumns | null)[], holdings: Holdings | null): CostPart[] {
  const { spec: { settings, data }, fills, trades, equity } = run;
  const bars = new Map(data.flatMap(({ symbol }, k) => {
    const one = series[k] ?? null;
    return one === null ? [] : [[symbol, one] as const];
  }));
  const { spread, slippage, isEstimate } = splitPrices(run, (bar) => equity.time[bar] ?? Number.NaN, bars);
  const commission = fills.reduce((sum, fill) => sum + fill.commission, 0);
  const carry = trades.reduce((sum, trade) => sum + (trade.carry ?? 0), 0);
  const hasDividends = data.some(({ actions = [] }) => actions.some(({ type }) => type === 'dividend'));
  const hasBorrow = (settings.borrowRate ?? 0) > 0;
  const parts: CostPart[] = [
    { name: 'commission', title: 'Commission', amount: -commission, basis: 'exact', explanation: { formula: 'Σ commission of every fill', convention: 'Of trades still open, too.', source: 'the fills of the run' } },
    {
      name: 'spread', title: 'Spread', amount: -spread, basis: isEstimate && settings.impact !== undefined ? 'estimate' : 'exact',
      explanation: { formula: 'Σ |price − middle| × size', convention: settings.profile === 'backtesting.py' ? 'Wholly on entry, as backtesting.py 0.6 has it.' : 'Half of it on each side.', source: 'the fills of the run and its settings' },
    },
    {
      name: 'slippage', title: 'Slippage', amount: -slippage, basis: isEstimate ? 'estimate' : 'exact',
      explanation: { formula: 'Σ |price − price before slippage| × size', convention: 'Market and stop orders slip, limit orders do not; a fill of which the bars do not say what it was is taken for one that slipped.', source: 'the fills of the run, its settings and its bars' },
    },
    {
      name: 'borrow', title: 'Borrow', amount: !hasBorrow ? 0 : holdings === null ? Math.min(0, carry) : holdings.borrow, basis: holdings === null ? 'estimate' : 'exact',
      explanation: { formula: 'Σ units short × close × annual rate × time to the next bar / 365 days', convention: 'Positions are net of each symbol.', source: 'the fills of the run and its bars' },
    },
    {
      name: 'dividends', title: 'Dividends', amount: !hasDividends ? 0 : holdings === null ? (hasBorrow ? Math.max(0, carry) : carry) : holdings.dividends, basis: holdings === null ? 'estimate' : 'exact',
      explanation: { formula: 'Σ units held × dividend of a unit', convention: 'Received for what is long, owed for what is short.', source: 'the actions given with the bars' },
    },
  ];
  return parts.filter(({ amount }) => amount !== 0);
}

function sayCosts(parts: readonly CostPart[], gross: number, fills: number): { readonly verdict: string; readonly sentence: string } {
  const taken = -parts.filter(({ amount }) => amount < 0).reduce((sum, { amount }) => sum + amount, 0);
  const count = `${sayNumber(fills, 0)} ${fills === 1 ? 'fill' : 'fills'}`;
  if (taken === 0) return { verdict: 'Nothing was charged', sentence: `${count} and no costs: what a broker and the market would take is not in this result.` };
  const [largest] = parts.toSorted((a, b) => a.amount - b.amount);
  const share = gross > 0 ? `${sayPercent(taken / gross, 0)} of the gain before costs` : `${sayNumber(taken, 2)} of a run that lost before costs`;
  return { verdict: `Costs took ${share}`, sentence: `${sayNumber(taken, 2)} over ${count}; most of it was ${largest?.title.toLowerCase()}.` };
}
