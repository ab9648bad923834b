import type { BacktestReport } from '../../../contract/model/report.ts';
import { notify } from '../../app/notices.ts';
import { chooseTrade } from './lab-store.ts';
import { tradeAt } from './trade-at.ts';

/** Chooses the trade of a moment. One that is on another page of trades is not taken for the nearest of this page: that is said. */
export function chooseTradeAt({ total, from, rows }: BacktestReport['trades'], timeMs: number): void {
  const [first, last] = [rows[0], rows.at(-1)];
  const isEarlier = from > 0 && first !== undefined && timeMs < first.entryTimeMs;
  const isLater = from + rows.length < total && last !== undefined && timeMs > last.exitTimeMs;
  if (isEarlier || isLater) notify({ id: 'lab-other-page', kind: 'info', title: `The trade of that moment is on ${isLater ? 'a later' : 'an earlier'} page`, text: 'Turn the pages under the trades.' });
  else chooseTrade(tradeAt(rows, timeMs)?.index ?? null);
}
