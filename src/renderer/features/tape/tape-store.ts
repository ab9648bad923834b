import { create } from 'zustand';
import type { InstrumentId } from '../../../contract/model/instrument.ts';
import type { TapeStatus } from '../../../contract/model/tape.ts';
import type { Client } from '../../api/index.ts';
import { notify } from '../../app/notices.ts';
import { sentenceOf } from '../../app/use-call.ts';

type TapeStore = {
  readonly status: TapeStatus | null;
  readonly heardAtMs: number;
  /** The speed that was asked for and is not confirmed yet; null: none is. */
  readonly wantedSpeed: number | null;
  /** Whether a pause (true) or going on (false) was asked for and is not confirmed yet; null: neither is. */
  readonly wantedPause: boolean | null;
};

/** Where the market's time stands, and when on this computer's clock that was heard. */
export const useTape = create<TapeStore>(() => ({ status: null, heardAtMs: 0, wantedSpeed: null, wantedPause: null }));

/** The speed that the market has, or is about to have. */
export const speedOf = ({ status, wantedSpeed }: Pick<TapeStore, 'status' | 'wantedSpeed'>): number => wantedSpeed ?? status?.speed ?? 1;

/** Whether the market stands, or is about to. */
export const isPausedOf = ({ status, wantedPause }: Pick<TapeStore, 'status' | 'wantedPause'>): boolean => wantedPause ?? status?.isPaused ?? false;

export function followTape(client: Client): () => void {
  const subscription = client.subscribe<TapeStatus>({
    kind: 'state',
    open: (api, signal) => api.tape.watch({}, { signal }),
    onValue: (status) => useTape.setState({ status, heardAtMs: performance.now() }),
  });
  return () => subscription.close();
}

/** The market's time at this moment: between two words of the application it runs on at the speed last told, for a second and a half at most. */
export function marketNow(): number | null {
  const { status, heardAtMs } = useTape.getState();
  if (status === null) return null;
  return status.isPaused ? status.nowMs : status.nowMs + Math.min(1_500, performance.now() - heardAtMs) * status.speed;
}

/** Speeds with a stop of their own on the scale. */
export const speeds = [0.25, 1, 2, 4, 10, 60, 300, 3_600] as const;

const told = async (act: () => Promise<TapeStatus>): Promise<void> => {
  try {
    useTape.setState({ status: await act(), heardAtMs: performance.now() });
  } catch (error) {
    notify({ kind: 'warn', title: 'The tape did not follow', text: sentenceOf(error) });
  }
};

/** Asks for what is wanted. Of what is wanted while one is being asked for, the last is asked for next: the market ends as it was wanted last. */
async function askLast<Name extends 'wantedSpeed' | 'wantedPause'>(name: Name, value: NonNullable<TapeStore[Name]>, ask: (value: NonNullable<TapeStore[Name]>) => Promise<TapeStatus>): Promise<void> {
  const want = (wanted: TapeStore[Name]): void => useTape.setState({ [name]: wanted });
  const isAsking = useTape.getState()[name] !== null;
  want(value);
  if (isAsking) return;
  let asked: TapeStore[Name] = null;
  for (let next: TapeStore[Name] = value; next !== null && next !== asked; next = useTape.getState()[name]) {
    const now = (asked = next);
    await told(() => ask(now));
  }
  want(null);
}

const setPaused = ({ api }: Client, isPaused: boolean): Promise<void> => askLast('wantedPause', isPaused, (wanted) => (wanted ? api.tape.pause({}) : api.tape.play({})));

/** The other of both, by what was asked for last: whoever presses twice does not wait for the answer between. */
export const playOrPause = (client: Client): Promise<void> => setPaused(client, !isPausedOf(useTape.getState()));
export const play = (client: Client): Promise<void> => setPaused(client, false);
export const pause = (client: Client): Promise<void> => setPaused(client, true);
export const step = ({ api }: Client, by: 'tick' | 'second' | 'minute' | 'hour'): Promise<void> => told(() => api.tape.step({ by }));

export const setSpeed = ({ api }: Client, speed: number): Promise<void> => askLast('wantedSpeed', speed, (wanted) => api.tape.setSpeed({ speed: wanted }));

/** The next stop of the scale above or below the present speed. */
export function nextSpeed(speed: number, direction: 1 | -1): number {
  return direction === 1 ? (speeds.find((one) => one > speed) ?? speeds.at(-1) ?? speed) : (speeds.findLast((one) => one < speed) ?? speeds[0]);
}

export const scenarioWords = {
  crash: { title: 'Crash', text: 'Prices fall about 12 % within ten minutes and recover in part.' },
  gap: { title: 'Gap', text: 'The price jumps 8 % at once.' },
  halt: { title: 'Halt', text: 'Trading stops for five minutes.' },
  'feed-loss': { title: 'Feed loss', text: 'No prices for half a minute; everything missed is told afterwards.' },
} as const;
export type ScenarioKind = keyof typeof scenarioWords;

/** Calls trouble on the simulated market. */
export async function runScenario(client: Client, kind: ScenarioKind, instrumentId: InstrumentId | null): Promise<void> {
  try {
    await client.api.tape.runScenario({ kind, ...(instrumentId === null ? {} : { instrumentId }) });
    notify({ kind: 'warn', title: `${scenarioWords[kind].title} called`, text: scenarioWords[kind].text });
  } catch (error) {
    notify({ kind: 'warn', title: `${scenarioWords[kind].title} was not called`, text: sentenceOf(error) });
  }
}
