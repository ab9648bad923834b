import { useEffect, useRef } from 'react';
import { useNotices, type Notice } from '../../app/notices.ts';
import { useLayout } from '../../app/use-layout.ts';
import { useMessages } from './messages-store.ts';

/** What is kept of the messages: without what could be done about them then. */
export type KeptMessages = { readonly seenUntilMs: number; readonly history: readonly Notice[] };

const layoutName = 'messages';
const mostKept = 100;
/** Letters of all of them, which are stored anew with every message. */
const longest = 40_000;

/** Brings back what was told before the window was loaded, and keeps what is told, in the application. */
export function useKeptMessages(): void {
  const { isLoaded, saved, save } = useLayout(layoutName, takeIn);
  const latestSave = useRef(save);
  latestSave.current = save;
  useEffect(() => {
    if (!isLoaded) return;
    const { seenUntilMs, history } = readMessages(saved);
    useNotices.setState((now) => ({ history: [...now.history, ...history] }));
    useMessages.setState((now) => ({ seenUntilMs: Math.max(now.seenUntilMs, seenUntilMs) }));
    let kept = writeNow();
    const store = (): void => {
      const next = writeNow();
      if (next !== kept) latestSave.current((kept = next));
    };
    const stops = [useNotices.subscribe(store), useMessages.subscribe(store)];
    store();
    return () => stops.forEach((stop) => stop());
  }, [isLoaded, saved]);
}

const writeNow = (): string => writeMessages({ seenUntilMs: useMessages.getState().seenUntilMs, history: useNotices.getState().history });

/** Takes in what another window kept meanwhile, and gives all of it. */
function takeIn(theirs: string): string {
  const { seenUntilMs, history } = readMessages(theirs);
  useNotices.setState((now) => ({ history: mergeMessages(now.history, history) }));
  useMessages.setState((now) => ({ seenUntilMs: Math.max(now.seenUntilMs, seenUntilMs) }));
  return writeNow();
}

/** Windows hear of the same thing within this, and each says it. */
const togetherMs = 5_000;

/** The messages of two windows, newest first. What both have said is there once, as it is said here. */
export function mergeMessages(ours: readonly Notice[], theirs: readonly Notice[]): readonly Notice[] {
  const unpaired = [...ours];
  const added = theirs.filter((one) => {
    const twin = unpaired.findIndex((other) => other.kind === one.kind && other.title === one.title && other.text === one.text && Math.abs(other.atMs - one.atMs) <= togetherMs);
    if (twin >= 0) unpaired.splice(twin, 1);
    return twin < 0;
  });
  return [...ours, ...added].sort((one, other) => other.atMs - one.atMs);
}

/** The newest, as many as there is room for. That they could not be kept is not kept: it would be tried for ever. */
export function writeMessages({ seenUntilMs, history }: KeptMessages): string {
  const kept = history.filter(({ id }) => id !== `layout-${layoutName}`).slice(0, mostKept).map(({ id, kind, title, text, atMs }) => ({ id, kind, title, text, atMs }));
  while (JSON.stringify(kept).length > longest) kept.pop();
  return JSON.stringify({ seenUntilMs, history: kept });
}

const kinds: readonly unknown[] = ['info', 'buy', 'sell', 'warn', 'refusal', 'risk'] satisfies readonly Notice['kind'][];

/** Takes what is understood of kept messages. Their ids are no longer those of notices in sight. */
export function readMessages(saved: string | null): KeptMessages {
  const found = parse(saved);
  const history = Array.isArray(found['history']) ? found['history'].flatMap((one, place) => readOne(one, place) ?? []) : [];
  return { seenUntilMs: typeof found['seenUntilMs'] === 'number' ? found['seenUntilMs'] : 0, history };
}

function readOne(one: unknown, place: number): Notice | null {
  if (!isRecord(one)) return null;
  const { kind, title, text, atMs } = one;
  if (!kinds.includes(kind) || typeof title !== 'string' || typeof atMs !== 'number' || !Number.isFinite(new Date(atMs).getTime())) return null;
  return { id: `kept-${place}`, kind: kind as Notice['kind'], title, atMs, ...(typeof text === 'string' ? { text } : {}) };
}

function parse(saved: string | null): Readonly<Record<string, unknown>> {
  try {
    const found: unknown = JSON.parse(saved ?? '{}');
    return isRecord(found) ? found : {};
  } catch {
    return {};
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
