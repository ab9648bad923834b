import type { EpochMs } from '../../../../contract/model/units.ts';
import type { Log } from '../../../core/kernel/index.ts';
import type { RunRegistry, TrialLedgerStore } from '../../../core/backtests/ports.ts';
import type { PaperSessionStore } from '../../../core/paper-sessions/ports.ts';
import type { ReplayStore } from '../../../core/replay/ports.ts';
import { openDatabase } from '../open-database.ts';
import { readOwner } from '../ownership.ts';
import { callHere } from '../threads/call-here.ts';
import type { CallsOf, CallStore } from '../threads/messages.ts';
import { joinWriter } from '../threads/store-threads.ts';
import { ResearchDatabase } from './research-database.ts';
import { researchDatabase } from './run-database.ts';

export interface ResearchStore extends RunRegistry, TrialLedgerStore, PaperSessionStore, ReplayStore {
  /**
   * Declares runs that were queued or running failed, and gives how many they were. For the folder's owner at its start. A run of a
   * one-shot command that is still under way corrects this itself when it ends.
   */
  markInterrupted(now: EpochMs): Promise<number>;
}

export type OpenRunRegistryOptions = {
  /**
   * `owner` (when left out): through the writing thread, so that nothing stalls the caller. `shared`: on this thread, for a one-shot command
   * beside the folder's owner; each call waits up to 10 s for the other's commit.
   */
  readonly mode?: 'owner' | 'shared';
  readonly log?: Log;
};

/** Opens `research.db` of a data folder. */
export function openRunRegistry(folder: string, options: OpenRunRegistryOptions = {}): ResearchStore {
  return options.mode === 'shared' ? openInThread(folder, options) : openInWriter(folder, options);
}

function openInWriter(folder: string, { log }: OpenRunRegistryOptions): ResearchStore {
  const { thread, leave } = joinWriter(folder, log);
  return registryOver(thread.service('runs'), async () => {
    await thread.close('runs');
    await leave();
  });
}

function openInThread(folder: string, { log }: OpenRunRegistryOptions): ResearchStore {
  const database = new ResearchDatabase(openDatabase(folder, researchDatabase, { ...(log && { log }), isOpenElsewhere: readOwner(folder) !== null }));
  const call = callHere<CallsOf<'runs'>>(database);
  return registryOver(call, async () => database.dispose());
}

const registryOver = (call: CallStore<'runs'>, dispose: () => Promise<void>): ResearchStore => ({
  create: (run, spec) => call('create', [run, spec]),
  update: (run) => call('update', [run]),
  loadSpec: (runId) => call('loadSpec', [runId]),
  loadSweep: (runId) => call('loadSweep', [runId]),
  loadTrial: (runId, trial) => call('loadTrial', [runId, trial]),
  groupTrials: (runId, grouping) => call('groupTrials', [runId, grouping]),
  summariseStretches: (runId, metric, stretches) => call('summariseStretches', [runId, metric, stretches]),
  saveResult: (runId, body) => call('saveResult', [runId, body]),
  loadResult: (runId) => call('loadResult', [runId]),
  loadResultBody: (runId) => call('loadResultBody', [runId]),
  get: (runId) => call('get', [runId]),
  list: (limit, kind, filter) => call('list', [limit, kind, filter]),
  annotate: (runId, notes, now) => call('annotate', [runId, notes, now]),
  appendTrials: (rows) => call('appendTrials', [rows]),
  listTrials: (runId, order) => call('listTrials', [runId, order]),
  countRunTrials: (runId) => call('countRunTrials', [runId]),
  finishedTrials: (runId) => call('finishedTrials', [runId]),
  countTrials: (hypothesis) => call('countTrials', [hypothesis]),
  summariseTrials: (hypothesis) => call('summariseTrials', [hypothesis]),
  sampleParams: (hypothesis, count) => call('sampleParams', [hypothesis, count]),
  listHypotheses: (limit) => call('listHypotheses', [limit]),
  loadLedger: (hypothesis, limit) => call('loadLedger', [hypothesis, limit]),
  saveVerdict: (runId, verdict) => call('saveVerdict', [runId, verdict]),
  loadVerdict: (runId) => call('loadVerdict', [runId]),
  createPaperSession: (session) => call('createPaperSession', [session]),
  listPaperSessions: () => call('listPaperSessions', []),
  savePaperState: (sessionId, state) => call('savePaperState', [sessionId, state]),
  appendPaperBars: (sessionId, bars, state) => call('appendPaperBars', [sessionId, bars, state]),
  loadPaperBars: (sessionId) => call('loadPaperBars', [sessionId]),
  appendPaperJournal: (sessionId, from, text, state) => call('appendPaperJournal', [sessionId, from, text, state]),
  loadPaperJournal: (sessionId) => call('loadPaperJournal', [sessionId]),
  removePaperSession: (sessionId) => call('removePaperSession', [sessionId]),
  createReplay: (replay, fingerprint) => call('createReplay', [replay, fingerprint]),
  saveReplay: (replay) => call('saveReplay', [replay]),
  appendIntent: (replay, intent, dropped) => call('appendIntent', [replay, intent, dropped]),
  finishReplay: (replay, score) => call('finishReplay', [replay, score]),
  loadReplay: (replayId) => call('loadReplay', [replayId]),
  listReplays: (limit) => call('listReplays', [limit]),
  markInterrupted: (now) => call('markInterrupted', [now]),
  dispose,
});
