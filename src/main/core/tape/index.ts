export { createTape, type TapeDeps } from './create-tape.ts';
export type { TapePort } from './ports.ts';
export type { Tape, TimelineRequest } from './tape.ts';
