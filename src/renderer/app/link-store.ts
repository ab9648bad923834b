import { create } from 'zustand';
import { isLoggedOut, type Client } from '../api/index.ts';

/** starting: never connected yet · open · lost: for more than a moment, being tried again · logged-out: refused until the next login. */
export type LinkState = 'starting' | 'open' | 'lost' | 'logged-out';
export type LinkStatus = {
  readonly state: LinkState;
  /** Attempts in a row that failed. */
  readonly tries: number;
  /** When it was lost, on the clock on the wall; null: it is not. */
  readonly lostAtMs: number | null;
};

/** The connection as people see it. Written by followLink alone. */
export const useLink = create<LinkStatus>(() => ({ state: 'starting', tries: 0, lostAtMs: null }));

/** A loss shorter than this is nobody's business. */
const noticedMs = 1_000;
const lookEveryMs = 250;

export type LinkView = { readonly isOpen: boolean; readonly nowMs: number; readonly tries: number; readonly isLoggedOut: boolean };

/** What is shown after what was shown: a short loss changes nothing, and who is logged out stays so until the connection is back. */
export function nextLink(before: LinkStatus, { isOpen, nowMs, tries, isLoggedOut: isOut }: LinkView): LinkStatus {
  if (isOpen) return { state: 'open', tries: 0, lostAtMs: null };
  const lostAtMs = before.lostAtMs ?? nowMs;
  if (nowMs - lostAtMs < noticedMs) return { ...before, lostAtMs };
  return { state: isOut || before.state === 'logged-out' ? 'logged-out' : 'lost', tries, lostAtMs };
}

/** Follows the connection. Gives the function that stops it. */
export function followLink({ connection }: Pick<Client, 'connection'>, isOut: () => Promise<boolean> = isLoggedOut): () => void {
  let timer: ReturnType<typeof setInterval> | undefined;
  let askedAtTry = 0;
  const look = (isKnownOut = false): void => {
    const isOpen = connection.get() === 'open';
    useLink.setState((before) => nextLink(before, { isOpen, nowMs: Date.now(), tries: connection.failures(), isLoggedOut: isKnownOut }));
    if (isOpen) {
      clearInterval(timer);
      [timer, askedAtTry] = [undefined, 0];
      return;
    }
    timer ??= setInterval(() => look(), lookEveryMs);
    const { state, tries } = useLink.getState();
    // Asked once for each attempt that failed.
    if (state !== 'lost' || tries === askedAtTry) return;
    askedAtTry = tries;
    void isOut().then((out) => out && connection.get() !== 'open' && look(true));
  };
  const unwatch = connection.watch(() => look());
  look();
  return () => {
    unwatch();
    clearInterval(timer);
  };
}
