import type { WalkForwardResult, WalkForwardWindows } from '../../../contract/model/walk-forward.ts';
import type { EpochMs } from '../../../contract/model/units.ts';
import type { Client } from '../../api/index.ts';
import { notify } from '../../app/notices.ts';
import { showPanel } from '../../app/show-panel.ts';
import { sentenceOf } from '../../app/use-call.ts';
import { openStarted, useLab } from '../lab/index.ts';
import type { SharedRequest } from './read-request.ts';
import { useSearch } from './search-store.ts';
import { openWalk, useWalk } from './walk-store.ts';

/** Starts a walk-forward and opens it; what the application refuses is said beside the button. */
export async function startWalk(client: Client, request: SharedRequest, windows: WalkForwardWindows): Promise<void> {
  if (useWalk.getState().isStarting) return;
  useWalk.setState({ isStarting: true, startFault: null });
  try {
    const run = await client.api.walkForwards.start({ ...request, ...windows, metric: useSearch.getState().metric });
    openWalk(run.runId);
    useWalk.setState({ run });
  } catch (error) {
    useWalk.setState({ startFault: sentenceOf(error) });
  } finally {
    useWalk.setState({ isStarting: false });
  }
}

export async function cancelWalk(client: Client): Promise<void> {
  const { runId } = useWalk.getState();
  if (runId === null) return;
  try {
    await client.api.walkForwards.cancel({ runId });
  } catch (error) {
    notify({ kind: 'warn', title: 'The walk-forward was not cancelled', text: sentenceOf(error) });
  }
}

/** Reads how a walk-forward goes until it ends. Gives the function that stops it. */
export function followWalk(client: Client, runId: string): () => void {
  const subscription = client.subscribe({
    kind: 'state',
    open: (api, signal) => api.walkForwards.watch({ runId }, { signal }),
    onValue: (run) => useWalk.getState().runId === runId && useWalk.setState({ run }),
  });
  return () => subscription.close();
}

/** Runs what one fold chose over all bars of the walk-forward, and opens it in the lab. */
export async function runFold(client: Client, { spec, folds }: WalkForwardResult, fold: number): Promise<void> {
  const chosen = folds[fold]?.params ?? null;
  const [used] = spec.data;
  if (chosen === null || spec.series === undefined || used === undefined || useLab.getState().active !== null) return;
  try {
    const { series, strategy, code, params, settings } = spec;
    openStarted(await client.api.backtests.start({
      series: [series], strategy, params: { ...params, ...chosen }, settings, fromMs: used.fromMs, toMs: (used.toMs + 1) as EpochMs, ...(code === undefined ? {} : { code }),
    }));
    showPanel('lab', 'lab-result');
  } catch (error) {
    notify({ kind: 'warn', title: 'The parameters were not run', text: sentenceOf(error) });
  }
}
