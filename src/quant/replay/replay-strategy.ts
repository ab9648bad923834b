import type { StrategyDefinition } from '../engine/strategy.ts';
import { carryOut, type Decision, type DatedDecision } from './decision.ts';

/** The decisions of somebody as a strategy: each is carried out on the close of its bar, in the order in which they were made. */
export function replayStrategy(decisions: readonly DatedDecision[]): StrategyDefinition {
  const byBar = new Map<number, Decision[]>();
  for (const { bar, decision } of decisions) {
    const before = byBar.get(bar);
    if (before === undefined) byBar.set(bar, [decision]);
    else before.push(decision);
  }
  return {
    info: { name: 'replay', title: 'Replay', family: 'Replay', params: [], vectorised: false, description: 'Does what somebody decided in a replay.' },
    indicators: () => ({}),
    onBar(cursor) {
      for (const decision of byBar.get(cursor.index) ?? []) carryOut(cursor, decision);
    },
  };
}

/**
 * The same strategy as a file in TypeScript, so that a finished replay is a run like any other: reported, compared, looked at closely and made anew
 * from its record.
 */
export function replaySource(decisions: readonly DatedDecision[]): string {
  const rows = decisions.map(({ bar, decision }) => `  [${bar}, ${JSON.stringify(decision)}],\n`).join('');
  return `import { defineStrategy } from 'tapedeck';

// What somebody decided in a replay, each on the close of its bar.
const decisions = [
${rows}];

export const strategy = defineStrategy({
  name: 'replay',
  title: 'Replay',
  onBar(c) {
    for (const [bar, d] of decisions) {
      if (bar !== c.index) continue;
      if (d.act === 'buy') c.buy(d.terms);
      else if (d.act === 'sell') c.sell(d.terms);
      else if (d.act === 'cancel') c.orders[d.place]?.cancel();
      else if (d.act === 'modify') c.orders[d.place]?.modify(d.changes);
      else if (d.act === 'close' && d.trade === null) c.close(d.share);
      else {
        const trade = c.trades.find((one) => one.id === d.trade);
        if (trade === undefined) continue;
        if (d.act === 'close') trade.close(d.share);
        if (d.stopLoss !== undefined) trade.stopLoss = d.stopLoss;
        if (d.takeProfit !== undefined) trade.takeProfit = d.takeProfit;
      }
    }
  },
});
`;
}
