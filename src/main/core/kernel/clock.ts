import type { EpochMs } from '../../../contract/model/units.ts';
import type { Disposable } from './disposer.ts';

/**
 * The only source of time in the core. `now` is the wall or simulated time that events carry;
 * `monotonicMs` only measures durations.
 */
export interface Clock {
  now(): EpochMs;
  monotonicMs(): number;
  /** Calls once after a delay; disposing first means never. */
  after(delayMs: number, run: () => void): Disposable;
}
