import type { InstrumentId } from '../../../contract/model/instrument.ts';
import type { Scenario, ScenarioKind, TapeStatus, TapeStep } from '../../../contract/model/tape.ts';
import type { Disposable } from '../kernel/index.ts';

/** What moves the market, where somebody can tell it how. Time only goes forward, and stands where the ticks told stand. */
export interface TapePort {
  status(): TapeStatus;
  play(): void;
  /** Time stands once this is done. */
  pause(): Promise<void>;
  /** Of the limits of the status; keeps a pause. */
  setSpeed(speed: number): void;
  /** Pauses and goes on; done when the last tick on the way was told. CONFLICT while the feed is silent. */
  step(by: TapeStep): Promise<void>;
  /** Stored, then begun. CONFLICT where the market cannot be troubled further in this way; then nothing has changed. */
  runScenario(kind: ScenarioKind, instrumentId: InstrumentId | null): Scenario;
  /** After every change but that of time. */
  onChange(listener: () => void): Disposable;
}
