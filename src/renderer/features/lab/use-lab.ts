import { useEffect } from 'react';
import type { Run } from '../../../contract/model/run.ts';
import type { StrategyInfo } from '../../../contract/model/strategy.ts';
import { useClient, useConnection } from '../../app/client-context.tsx';
import { registerCommands, when } from '../../app/commands.ts';
import { useDesk } from '../../app/desk-store.ts';
import { sentenceOf, useCall, type Call } from '../../app/use-call.ts';
import { useCapsuleCommands } from '../capsule/index.ts';
import { askForPaper } from '../paper-sessions/index.ts';
import { useAtHand } from './at-hand.ts';
import { runLabCommand } from './lab-command.ts';
import { chooseTrade, useLab } from './lab-store.ts';
import { setupOf } from './read-setup.ts';
import { keepFacts } from './run-facts.ts';
import { cancelRun, followRun, hasEnded, startRun } from './run-backtest.ts';

const mostRuns = 500;
/** Runs of the command line are seen after this time at the latest. */
const lookAgainMs = 10_000;

export const tradesPage = 5_000;

/** Every strategy that can be chosen; asked for again when one of one's own was stored or removed. */
export function useStrategies(): Call<readonly StrategyInfo[]> {
  const round = useAtHand((store) => store.round);
  const call = useCall<readonly StrategyInfo[]>('strategies', (api) => api.strategies.list({}));
  const { reload } = call;
  useEffect(() => {
    if (round > 0) reload();
  }, [round, reload]);
  return call;
}

export const useSeries = (): Call<Awaited<ReturnType<ReturnType<typeof useClient>['api']['data']['series']>>> => useCall('series', (api) => api.data.series({}));

/** Recorded runs, newest first. */
export function useRuns(): Call<readonly Run[]> {
  const round = useLab((lab) => lab.runsRound);
  const call = useCall<readonly Run[]>('runs', (api) => api.backtests.list({ limit: mostRuns }));
  const { reload } = call;
  useEffect(() => {
    if (round > 0) reload();
  }, [round, reload]);
  useEffect(() => {
    const timer = setInterval(reload, lookAgainMs);
    return () => clearInterval(timer);
  }, [reload]);
  return call;
}

/** Recorded runs that a search lets through; empty: all. */
export function useFoundRuns(search: string): Call<readonly Run[]> {
  const all = useRuns();
  const round = useLab((lab) => lab.runsRound);
  // `#good` asks for the whole tag.
  const tag = /^#([^\s,]+)$/.exec(search)?.[1];
  const found = useCall<readonly Run[]>(search === '' ? null : `runs ${search} ${round}`, (api) => api.backtests.list({ limit: mostRuns, ...(tag === undefined ? { search } : { tag }) }));
  return search === '' ? all : found;
}

/** Follows the run under way, loads the report of the open one, and gives the lab its keys. Mounted once, with the bar. */
export function useLabWork(strategies: readonly StrategyInfo[] | null): void {
  const client = useClient();
  const isRunning = useLab((lab) => lab.active !== null);
  const activeId = useLab((lab) => lab.active?.runId ?? null);
  useEffect(() => (activeId === null ? undefined : followRun(client, activeId)), [client, activeId]);
  useEffect(() => registerCommands([
    runLabCommand(() => void startRun(client, strategies)),
    { id: 'lab.trade-on-paper', title: 'Trade the open run on paper', group: 'Lab', words: 'promote live session strategy paper', condition: when(useLab, ({ report }) => report !== null), run: tradeOnPaper },
    { id: 'lab.dialect', title: 'Change the words of the figures', group: 'Lab', words: 'dialect plain backtesting.py names', run: () => useLab.setState(({ dialect }) => ({ dialect: dialect === 'plain' ? 'backtesting.py' : 'plain' })) },
  ]), [client, strategies]);
  useEffect(
    () => (isRunning ? registerCommands([{ id: 'lab.cancel', title: 'Cancel the run', group: 'Lab', keys: 'Escape', isGlobal: true, run: () => void cancelRun(client) }]) : undefined),
    [client, isRunning],
  );
  const mayStart = useLab((lab) => lab.isWaiting && lab.setup.series !== null) && strategies !== null;
  useEffect(() => {
    if (mayStart) void startRun(client, strategies);
  }, [client, mayStart, strategies]);
  useNewestRun();
  useReport();
  useCapsuleCommands();
}

/** Asks how the open run is to trade on paper. */
function tradeOnPaper(): void {
  const { report } = useLab.getState();
  if (report === null) return;
  const { runId, spec, series, allSeries = [] } = report;
  const title = `${spec.strategy} on ${spec.data.map(({ symbol }) => symbol).join(', ')}`;
  askForPaper({ runId, title, series: (series === null ? allSeries : [series]).filter((one) => one !== null) });
}

/** Opens the newest finished run when none is open, and takes up one that is under way. */
function useNewestRun(): void {
  const { value } = useRuns();
  useEffect(() => {
    if (value === null) return;
    const underWay = value.find((run) => (run.status === 'queued' || run.status === 'running') && !hasEnded(run.runId));
    if (underWay !== undefined && useLab.getState().active === null) useLab.setState({ active: underWay });
    const done = value.find((run) => run.status === 'done');
    if (done !== undefined && useDesk.getState().runId === null) useDesk.setState({ runId: done.runId });
  }, [value]);
}

function useReport(): void {
  const client = useClient();
  const isOpen = useConnection() === 'open';
  const runId = useDesk((desk) => desk.runId);
  const from = useLab((lab) => lab.tradesFrom);
  useEffect(() => useLab.setState({ tradesFrom: 0 }), [runId]);
  useEffect(() => {
    if (runId === null || !isOpen) return;
    let isCurrent = true;
    const isNew = useLab.getState().report?.runId !== runId;
    if (isNew) useLab.setState({ report: null, reportState: 'loading', reportFault: null });
    chooseTrade(null);
    const load = async (): Promise<void> => {
      try {
        const report = await client.api.backtests.report({ runId, points: 4_000, tradesFrom: from, tradesLimit: tradesPage });
        keepFacts(report);
        if (!isCurrent) return;
        const { isTouched, setup } = useLab.getState();
        useLab.setState({ report, reportState: 'ready', ...(isTouched ? {} : { setup: setupOf(report, setup) }) });
      } catch (error) {
        if (isCurrent) useLab.setState({ reportState: 'failed', reportFault: sentenceOf(error) });
      }
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [client, runId, from, isOpen]);
}
