import type { PaperEntry, PaperJournal, PaperReport, PaperSession } from '../../../contract/model/paper-session.ts';
import type { PaperReadOutput } from '../../../quant/paper/index.ts';
import { engineVersion } from '../../../quant/engine/version.ts';
import { valueOf, type JobPort } from '../jobs/index.ts';
import { watchCode } from '../strategies/index.ts';
import type { StoredPaperSession } from './ports.ts';
import type { RecordedBars } from './recorded-bars.ts';
import { runInput } from './session-runner.ts';

type Deps = { readonly jobs: JobPort };
type Wishes = { readonly points: number; readonly trades: number; readonly entries: { readonly from: number | null; readonly limit: number } };

const noFigures = { profit: 0, return: 0, maxDrawdown: 0, trades: 0, wins: 0, winShare: null, profitFactor: null, averageTrade: null, fees: 0 };

/** null: it has seen no bar yet. */
async function read({ jobs }: Deps, session: StoredPaperSession, bars: RecordedBars, wishes: Wishes): Promise<PaperReadOutput | null> {
  const { lastBarMs } = session.state;
  if (lastBarMs === null) return null;
  const columns = bars.columnsUntil(lastBarMs);
  return valueOf(await jobs.run('paper.read', { ...runInput(session, session.state, columns), ...wishes }, watchCode(session.spec.code, columns.length === 1 ? columns[0]?.time : undefined)));
}

/** What became of a session up to the last bar that its account has seen. */
export async function readReport(deps: Deps, stored: StoredPaperSession, session: PaperSession, bars: RecordedBars, { points, trades }: Pick<Wishes, 'points' | 'trades'>): Promise<PaperReport> {
  const found = await read(deps, stored, bars, { points, trades, entries: { from: 0, limit: 0 } });
  const { figures = noFigures, equity = { time: [], value: [] }, openOrders = [], trades: closed = [] } = found ?? {};
  return { session, figures, equity, openOrders, trades: closed, caughtUp: [...bars.caughtUp], sentence: describeBars(session) };
}

export async function readJournalPage(deps: Deps, stored: StoredPaperSession, bars: RecordedBars, entries: Wishes['entries']): Promise<PaperJournal> {
  const found = await read(deps, stored, bars, { points: 200, trades: 0, entries });
  if (found === null) return { total: 0, hash: stored.state.journal.hash, from: 0, entries: [] };
  const { journal } = found;
  return { ...journal, entries: journal.entries.map((entry): PaperEntry => ({ ...entry, isCaughtUp: bars.isCaughtUp(entry.timeMs) })) };
}

function describeBars({ bars, engineVersion: then }: PaperSession): string {
  return `${countBars(bars)}${then === engineVersion ? '' : ` It was traded by version ${then} of the engine; curve, figures and trades here are those of version ${engineVersion}.`}`;
}

function countBars({ live, caughtUp }: PaperSession['bars']): string {
  const total = live + caughtUp;
  if (total === 0) return 'No bar has come since the session began.';
  if (caughtUp === 0) return `All ${total.toLocaleString('en')} bars since the session began came live.`;
  return `${live.toLocaleString('en')} of ${total.toLocaleString('en')} bars since the session began came live; ${caughtUp.toLocaleString('en')} were read from history after a pause, so that nobody could have traded on them when they ended, and what was traded in them is what a backtest makes of them.`;
}
