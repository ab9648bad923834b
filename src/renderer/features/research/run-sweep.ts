import type { SweepSearch, SweepTrial } from '../../../contract/model/sweep.ts';
import type { EpochMs } from '../../../contract/model/units.ts';
import type { Client } from '../../api/index.ts';
import { notify } from '../../app/notices.ts';
import { showPanel } from '../../app/show-panel.ts';
import { sentenceOf } from '../../app/use-call.ts';
import { openStarted, useLab } from '../lab/index.ts';
import { alone, type Further } from './read-further.ts';
import type { SharedRequest } from './read-request.ts';
import { useSearch } from './search-store.ts';
import { strategyOf } from './swept.ts';
import { isUnderWay, openSweep, useSweep } from './sweep-store.ts';

/** The whole request, search and figure included. */
export function toSweepRequest({ series, ...shared }: SharedRequest, search: SweepSearch, further: Further = alone) {
  const { trials, metric } = useSearch.getState();
  return {
    ...shared, series: [series, ...further.series], ...(further.others.length === 0 ? {} : { others: [...further.others] }), search, metric, ...(search === 'grid' ? {} : { trials: Number(trials) }),
  };
}

/** Starts what is set up and opens it; what the application refuses is said beside the button. */
export async function startSweep(client: Client, request: SharedRequest, further: Further, isConfirmed: boolean): Promise<void> {
  if (useSweep.getState().isStarting) return;
  useSweep.setState({ isStarting: true, startFault: null });
  try {
    const sweep = await client.api.sweeps.start({ ...toSweepRequest(request, useSearch.getState().search, further), confirm: isConfirmed });
    openSweep(sweep.sweepId);
    useSweep.setState({ sweep });
  } catch (error) {
    useSweep.setState({ startFault: sentenceOf(error) });
  } finally {
    useSweep.setState({ isStarting: false });
  }
}

/** Holds, goes on with or ends the open sweep. */
export async function changeSweep(client: Client, verb: 'pause' | 'resume' | 'cancel'): Promise<void> {
  const { sweepId } = useSweep.getState();
  if (sweepId === null) return;
  try {
    const sweep = await client.api.sweeps[verb]({ sweepId });
    // The stream tells the rest; one that had ended is followed anew.
    if (useSweep.getState().sweepId === sweepId) useSweep.setState(({ round }) => ({ sweep, round: verb === 'resume' ? round + 1 : round }));
  } catch (error) {
    notify({ kind: 'warn', title: verb === 'pause' ? 'The sweep was not paused' : verb === 'resume' ? 'The sweep does not go on' : 'The sweep was not cancelled', text: sentenceOf(error) });
  }
}

/** Reads how a sweep goes until it ends. Gives the function that stops it. */
export function followSweep(client: Client, sweepId: string): () => void {
  let wasUnderWay = false;
  const subscription = client.subscribe({
    kind: 'state',
    open: (api, signal) => api.sweeps.watch({ sweepId }, { signal }),
    onValue(sweep) {
      if (useSweep.getState().sweepId !== sweepId) return;
      useSweep.setState({ sweep });
      if (isUnderWay(sweep)) wasUnderWay = true;
      else if (wasUnderWay) {
        wasUnderWay = false;
        useSweep.setState(({ round }) => ({ round: round + 1 }));
        if (sweep.status === 'failed') notify({ kind: 'warn', title: `${sweep.title} failed`, text: sweep.failure ?? 'No reason was given.' });
      }
    },
  });
  return () => subscription.close();
}

/** Runs one combination of the open sweep as a backtest, with the sweep's own costs and bars, and opens it in the lab. */
export async function runTrial(client: Client, trialNumber: number, known: readonly SweepTrial[]): Promise<void> {
  const { sweepId, spec } = useSweep.getState();
  useSweep.setState({ trial: trialNumber });
  if (sweepId === null || spec === null) return;
  if (useLab.getState().active !== null) {
    notify({ kind: 'info', title: 'A run is under way', text: 'Wait for it, or cancel it with Esc; then choose the combination again.' });
    return;
  }
  try {
    const trial = known.find((one) => one.trial === trialNumber) ?? (await client.api.sweeps.trial({ sweepId, trial: trialNumber }));
    const series = spec.series?.[trial.series];
    const used = spec.data[trial.series];
    if (series === undefined || used === undefined) {
      notify({ kind: 'warn', title: 'This sweep ran over files', text: 'Import them, and sweep the stored series; then a combination can be opened here.' });
      return;
    }
    const { settings } = spec;
    const { strategy, code, params } = strategyOf(spec, trial);
    openStarted(await client.api.backtests.start({
      series: [series], strategy, params: { ...params, ...trial.params }, settings, fromMs: used.fromMs, toMs: (used.toMs + 1) as EpochMs, ...(code === undefined ? {} : { code }),
    }));
    showPanel('lab', 'lab-result');
  } catch (error) {
    notify({ kind: 'warn', title: 'The combination was not run', text: sentenceOf(error) });
  }
}
