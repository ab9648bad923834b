import { eventKind, type RunJournal } from './run-journal.ts';

/** What an open order asks for: limit and stop (NaN: none) and size as its kind counts it. */
export type OpenTerms = { readonly limit: number; readonly stop: number; readonly size: number };

/** First event of a moment. */
export const firstEventOf = ({ events }: RunJournal, moment: number): number => (moment === 0 ? 0 : events.ends[moment - 1]);

/** The open orders before a moment, by number, in the order in which they came: from the nearest mark, not from the beginning. */
export function openBefore(journal: RunJournal, moment: number): Map<number, OpenTerms> {
  const { marks } = journal;
  const open = new Map<number, OpenTerms>();
  const mark = Math.min(Math.floor(moment / marks.every), marks.ends.length) - 1;
  if (mark >= 0) {
    for (let k = mark === 0 ? 0 : marks.ends[mark - 1]; k < marks.ends[mark]; k++) open.set(marks.order[k], { limit: marks.x[k], stop: marks.y[k], size: marks.z[k] });
  }
  const from = (mark + 1) * marks.every;
  const end = firstEventOf(journal, moment);
  for (let event = firstEventOf(journal, from); event < end; event++) applyEvent(journal, event, open);
  return open;
}

/** Takes an event into the open orders. */
export function applyEvent({ events }: RunJournal, event: number, open: Map<number, OpenTerms>): void {
  const kind = events.kind[event];
  const order = events.order[event];
  if (kind === eventKind.placed || kind === eventKind.changed) open.set(order, { limit: events.x[event], stop: events.y[event], size: events.z[event] });
  else if (kind === eventKind.gone) open.delete(order);
}
