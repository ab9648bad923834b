import { create } from 'zustand';

/** info: leaves by itself · refusal and risk: stay until they are read or their cause is gone. */
export type Notice = {
  readonly id: string;
  readonly kind: 'info' | 'buy' | 'sell' | 'warn' | 'refusal' | 'risk';
  readonly title: string;
  readonly text?: string;
  readonly action?: { readonly label: string; readonly run: () => void };
  /** Time of the notice, on the clock on the wall. */
  readonly atMs: number;
};

type Notices = { readonly shown: readonly Notice[]; readonly history: readonly Notice[] };

export const useNotices = create<Notices>(() => ({ shown: [], history: [] }));

const seenMs = 6_000;
const kept = 200;
let nextId = 1;
const isPassing = (notice: Notice): boolean => notice.kind !== 'refusal' && notice.kind !== 'risk';
/** So many that pass, and so many refusals, are shown at once; risk is shown until its cause is gone, whatever else is said. */
const mostShown = 5;
const room = (notice: Notice): string => (isPassing(notice) ? 'passing' : notice.kind);

function keepNewest(notices: readonly Notice[]): readonly Notice[] {
  return notices.filter((notice, index) => notice.kind === 'risk' || notices.slice(index + 1).filter((later) => room(later) === room(notice)).length < mostShown);
}

/** Shows a notice; one with the same id takes the place of the earlier. Gives its id. */
export function notify(notice: Omit<Notice, 'id' | 'atMs'> & { readonly id?: string }): string {
  const full: Notice = { ...notice, id: notice.id ?? `notice-${nextId++}`, atMs: Date.now() };
  useNotices.setState(({ shown, history }) => ({
    shown: keepNewest([...shown.filter((one) => one.id !== full.id), full]),
    history: [full, ...history].slice(0, kept),
  }));
  if (isPassing(full)) setTimeout(() => dismissNotice(full.id, full.atMs), seenMs);
  return full.id;
}

/** Whether a notice is in sight. */
export const isShown = (id: string): boolean => useNotices.getState().shown.some((one) => one.id === id);

/** Takes a notice out of sight; it stays among the messages. */
export const dismissNotice = (id: string, atMs?: number): void =>
  useNotices.setState(({ shown }) => ({ shown: shown.filter((one) => one.id !== id || (atMs !== undefined && one.atMs !== atMs)) }));
