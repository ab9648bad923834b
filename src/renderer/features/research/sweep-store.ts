import { create } from 'zustand';
import type { Sweep, SweepMetric, SweepSpec } from '../../../contract/model/sweep.ts';

/** A stretch of an axis of the parallel coordinates; trials outside are set back. */
export type Brush = Readonly<Record<string, readonly [low: number, high: number]>>;

/** Pairs of strategies and series, two parameters against each other, or all side by side. */
export type SweepView = 'matrix' | 'map' | 'lines';

type SweepStore = {
  /** The sweep that is open; null: what is set up is shown. */
  readonly sweepId: string | null;
  readonly sweep: Sweep | null;
  readonly spec: SweepSpec | null;
  /** Why it is not followed (any more). */
  readonly fault: string | null;
  readonly isSetup: boolean;
  readonly isStarting: boolean;
  readonly startFault: string | null;
  /** null: what shows most of the sweep. */
  readonly view: SweepView | null;
  readonly metric: SweepMetric | null;
  /** Parameters of the map; null: the first two. */
  readonly x: string | null;
  readonly y: string | null;
  readonly others: 'best' | 'mean';
  /** Parameters that the map holds at a value. */
  readonly fixed: Readonly<Record<string, number>>;
  /** What a cell of the matrix says of its trials. */
  readonly pairs: 'best' | 'median';
  /** Place of the strategy and of the series that are looked at; null: all. */
  readonly strategy: number | null;
  readonly series: number | null;
  readonly brush: Brush;
  /** The trial that map, lines and ranking point at. */
  readonly trial: number | null;
  /** Grows when the list of sweeps should be asked for again. */
  readonly round: number;
};

const closed = { sweep: null, spec: null, fault: null, view: null, strategy: null, metric: null, x: null, y: null, fixed: {}, series: null, brush: {}, trial: null } as const;

/** The sweep that is open, and how it is looked at. */
export const useSweep = create<SweepStore>(() => ({ ...closed, sweepId: null, isSetup: false, isStarting: false, startFault: null, others: 'best', pairs: 'best', round: 0 }));

/** Opens a sweep; what was chosen of another is forgotten. */
export const openSweep = (sweepId: string): void => useSweep.setState(({ round }) => ({ ...closed, sweepId, isSetup: false, startFault: null, round: round + 1 }));
export const lookAt = (changes: Partial<Pick<SweepStore, 'view' | 'metric' | 'x' | 'y' | 'others' | 'fixed' | 'pairs' | 'strategy' | 'series' | 'brush' | 'trial' | 'isSetup'>>): void => useSweep.setState(changes);

/** Whether trials are still to come. */
export const isUnderWay = (sweep: Sweep | null): boolean => sweep !== null && (sweep.status === 'queued' || sweep.status === 'running' || sweep.status === 'paused');
