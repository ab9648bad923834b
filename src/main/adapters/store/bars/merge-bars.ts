import type { BarColumns } from '../../../../contract/model/bar.ts';
import { AppError } from '../../../core/kernel/index.ts';
import type { AppendOptions } from '../../../core/market/ports.ts';
import { allocateBars, columnNames, firstTime, lastTime, viewBars } from './columns.ts';

/** What storing bars changed, and the first and last bar that was touched (null: nothing was). */
export type BarChange = { readonly added: number; readonly replaced: number; readonly unchanged: number; readonly fromMs: number | null; readonly toMs: number | null };

export const noChange: BarChange = { added: 0, replaced: 0, unchanged: 0, fromMs: null, toMs: null };

export function sumChanges(a: BarChange, b: BarChange): BarChange {
  return {
    added: a.added + b.added,
    replaced: a.replaced + b.replaced,
    unchanged: a.unchanged + b.unchanged,
    fromMs: a.fromMs === null || b.fromMs === null ? (a.fromMs ?? b.fromMs) : Math.min(a.fromMs, b.fromMs),
    toMs: a.toMs === null || b.toMs === null ? (a.toMs ?? b.toMs) : Math.max(a.toMs, b.toMs),
  };
}

export type MergedBars = {
  /** Stored and incoming bars in one. */
  readonly all: BarColumns;
  /** Only those that are new or different. */
  readonly changed: BarColumns;
  readonly change: BarChange;
};

/** Lays incoming bars over stored ones. CONFLICT under `refuse` when a time is stored with other values. */
export function mergeBars(stored: BarColumns, incoming: BarColumns, onConflict: AppendOptions['onConflict']): MergedBars {
  if (stored.time.length === 0) return { all: incoming, changed: incoming, change: changeOf(incoming, incoming.time.length, 0, 0) };
  const all = allocateBars(stored.time.length + incoming.time.length);
  const changed = allocateBars(incoming.time.length);
  let [s, n, changedCount, replaced, unchanged] = [0, 0, 0, 0, 0];
  let count = 0;
  while (s < stored.time.length || n < incoming.time.length) {
    const storedTime = s < stored.time.length ? (stored.time[s] as number) : Infinity;
    const incomingTime = n < incoming.time.length ? (incoming.time[n] as number) : Infinity;
    if (storedTime < incomingTime) {
      copyBar(stored, s++, all, count++);
      continue;
    }
    const isStored = storedTime === incomingTime;
    if (isStored && isSameBar(stored, s, incoming, n)) unchanged += 1;
    else {
      if (isStored && onConflict === 'refuse') throw conflict(incomingTime);
      if (isStored) replaced += 1;
      copyBar(incoming, n, changed, changedCount++);
    }
    if (isStored) s += 1;
    copyBar(incoming, n++, all, count++);
  }
  const onlyChanged = viewBars(changed, 0, changedCount);
  return { all: viewBars(all, 0, count), changed: onlyChanged, change: changeOf(onlyChanged, changedCount - replaced, replaced, unchanged) };
}

const changeOf = (changed: BarColumns, added: number, replaced: number, unchanged: number): BarChange => ({
  added, replaced, unchanged,
  fromMs: changed.time.length === 0 ? null : firstTime(changed),
  toMs: changed.time.length === 0 ? null : lastTime(changed),
});

function copyBar(from: BarColumns, fromIndex: number, to: BarColumns, toIndex: number): void {
  for (const name of columnNames) to[name][toIndex] = from[name][fromIndex] as number;
}

const isSameBar = (a: BarColumns, i: number, b: BarColumns, k: number): boolean =>
  a.open[i] === b.open[k] && a.high[i] === b.high[k] && a.low[i] === b.low[k] && a.close[i] === b.close[k] && a.volume[i] === b.volume[k];

const conflict = (timeMs: number): AppError =>
  new AppError('CONFLICT', `The bar of ${new Date(timeMs).toISOString()} is stored already with other values; import with replacing, or remove the series first.`, { timeMs });
