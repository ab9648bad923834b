import type { SeriesKey } from '../../../contract/model/bar.ts';
import type { StrategyInfo } from '../../../contract/model/strategy.ts';
import type { Client } from '../../api/index.ts';
import { notify } from '../../app/notices.ts';
import { useDesk } from '../../app/desk-store.ts';
import { sentenceOf } from '../../app/use-call.ts';
import { sayRunFault, useAtHand, withAtHand } from './at-hand.ts';
import { reloadRuns, useLab } from './lab-store.ts';
import { readSetup } from './read-setup.ts';

/**
 * Starts what is set up. Faults are said under their fields and in the bar; nothing is started then. Asked for before the lists of
 * strategies (null) and series were read, it waits for them: a key that was pressed early is not lost.
 */
export async function startRun(client: Client, strategies: readonly StrategyInfo[] | null): Promise<void> {
  const { setup, active } = useLab.getState();
  if (client.connection.get() !== 'open') {
    useLab.setState({ isWaiting: false, startFault: 'No connection: nothing was started. Press F5 again when Tapedeck answers.' });
    return;
  }
  if (active !== null) return;
  if (strategies === null || setup.series === null) {
    useLab.setState({ isWaiting: true, startFault: null });
    return;
  }
  useLab.setState({ isWaiting: false });
  const found = strategies.find((one) => one.name === setup.strategy);
  if (found === undefined) {
    useLab.setState({ startFault: `There is no strategy “${setup.strategy}” any more. Choose another.` });
    return;
  }
  const { strategy, code } = withAtHand(found, useAtHand.getState().atHand);
  const { faults, params, settings, fromMs, toMs } = readSetup(setup, strategy);
  const [firstFault] = Object.values(faults);
  if (firstFault !== undefined) {
    useLab.setState({ startFault: firstFault });
    return;
  }
  sayRunFault(null);
  try {
    const run = await client.api.backtests.start({
      series: seriesOf(setup.series, setup.others), strategy: strategy.name, ...(code === null ? {} : { code }), params, settings, ...(fromMs === null ? {} : { fromMs }), ...(toMs === null ? {} : { toMs }),
    });
    useLab.setState({ active: run, startFault: null, isTouched: true });
    reloadRuns();
  } catch (error) {
    sayRunFault(sentenceOf(error));
    useLab.setState({ startFault: sentenceOf(error) });
  }
}

/** All series of a run, in the bars of the first. */
const seriesOf = (first: SeriesKey, others: readonly SeriesKey[]): SeriesKey[] => [first, ...others.map(({ instrumentId }) => ({ instrumentId, timeframe: first.timeframe }))];

/** Stops the run that is under way. */
export async function cancelRun(client: Client): Promise<void> {
  const { active } = useLab.getState();
  if (active === null) return;
  try {
    await client.api.backtests.cancel({ runId: active.runId });
  } catch (error) {
    notify({ kind: 'warn', title: 'The run was not cancelled', text: sentenceOf(error) });
  }
}

/** Runs that were seen to end: a list that was asked for before may still call them under way. */
const ended = new Set<string>();
export const hasEnded = (runId: string): boolean => ended.has(runId);

/** Reads how the active run goes until it ends; one that is done is opened. Gives the function that stops it. */
export function followRun(client: Client, runId: string): () => void {
  const subscription = client.subscribe({
    kind: 'state',
    open: (api, signal) => api.backtests.watch({ runId }, { signal }),
    onValue(run) {
      if (useLab.getState().active?.runId !== runId) return;
      if (run.status === 'queued' || run.status === 'running') {
        useLab.setState({ active: run });
        return;
      }
      ended.add(runId);
      useLab.setState({ active: null });
      reloadRuns();
      if (run.status === 'done') useDesk.setState({ runId });
      else if (run.status === 'cancelled') notify({ kind: 'info', title: 'The run was cancelled', text: `${run.title} has no result.` });
      else {
        sayRunFault(run.failure);
        notify({ kind: 'warn', title: `${run.title} failed`, text: run.failure ?? 'No reason was given.' });
      }
    },
  });
  return () => subscription.close();
}
