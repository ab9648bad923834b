import { create } from 'zustand';
import type { InstrumentId } from '../../../contract/model/instrument.ts';
import type { TapeStatus } from '../../../contract/model/tape.ts';
import type { Client } from '../../api/index.ts';
import { notify } from '../../app/notices.ts';
import { sentenceOf } from '../../app/use-call.ts';

/** Where the market's time stands, and when on this computer's clock that was heard. */
export const useTape = create<{
  readonly status: TapeStatus | null;
  readonly heardAtMs: number;
  /** The speed that was asked for and is not confirmed yet; null: none is. */
  readonly wantedSpeed: number | null;
}>(() => ({ status: null, heardAtMs: 0, wantedSpeed: null }));

/** The speed that the market has, or is about to have. */
export const speedOf = ({ status, wantedSpeed }: { readonly status: TapeStatus | null; readonly wantedSpeed: number | null }): number => wantedSpeed ?? status?.speed ?? 1;

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

export const playOrPause = ({ api }: Client): Promise<void> => told(() => (useTape.getState().status?.isPaused === true ? api.tape.play({}) : api.tape.pause({})));
export const play = ({ api }: Client): Promise<void> => told(() => api.tape.play({}));
export const pause = ({ api }: Client): Promise<void> => told(() => api.tape.pause({}));
export const step = ({ api }: Client, by: 'tick' | 'second' | 'minute' | 'hour'): Promise<void> => told(() => api.tape.step({ by }));

/** Asks for a speed. Of those that are wanted while one is being asked for, the last is asked for next. */
export async function setSpeed({ api }: Client, speed: number): Promise<void> {
  const isAsking = useTape.getState().wantedSpeed !== null;
  useTape.setState({ wantedSpeed: speed });
  if (isAsking) return;
  for (let asked: number | null = null, wanted: number | null = speed; wanted !== null && wanted !== asked; wanted = useTape.getState().wantedSpeed) {
    const next = (asked = wanted);
    await told(() => api.tape.setSpeed({ speed: next }));
  }
  useTape.setState({ wantedSpeed: null });
}

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
