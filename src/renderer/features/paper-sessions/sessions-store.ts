import { useRef } from 'react';
import { create } from 'zustand';
import type { PaperSession } from '../../../contract/model/paper-session.ts';
import type { Client } from '../../api/index.ts';
import { notify } from '../../app/notices.ts';
import { sentenceOf } from '../../app/use-call.ts';
import { useStateStream } from '../../app/use-stream.ts';

type Sessions = {
  readonly byId: ReadonlyMap<string, PaperSession>;
  readonly isLoaded: boolean;
  /** The one that is chosen in the list, and the one that is open over the desk. */
  readonly chosen: string | null;
  readonly open: string | null;
};

/** Strategies on paper as the application last told of them. */
export const useSessions = create<Sessions>(() => ({ byId: new Map(), isLoaded: false, chosen: null, open: null }));

export const chooseSession = (chosen: string | null): void => useSessions.setState({ chosen });
export const openSession = (open: string | null): void => useSessions.setState({ open });

/** The newest first. */
export const inOrder = (byId: Sessions['byId']): readonly PaperSession[] => [...byId.values()].toSorted((a, b) => b.createdAtMs - a.createdAtMs);

/** What is told first is all there is; after that come those that changed. */
export const takeIn = (told: readonly PaperSession[], isFirst: boolean): void =>
  useSessions.setState(({ byId }) => ({ isLoaded: true, byId: new Map([...(isFirst ? [] : byId), ...told.map((session) => [session.sessionId, session] as const)]) }));

/** Follows sessions while a component is there that shows them. */
export function useFollowedSessions(isShown: boolean): void {
  const isFirst = useRef(true);
  useStateStream<readonly PaperSession[]>(
    isShown ? 'paper sessions' : null,
    (api, signal) => {
      isFirst.current = true;
      return api.paperSessions.watch({}, { signal });
    },
    (told) => {
      takeIn(told, isFirst.current);
      isFirst.current = false;
    },
  );
}

const refusals = { stop: 'The session was not stopped', resume: 'The session does not go on' } as const;

/** Stops a session, or lets it go on. */
export async function changeSession({ api }: Client, sessionId: string, verb: 'stop' | 'resume'): Promise<void> {
  try {
    takeIn([await api.paperSessions[verb]({ sessionId })], false);
  } catch (error) {
    notify({ kind: 'warn', title: refusals[verb], text: sentenceOf(error) });
  }
}

/** Deletes a session with its bars and its journal. */
export async function removeSession({ api }: Client, sessionId: string): Promise<void> {
  try {
    await api.paperSessions.remove({ sessionId });
    useSessions.setState(({ byId, chosen, open }) => ({
      byId: new Map([...byId].filter(([id]) => id !== sessionId)), chosen: chosen === sessionId ? null : chosen, open: open === sessionId ? null : open,
    }));
  } catch (error) {
    notify({ kind: 'warn', title: 'The session was not removed', text: sentenceOf(error) });
  }
}
