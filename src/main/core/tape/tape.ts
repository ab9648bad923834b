import type { InstrumentId } from '../../../contract/model/instrument.ts';
import type { ScenarioKind, TapeStatus, TapeStep, Timeline } from '../../../contract/model/tape.ts';
import type { EpochMs } from '../../../contract/model/units.ts';

export type TimelineRequest = {
  readonly instrumentId: InstrumentId;
  readonly fromMs: EpochMs;
  readonly toMs: EpochMs;
  /** At most so many. */
  readonly buckets: number;
};

/** Time of the market, and how it is moved. What moves it gives the status that it left. */
export interface Tape {
  status(): TapeStatus;
  /** The status at once, then after every change and four times a second while time runs, until the signal aborts. */
  watch(signal: AbortSignal): AsyncGenerator<TapeStatus, void, void>;
  play(): TapeStatus;
  pause(): Promise<TapeStatus>;
  setSpeed(speed: number): TapeStatus;
  step(by: TapeStep): Promise<TapeStatus>;
  /** INVALID_INPUT where the kind does not go with the instrument, NOT_FOUND for an unknown one, CONFLICT where it cannot be done now. */
  runScenario(kind: ScenarioKind, instrumentId: InstrumentId | null): TapeStatus;
  /** Volume and price by bucket; nothing of what has not been told yet. INVALID_INPUT for a stretch that is empty or too long. */
  timeline(request: TimelineRequest): Promise<Timeline>;
}
