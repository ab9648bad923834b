import type { CapsuleCheck } from '../../../../contract/model/capsule.ts';
import type { Comparison, GapCause } from '../../../../contract/model/compare.ts';
import type { Moment } from '../../../../contract/model/moment.ts';
import { formatCell } from '../format-cell.ts';
import { formatNumber, formatPairs, formatTable, isoTime } from '../table.ts';

/** What came of a capsule that was run again, for people. */
export function renderCapsuleCheck({ title, createdAtMs, spec, expected, message }: CapsuleCheck): string {
  const head = formatPairs([
    ['Run', `${title}, made ${formatCell(isoTime(createdAtMs))}`], ['Engine', `version ${spec.engineVersion}, profile ${spec.settings.profile}`],
    ['Bars', spec.data.map(({ symbol, bars }) => `${bars} of ${symbol}`).join(', ')], ['Hash', expected.hash], ['Journal', expected.journalHash],
  ]);
  return `${head}\n\n${message}`;
}

const causeWords: Readonly<Record<GapCause, string>> = {
  signal: 'Trades that only one has', size: 'Size of the same trades', timing: 'Entered or left at another moment', price: 'At the same moment at another price', fee: 'Commission, borrow, dividends', open: 'Still open at the end',
};
const mostRows = 40;

/** Two runs side by side, for people: what was set differently, the waterfall of the gap, and the trades that differ. */
export function renderComparison({ a, b, isSame, settings, gap, parts, counts, firstDifference, trades, total }: Comparison): string {
  const run = ({ runId, strategy, profile, trades: count, profit }: Comparison['a']): string => `${runId}: ${strategy}, profile ${profile}, ${count} trades, profit ${profit.toFixed(2)}`;
  const head = formatPairs([['Run A', run(a)], ['Run B', run(b)]]);
  if (isSame && settings.length === 0) return `${head}\n\nThe two runs are the same, fill by fill.`;
  const changed = settings.length === 0 ? 'Nothing was set differently.' : formatTable(['Set differently', 'Run A', 'Run B'], settings.map((one) => [one.name, one.a, one.b]));
  const waterfall = formatTable(['Profit of B less that of A', 'Amount'], [
    ...Object.entries(parts).map(([cause, value]) => [causeWords[cause as GapCause], value.toFixed(2)]), ['Gap', gap.toFixed(2)],
  ]);
  const differing = trades.filter(({ causes }) => causes.length > 0).slice(0, mostRows);
  const rows = differing.map((trade) => [trade.symbol, trade.side, formatCell(isoTime((trade.a ?? trade.b)?.entryTimeMs ?? 0)), trade.gap.toFixed(2), trade.causes.join(' ')]);
  const sentence = `${counts.same} trades are the same, ${counts.different} differ, ${counts.onlyA} only A has, ${counts.onlyB} only B.${firstDifference === null ? '' : ` ${firstDifference}`}`;
  const table = rows.length === 0 ? [] : [formatTable(['Symbol', 'Side', 'Entered', 'Gap', 'Why'], rows)];
  const more = counts.different + counts.onlyA + counts.onlyB > rows.length ? [`${total} rows in all; --json has them.`] : [];
  return [head, changed, waterfall, sentence, ...table, ...more].join('\n\n');
}

/** A moment of a run, for people. */
export function renderMoment({ index, count, timeMs, cash, equity, symbols, orders, events }: Moment): string {
  const head = formatPairs([
    ['Bar', `${index} of 0 to ${count - 1}, ${formatCell(isoTime(timeMs))}`], ['Cash', cash.toFixed(2)], ['Equity', equity.toFixed(2)],
    ...symbols.map(({ symbol, bar, size, averagePrice, indicators }) => [symbol, [
      bar === null ? 'no bar yet' : `open ${bar.open}, high ${bar.high}, low ${bar.low}, close ${bar.close}`,
      size === 0 ? 'nothing held' : `${formatNumber(size)} held at ${formatNumber(averagePrice)}`, ...indicators.map(({ name, value }) => `${name} ${formatNumber(value)}`),
    ].join('; ')] as const),
  ]);
  const waiting = orders.length === 0 ? 'No order is open.' : formatTable(['Order', 'Symbol', 'Side', 'For', 'Size', 'Limit', 'Stop'], orders.map((one) => [String(one.order), one.symbol, one.side, one.role, one.size, formatNumber(one.limit), formatNumber(one.stop)]));
  return [head, events.length === 0 ? 'Nothing happened.' : events.map(({ message }) => message).join('\n'), waiting].join('\n\n');
}
