export { createReplays, type ReplaysDeps } from './create-replays.ts';
export type { ReplayRequest, Replays } from './replays.ts';
export type { ReplayStore, StoredReplay } from './ports.ts';
