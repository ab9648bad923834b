import type { BacktestResult, BacktestTrade } from '../../../contract/model/backtest.ts';
import type { BarColumns } from '../../../contract/model/bar.ts';
import type { Excursion, Excursions } from '../../../contract/model/run-analysis.ts';
import { sayPercent } from '../../describe/words.ts';
import { placeAt } from '../align-series.ts';
import { returnOf } from '../return-of.ts';
import { quantileOfSorted } from '../../stats/index.ts';

const mostRows = 2_000;

const explanation = {
  formula: 'long: adverse = min(low, exit) / entry − 1, favourable = max(high, exit) / entry − 1 over the bars of the trade; short: mirrored',
  convention: 'Of the bar in which a trade ended only the exit price counts, since what came after it in that bar is not known to have been seen; of the bar of its entry all counts, unless it was entered at the close.',
  source: 'Sweeney, Campaign Trading, 1996',
};

/** How far prices went against each closed trade and for it. `series`: the bars of each series of the run; null: no trade was closed. */
export function measureExcursions({ spec, trades, equity }: Pick<BacktestResult, 'spec' | 'trades' | 'equity'>, series: readonly BarColumns[]): Excursions | null {
  if (trades.length === 0) return null;
  const barsOf = new Map(spec.data.map(({ symbol }, k) => [symbol, series[k]!] as const));
  const isOneClock = series.length === 1 && series[0]!.time.length === equity.time.length;
  const all = trades.flatMap((trade, index) => {
    const bars = barsOf.get(trade.symbol);
    if (bars === undefined) return [];
    const [entry, exit] = isOneClock ? [trade.entryBar, trade.exitBar] : [placeAt(bars.time, trade.entryTimeMs), placeAt(bars.time, trade.exitTimeMs)];
    return [measure(trade, index, bars, spec.settings.fill === 'same-close' ? entry + 1 : entry, exit)];
  });
  const step = Math.max(1, all.length / mostRows);
  return {
    ...summarise(all), explanation, count: all.length,
    rows: Array.from({ length: Math.min(all.length, mostRows) }, (_, i) => all[Math.floor(i * step)]!),
  };
}

function measure(trade: BacktestTrade, index: number, { high, low }: BarColumns, from: number, exit: number): Excursion {
  const { side, entryPrice, exitPrice } = trade;
  let [least, most] = [Math.min(entryPrice, exitPrice), Math.max(entryPrice, exitPrice)];
  for (let bar = from; bar < exit; bar++) {
    least = Math.min(least, low[bar]!);
    most = Math.max(most, high[bar]!);
  }
  const [down, up] = [least / entryPrice - 1, most / entryPrice - 1];
  // Adding 0 makes −0 plain.
  return { index, adverse: (side === 'long' ? down : -up) + 0, favourable: side === 'long' ? up : -down + 0, returnShare: returnOf(trade) };
}

function summarise(all: readonly Excursion[]): Pick<Excursions, 'verdict' | 'sentence' | 'winnersAdverse' | 'losersAdverse' | 'losersFavourable' | 'kept'> {
  const winners = all.filter(({ returnShare }) => returnShare > 0);
  const losers = all.filter(({ returnShare }) => returnShare < 0);
  const seen = winners.reduce((sum, { favourable }) => sum + favourable, 0);
  const kept = seen > 0 ? winners.reduce((sum, { returnShare }) => sum + returnShare, 0) / seen : null;
  const winnersAdverse = median(winners.map(({ adverse }) => adverse));
  const losersAdverse = median(losers.map(({ adverse }) => adverse));
  const losersFavourable = median(losers.map(({ favourable }) => favourable));
  return { ...sayExcursions(kept, winnersAdverse, losersFavourable), winnersAdverse, losersAdverse, losersFavourable, kept };
}

function sayExcursions(kept: number | null, winnersAdverse: number | null, losersFavourable: number | null): { readonly verdict: string; readonly sentence: string } {
  const parts = [
    winnersAdverse === null ? 'No trade won.' : `Half of the winners were never more than ${sayPercent(-winnersAdverse)} against you.`,
    losersFavourable === null ? 'No trade lost.' : `Half of the losers had been ahead by ${sayPercent(losersFavourable)} or more.`,
  ];
  return { verdict: kept === null ? 'Nothing was won' : `Winners kept ${sayPercent(kept, 0)} of their best`, sentence: parts.join(' ') };
}

const median = (values: readonly number[]): number | null => (values.length === 0 ? null : quantileOfSorted(Float64Array.from(values).sort(), 0.5));
