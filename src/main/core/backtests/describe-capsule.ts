import type { CapsuleOutcome, ChangedValue } from '../../../contract/model/capsule.ts';

/** Which candle was changed, in one sentence. */
export function describeChanges([first, ...others]: readonly ChangedValue[], count: number): string {
  if (first === undefined) return 'The bars were changed after they were exported.';
  const { symbol, part, bar, timeMs, column, value } = first;
  const time = timeMs === null ? `bar ${bar}` : new Date(timeMs).toISOString().replace('.000Z', 'Z');
  const what = timeMs === null && value === null ? 'is missing' : `has ${/^[aeiou]/.test(column) ? 'an' : 'a'} ${column} that was changed to ${value ?? 'nothing'}`;
  const more = count > 1 ? `; ${count} values of the bars were changed in all${others.length > 0 && count > others.length + 1 ? `, of which the first ${others.length + 1} are named` : ''}` : '';
  return `The candle of ${symbol} at ${time}${part === 'finer' ? ' (of its finer bars)' : part === 'rates' ? ' (of its rates)' : ''} ${what} after the capsule was exported${more}.`;
}

/** What of a run came out differently, in one sentence; null: nothing. */
export function describeOutcome(expected: CapsuleOutcome, found: CapsuleOutcome): string | null {
  const figure = differingFigure(expected, found);
  const [was, is] = [expected.finalEquity.toFixed(2), found.finalEquity.toFixed(2)];
  if (expected.hash !== found.hash) return `The run trades differently here: ${found.trades} trades and an equity of ${is} at the end, where the capsule has ${expected.trades} and ${was}.`;
  if (expected.journalHash !== found.journalHash) return 'Fills and trades are the same here, and the orders and decisions that led to them are others.';
  if (expected.equityHash !== found.equityHash) return `Fills and trades are the same here, and the equity in between is another: ${is} at the end, where the capsule has ${was}.`;
  return figure === null ? null : `Fills, trades and equity are the same here, and the statistic ${figure} is another.`;
}

/** A statistic that the capsule has and that is another here. What it does not have it says nothing of. */
function differingFigure(expected: CapsuleOutcome, found: CapsuleOutcome): string | null {
  const tables = [['', expected.metrics, found.metrics] as const, ...Object.entries(expected.dialects).map(([name, table]) => [`${name}: `, table, found.dialects[name] ?? {}] as const)];
  for (const [prefix, table, other] of tables) {
    const name = Object.keys(table).find((key) => !Object.is(table[key], other[key]));
    if (name !== undefined) return prefix + name;
  }
  return null;
}
