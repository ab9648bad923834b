export { createPaperSessions, type PaperSessionsDeps } from './create-paper-sessions.ts';
export type { PaperSessions, PromoteRequest } from './paper-sessions.ts';
export type { PaperSessionStore, StoredPaperSession } from './ports.ts';
