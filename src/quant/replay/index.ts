export type { DatedDecision, Decision } from './decision.ts';
export { ReplayRun, type NumberedOrder } from './replay-run.ts';
export { replaySource, replayStrategy } from './replay-strategy.ts';
export { toDecision } from './to-decision.ts';
