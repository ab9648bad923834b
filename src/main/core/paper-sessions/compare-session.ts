import type { BacktestSettings, BacktestSpec } from '../../../contract/model/backtest.ts';
import type { PaperComparison } from '../../../contract/model/paper-session.ts';
import { epochMs } from '../../../contract/model/units.ts';
import { engineVersion } from '../../../quant/engine/version.ts';
import { valueOf, type JobPort } from '../jobs/index.ts';
import { AppError } from '../kernel/index.ts';
import { watchCode } from '../strategies/index.ts';
import { firstDifference } from './describe-change.ts';
import type { ChangedSettings, CompareRows } from './paper-sessions.ts';
import type { PaperSessionStore, PaperSpec, StoredPaperSession } from './ports.ts';
import type { RecordedBars } from './recorded-bars.ts';
import { runInput } from './session-runner.ts';

type Deps = { readonly jobs: JobPort; readonly store: Pick<PaperSessionStore, 'loadPaperJournal'> };

/** What a session wrote down live against what a backtest gives over the bars that it recorded, with other settings where some are named. */
export async function compareSession({ jobs, store }: Deps, session: StoredPaperSession, bars: RecordedBars, changed: ChangedSettings, rows: CompareRows): Promise<PaperComparison> {
  const { spec, state, sessionId } = session;
  if (state.lastBarMs === null) throw new AppError('NOT_FOUND', `Session ${sessionId} has seen no bar yet, so that there is nothing to compare.`, { sessionId });
  const columns = bars.columnsUntil(state.lastBarMs);
  const input = runInput(session, state, columns);
  const code = spec.code === null ? {} : { code: spec.code };
  const watched = watchCode(spec.code, columns.length === 1 ? columns[0]?.time : undefined);
  const named = Object.entries(changed).filter(([name, value]) => value !== undefined && value !== input.settings[name as keyof ChangedSettings]);
  const settings: BacktestSettings = { ...input.settings, ...Object.fromEntries(named) };
  const data: BacktestSpec['data'] = [];
  for (const { symbol, bars: { time }, bars: columnsOf } of input.series) {
    data.push({ symbol, bars: time.length, fromMs: epochMs(time[0] ?? 0), toMs: epochMs(time.at(-1) ?? 0), fingerprint: valueOf(await jobs.run('bars.fingerprint', columnsOf)) });
  }
  const run = async (runId: string, with_: BacktestSettings): Promise<Uint8Array> =>
    valueOf(await jobs.run('backtest.run', { spec: { strategy: spec.strategy, params: spec.params, settings: with_, data, engineVersion: spec.engineVersion }, runId, series: input.series, ...code }, watched)).body;
  const [a, b] = [await run(sessionId, input.settings), await run('backtest', settings)];
  const other = valueOf(await jobs.run('paper.run', { ...input, settings, known: { entries: 0, hash: '' } }, watched));
  const told = { entries: state.journal.entries, hash: state.journal.hash };
  const backtest = { entries: other.entries, hash: other.hash };
  const isSame = told.hash === backtest.hash;
  const difference = isSame ? null : firstDifference(await store.loadPaperJournal(sessionId), other.text);
  const words = named.map(([name, value]) => `${name} ${String(value)} instead of ${String(input.settings[name as keyof ChangedSettings])}`);
  return {
    sessionId, session: told, backtest, isSame, changed: words, sentence: describe(spec, isSame, told.entries, words, difference?.index ?? 0),
    firstDifference: difference === null ? null : { index: difference.index, session: difference.one, backtest: difference.other },
    comparison: valueOf(await jobs.run('backtest.compare', { a, b, ...rows })),
  };
}

function describe({ engineVersion: then }: Pick<PaperSpec, 'engineVersion'>, isSame: boolean, entries: number, changed: readonly string[], index: number): string {
  if (isSame) return `The session and the backtest over its bars wrote the same ${entries.toLocaleString('en')} lines, byte for byte${changed.length === 0 ? '' : `; ${changed.join(', ')} changes nothing of orders and fills`}.`;
  if (changed.length === 0 && then !== engineVersion) return `The session was traded by version ${then} of the engine and this is version ${engineVersion}, which wrote another journal from line ${index + 1} on.`;
  if (changed.length === 0) return `The backtest over the bars of the session wrote another journal, from line ${index + 1} on: the strategy decides otherwise when it is asked again.`;
  return `With ${changed.join(', ')} the backtest wrote another journal, from line ${index + 1} on.`;
}
