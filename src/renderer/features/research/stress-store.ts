import { create } from 'zustand';
import type { Stress, Variation } from '../../../contract/model/robustness.ts';
import type { Client } from '../../api/index.ts';
import { sentenceOf } from '../../app/use-call.ts';

type State = {
  readonly runId: string | null;
  readonly state: 'none' | 'running' | 'done' | 'cancelled' | 'failed';
  readonly share: number;
  readonly fault: string | null;
  readonly base: Variation | null;
  readonly costs: readonly Variation[];
  /** null: the strategy decides bar by bar, so that later decisions would be others; undefined: not known yet. */
  readonly delays: readonly Variation[] | null | undefined;
  readonly noise: readonly Variation[];
  readonly params: Stress['params'];
};

const none: State = { runId: null, state: 'none', share: 0, fault: null, base: null, costs: [], delays: undefined, noise: [], params: [] };

/** The stress of the run that was put under it last. */
export const useStress = create<State>(() => none);

export const costFactors: readonly number[] = [0, 2, 3, 5];
export const delays: readonly number[] = [1, 2, 5];
export const noiseShare = 0.005;
export const jitterShare = 0.1;
/** Runs on noisy prices, and as many with other parameters: in pieces, so that they can be seen coming and be stopped. */
const pieces = 5;
const pathsOfPiece = 10;

let controller: AbortController | null = null;

export const cancelStress = (): void => controller?.abort();

/** Runs a finished run again under other circumstances, piece by piece; each piece is shown as it comes. */
export async function putUnderStress(client: Client, runId: string): Promise<void> {
  controller?.abort();
  const mine = new AbortController();
  controller = mine;
  const { signal } = mine;
  useStress.setState({ ...none, runId, state: 'running' });
  const settings = { runId, noise: noiseShare, jitter: jitterShare };
  let done = 0;
  const take = (change: (before: State) => Partial<State>): void => {
    done += 1;
    if (controller === mine) useStress.setState((before) => ({ ...change(before), share: done / (pieces + 2) }));
  };
  try {
    const costly = await client.api.backtests.stress({ ...settings, costFactors: [...costFactors], delays: [], paths: 0 }, { signal });
    take(() => ({ base: costly.base, costs: costly.costs }));
    const late = await client.api.backtests.stress({ ...settings, costFactors: [], delays: [...delays], paths: 0 }, { signal });
    take(() => ({ delays: late.delays }));
    for (let seed = 1; seed <= pieces; seed++) {
      const more = await client.api.backtests.stress({ ...settings, costFactors: [], delays: [], paths: pathsOfPiece, seed }, { signal });
      take((before) => ({ noise: [...before.noise, ...more.noise], params: [...before.params, ...more.params] }));
    }
    if (controller === mine) useStress.setState({ state: 'done' });
  } catch (error) {
    if (controller === mine) useStress.setState(signal.aborted ? { state: 'cancelled' } : { state: 'failed', fault: sentenceOf(error) });
  }
}
