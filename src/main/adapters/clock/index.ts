export { createManualClock, type ManualClock } from './manual-clock.ts';
export { createSimulatedClock, type SimulatedClock, type SimulatedClockOptions } from './simulated-clock.ts';
export { createSystemClock } from './system-clock.ts';
