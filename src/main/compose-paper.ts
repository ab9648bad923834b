import type { FeedPort } from './core/market/index.ts';
import { createPaperSessions, type PaperSessions, type PaperSessionsDeps } from './core/paper-sessions/index.ts';
import type { Trading } from './core/trading/index.ts';

type PaperParts = Omit<PaperSessionsDeps, 'onTime' | 'isHalted'> & { readonly feed: Pick<FeedPort, 'onTime'>; readonly trading: Trading };

/** Sessions on paper, going on where they were; the kill switch stops them all. */
export async function openPaperSessions({ feed, trading, ...parts }: PaperParts): Promise<PaperSessions> {
  const sessions = createPaperSessions({ ...parts, onTime: (listener) => feed.onTime(listener), isHalted: () => trading.riskStatus().isHalted });
  const ended = new AbortController();
  stopWhenHalted(sessions, trading, ended.signal).catch((error: unknown) => parts.log.error('sessions on paper could not be stopped', { error }));
  await sessions.restore();
  return {
    ...sessions,
    async dispose() {
      ended.abort();
      await sessions.dispose();
    },
  };
}

async function stopWhenHalted(sessions: PaperSessions, { stream }: Trading, signal: AbortSignal): Promise<void> {
  for await (const item of stream.read(stream.lastSeq, signal)) {
    if (item.kind === 'entry' && item.value.kind === 'halt') await sessions.stopAll(`The kill switch was pulled: ${item.value.reason}`);
  }
}

