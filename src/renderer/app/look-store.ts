import { create } from 'zustand';

/** A moment that the charts are asked to show. */
export const useLook = create<{ readonly atMs: number | null; readonly count: number }>(() => ({ atMs: null, count: 0 }));
