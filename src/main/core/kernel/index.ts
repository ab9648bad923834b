export { AppError, refused } from './app-error.ts';
export { createBus, type Bus } from './bus.ts';
export type { Clock } from './clock.ts';
export { Disposer, toDisposable, type Disposable } from './disposer.ts';
export { createCountingIds, createRandomIds, type IdSource } from './ids.ts';
export { silentLog, type Log, type LogFields } from './log.ts';
export { LogStream, type LogStreamItem } from './log-stream.ts';
export { err, ok, type Result } from './result.ts';
export { StateMailbox } from './state-stream.ts';
