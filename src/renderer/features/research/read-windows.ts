import type { WalkForwardWindows } from '../../../contract/model/walk-forward.ts';
import type { Windows } from './walk-store.ts';

/** As many test windows at first, each after three times its length of training. */
const foldsAtFirst = 8;
const trainTimes = 3;

export type ReadWindows = { readonly faults: Readonly<Partial<Record<keyof Windows, string>>>; readonly windows: WalkForwardWindows | null; readonly folds: number | null };

/** Windows that fit so many bars. */
export function usualWindows(bars: number): { readonly train: number; readonly test: number } {
  const test = Math.max(1, Math.floor(bars / (foldsAtFirst + trainTimes)));
  return { train: Math.max(2, trainTimes * test), test };
}

/** How bars are cut, and into how many folds; `bars` null: it is not known yet. */
export function readWindows({ train, test, isAnchored, purge, embargo }: Windows, bars: number | null): ReadWindows {
  const usual = bars === null ? null : usualWindows(bars);
  const faults: Partial<Record<keyof Windows, string>> = {};
  const read = (name: 'train' | 'test' | 'purge' | 'embargo', text: string, least: number, byDefault: number | undefined): number => {
    if (text === '' && byDefault !== undefined) return byDefault;
    const value = /^\d{1,8}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= least)) faults[name] = `A whole number of bars, ${least} or more.`;
    return value;
  };
  const windows = { train: read('train', train, 2, usual?.train), test: read('test', test, 1, usual?.test), anchored: isAnchored, purge: read('purge', purge, 0, 0), embargo: read('embargo', embargo, 0, 0) };
  const gap = windows.train + windows.purge + windows.embargo;
  const folds = bars === null ? null : Math.floor((bars - gap) / windows.test);
  if (Object.keys(faults).length === 0 && folds !== null && folds < 1) faults.train = `One training and one test window need ${gap + windows.test} bars; there are ${bars}.`;
  return Object.keys(faults).length > 0 ? { faults, windows: null, folds: null } : { faults, windows, folds };
}
