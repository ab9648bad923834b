export type { DatedDecision, Decision } from './decision.ts';
export { ReplayRun, type DatedIntent, type NumberedOrder } from './replay-run.ts';
export { replaySource, replayStrategy } from './replay-strategy.ts';
