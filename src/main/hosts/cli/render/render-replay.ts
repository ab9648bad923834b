import type { ReplayJournal, ReplayScore, ReplayState } from '../../../../contract/model/replay.ts';
import { formatCell } from '../format-cell.ts';
import { formatPairs, formatTable } from '../table.ts';

/** An answer whose moments are text, as {@link toDocument} gives it. */
type State = Omit<ReplayState, 'bar'> & { readonly bar: ReplayState['bar'] };
type Dated = Readonly<Record<string, unknown>>;

const timeOf = (fields: object, name: string): string => formatCell((fields as Dated)[name]);

/** A replay at its present: where it stands, what it is worth, what waits and what is open. */
export function renderReplay({ replay, isPlaying, isAtEnd, bar, cash, equity, position, orders, trades, closedCount, closedProfit, laterIntents, refusals, refusalCount, ruin }: State): string {
  const stands = `bar ${replay.cursor + 1} of ${replay.bars}${isAtEnd ? ', the last' : ''}${replay.status === 'finished' ? ', finished' : isPlaying ? `, playing at ${replay.speed} bars a second` : ', paused'}`;
  const pairs: [string, string][] = [
    ['replay', replay.replayId], ['series', replay.title], ['stands at', stands], ['time', timeOf(replay, 'time')], ['open, high, low, close', [bar.open, bar.high, bar.low, bar.close].map(formatCell).join(', ')],
    ['equity', formatCell(equity)], ['cash', formatCell(cash)], ['held', position.averagePrice === null ? 'nothing' : `${formatCell(position.size)} at ${formatCell(position.averagePrice)}, open profit ${formatCell(position.profit)}`],
    ['closed trades', `${closedCount}, profit ${formatCell(closedProfit)}`], ['looks back', String(replay.peeks)],
  ];
  if (laterIntents > 0) pairs.push(['on later bars', `${laterIntents === 1 ? 'an intent' : `${laterIntents} intents`}; an order now needs --drop-later`]);
  const refusal = refusals.at(-1);
  if (refusal !== undefined) pairs.push(['not filled', `${timeOf(refusal, 'time')}: ${refusal.message}${refusalCount > 1 ? ` ${refusalCount} in all.` : ''}`]);
  if (replay.runId !== null) pairs.push(['run', replay.runId]);
  if (ruin !== null) pairs.push(['ruin', ruin]);
  const parts = [formatPairs(pairs)];
  if (orders.length > 0) {
    const rows = orders.map((one) => [String(one.order), one.side, one.type, one.role, formatCell(one.quantity), formatCell(one.limitPrice), formatCell(one.stopPrice), formatCell(one.trade), timeOf(one, 'placed')]);
    parts.push(`orders that wait\n${formatTable(['order', 'side', 'type', 'for', 'quantity', 'limit', 'stop', 'trade', 'placed'], rows)}`);
  }
  if (trades.length > 0) {
    const rows = trades.map((one) => [String(one.trade), one.side, formatCell(one.size), formatCell(one.entryPrice), timeOf(one, 'entry'), formatCell(one.stopLoss), formatCell(one.takeProfit), formatCell(one.profit)]);
    parts.push(`open trades\n${formatTable(['trade', 'side', 'size', 'entry price', 'entry', 'stop-loss', 'take-profit', 'profit'], rows)}`);
  }
  return parts.join('\n\n');
}

/** A bar of a replay that plays, on one line. */
export const renderReplayBar = ({ replay, bar, equity, position, orders }: State): string =>
  `${timeOf(replay, 'time')}  close ${formatCell(bar.close)}  equity ${formatCell(equity)}  held ${formatCell(position.size)}  orders ${orders.length}  bar ${replay.cursor + 1} of ${replay.bars}`;

export function renderReplayScore({ message, runId, figures, journalHash, peeks, informedIntents, droppedIntents }: ReplayScore): string {
  const rows = figures.map(({ title, unit, value }) => [title, value === null ? formatCell(null) : unit === 'share' ? `${formatCell(value * 100)} %` : unit === 'days' ? `${formatCell(value)} days` : formatCell(value)] as const);
  return `${message}\n\n${formatPairs(rows)}\n\n${formatPairs([
    ['looks back', String(peeks)], ['informed intents', String(informedIntents)], ['dropped intents', String(droppedIntents)], ['journal', journalHash], ['run', `${runId}; \`tapedeck backtest report ${runId}\` shows it`],
  ])}`;
}

export const renderReplayJournal = ({ hash, lines, text }: ReplayJournal): string => `${lines === 0 ? 'Nothing was asked for or traded yet.' : text.trimEnd()}\n\nSHA-256 ${hash}`;
