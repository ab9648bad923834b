import type { PaperComparison, PaperEntry, PaperJournal, PaperReport, PaperSession } from '../../../../contract/model/paper-session.ts';
import { formatCell } from '../format-cell.ts';
import { formatNumber, formatPairs, formatTable, isoTime } from '../table.ts';
import { renderComparison } from './render-runs.ts';

const timeOf = (ms: number | null): string => (ms === null ? '–' : formatCell(isoTime(ms)));
const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
const mostRows = 20;

/** Sessions, a line each. */
export function renderPaperSessions(sessions: readonly PaperSession[]): string {
  if (sessions.length === 0) return 'No strategy trades on paper yet; `tapedeck paper promote` lets one.';
  return formatTable(['Session', 'Name', 'Status', 'Bars', 'Last bar', 'Equity', 'Profit', 'Fills', 'Trades'], sessions.map(({ sessionId, name, status, bars, lastBarMs, account }) => [
    sessionId, name, status, String(bars.live + bars.caughtUp), timeOf(lastBarMs), account?.equity.toFixed(2) ?? '–', account?.profit.toFixed(2) ?? '–', String(account?.fills ?? 0), String(account?.trades ?? 0),
  ]));
}

/** A session in one sentence. */
export function describePaperSession({ sessionId, name, status, reason, lookAhead }: PaperSession): string {
  if (status === 'running') return `Session ${sessionId}, ${name}, runs. ${lookAhead?.sentence ?? ''} \`tapedeck paper show ${sessionId}\` shows how it goes.`;
  if (status === 'checking') return `Session ${sessionId}, ${name}, is being checked for look-ahead; \`tapedeck paper watch\` follows it.`;
  return `Session ${sessionId}, ${name}, ${status === 'refused' ? 'was refused' : status === 'failed' ? 'has failed' : 'is stopped'}${reason === null ? '.' : `: ${reason}`}`;
}

/** What happened last, on one line. */
export function renderPaperChange({ name, status, lastBarMs, account, latest, progress, reason }: PaperSession): string {
  const last = latest.at(-1);
  const figures = account === null ? '' : `  equity ${account.equity.toFixed(2)}  profit ${account.profit.toFixed(2)}  fills ${account.fills}`;
  return `${timeOf(lastBarMs)}  ${name}  ${status === 'checking' ? `checking ${Math.floor(100 * progress)} %` : status}${figures}${reason === null ? '' : `  ${reason}`}${last === undefined || last.timeMs !== lastBarMs ? '' : `  ${last.sentence}`}`;
}

export function renderPaperReport({ session, figures, openOrders, trades, sentence }: PaperReport): string {
  const { strategy, params, symbols, series, settings, account, lookAhead, promotedFrom, journal, tradesFromMs, lastBarMs, engineVersion } = session;
  const said = Object.entries(params).map(([name, value]) => `${name} ${value}`).join(', ');
  const head = formatPairs([
    ['Session', `${session.sessionId}, ${session.name}, ${session.status}`], ...(session.reason === null ? [] : [['Reason', session.reason] as const]),
    ['Strategy', `${strategy}${said === '' ? '' : `: ${said}`}`], ['Series', `${symbols.join(', ')} at ${series[0]?.timeframe ?? ''}`], ['Engine', `version ${engineVersion}, profile ${settings.profile}`],
    ['Asked from', timeOf(tradesFromMs)], ['Last bar', timeOf(lastBarMs)], ['Look-ahead', lookAhead?.sentence ?? 'not checked yet'],
    ...(promotedFrom === null ? [] : [['Promoted from', `${promotedFrom.runId}${promotedFrom.grade === null ? '' : `, judged ${promotedFrom.grade}: ${promotedFrom.headline ?? ''}`}`] as const]),
    ['Journal', `${journal.entries} lines, SHA-256 ${journal.hash}`],
  ]);
  const money = formatPairs([
    ['Cash', account?.cash.toFixed(2) ?? settings.cash.toFixed(2)], ['Equity', account?.equity.toFixed(2) ?? settings.cash.toFixed(2)], ['Profit', `${figures.profit.toFixed(2)} (${percent(figures.return)})`], ['Deepest fall', percent(figures.maxDrawdown)],
    ['Closed trades', `${figures.trades}${figures.winShare === null ? '' : `, ${percent(figures.winShare)} won`}`], ['Profit factor', formatNumber(figures.profitFactor)], ['Fees', figures.fees.toFixed(2)],
  ]);
  const held = account === null || account.positions.length === 0 ? 'Nothing is held.'
    : formatTable(['Held', 'Units', 'Average price', 'Open profit'], account.positions.map(({ symbol, size, averagePrice, openProfit }) => [symbol, formatNumber(size), formatNumber(averagePrice), openProfit.toFixed(2)]));
  const waiting = openOrders.length === 0 ? 'No order waits.'
    : formatTable(['Order', 'Symbol', 'Side', 'For', 'Size', 'Limit', 'Stop'], openOrders.map((one) => [String(one.order), one.symbol, one.side, one.role, one.size, formatNumber(one.limit), formatNumber(one.stop)]));
  const closed = trades.length === 0 ? [] : [formatTable(['Symbol', 'Side', 'Size', 'Entered', 'At', 'Left', 'At', 'Profit', 'Why'], trades.slice(-mostRows).map((trade) => [
    trade.symbol, trade.side, formatNumber(trade.size), timeOf(trade.entryTimeMs), formatNumber(trade.entryPrice), timeOf(trade.exitTimeMs), formatNumber(trade.exitPrice), trade.pnl.toFixed(2), trade.exitReason,
  ]))];
  return [head, money, held, waiting, ...closed, sentence].join('\n\n');
}

const entryRow = ({ index, timeMs, kind, symbol, order, sentence, isCaughtUp }: PaperEntry): string[] => [String(index), timeOf(timeMs), kind, symbol, order === null ? '–' : String(order), `${sentence}${isCaughtUp ? ' (caught up)' : ''}`];

export function renderPaperJournal({ total, hash, entries }: PaperJournal): string {
  if (entries.length === 0) return total === 0 ? 'The session has asked for nothing yet.' : `There are no such lines; the journal has ${total}, counted from 0.`;
  return `${formatTable(['Line', 'Bar', 'Kind', 'Symbol', 'Order', 'What'], entries.map(entryRow))}\n\n${entries.length} of ${total} lines; SHA-256 of all: ${hash}`;
}

export function renderPaperComparison({ session, backtest, sentence, firstDifference, comparison }: PaperComparison): string {
  const head = formatPairs([['Session', `${session.entries} lines, SHA-256 ${session.hash}`], ['Backtest', `${backtest.entries} lines, SHA-256 ${backtest.hash}`]]);
  const difference = firstDifference === null ? [] : [formatPairs([[`Line ${firstDifference.index + 1} of the session`, firstDifference.session ?? 'none'], [`Line ${firstDifference.index + 1} of the backtest`, firstDifference.backtest ?? 'none']])];
  return [head, sentence, ...difference, ...(comparison.settings.length === 0 && comparison.isSame ? [] : [renderComparison(comparison)])].join('\n\n');
}
