import type { ReactNode } from 'react';
import type { Sweep, SweepMetric, SweepSpec } from '../../../contract/model/sweep.ts';
import type { SweepMap, SweepMatrix } from '../../../contract/model/sweep-views.ts';
import { useClient } from '../../app/client-context.tsx';
import { usePanelVisible } from '../../app/panel-visibility.tsx';
import { Empty, Failed } from '../../ui/panel-state.tsx';
import { Waiting } from '../lab/index.ts';
import { HeatMap } from './heat-map.tsx';
import { MapTools } from './map-tools.tsx';
import { Matrix } from './matrix.tsx';
import { axesOf, isBrushed } from './parallel-layout.ts';
import { ParallelLines } from './parallel-lines.tsx';
import { Ranking } from './ranking.tsx';
import styles from './research.module.css';
import { runTrial } from './run-sweep.ts';
import { hasPairs, sweptOf } from './swept.ts';
import { isUnderWay, lookAt, useSweep, type SweepView } from './sweep-store.ts';
import { useFollowed, type Followed } from './use-followed.ts';

/** So many of the best are listed: while trials come in, and when all are there. */
const listed = { underWay: 500, done: 5_000 };
/** More lines than that are one surface, and slow to draw. */
const mostLines = 1_500;

/** What is looked at of a sweep: a view, and the strategy and series that it is of. */
type Look = {
  readonly view: SweepView;
  readonly metric: SweepMetric;
  /** Place of the strategy that map and lines are of. */
  readonly strategy: number;
  /** What the ranking is of; null: all. */
  readonly ranked: number | null;
  readonly names: readonly string[];
  readonly x: string;
  readonly y: string | null;
};

function useLook(spec: SweepSpec): Look {
  const state = useSweep();
  const swept = sweptOf(spec);
  const view = state.view ?? (hasPairs(spec) ? 'matrix' : 'map');
  const strategy = state.strategy ?? 0;
  const names = Object.keys(swept[strategy]?.space ?? {});
  const x = state.x ?? names[0] ?? '';
  return {
    view, strategy, names, x, metric: state.metric ?? spec.metric, y: state.y ?? names.find((name) => name !== x) ?? null,
    ranked: swept.length === 1 ? null : view === 'matrix' ? state.strategy : strategy,
  };
}

/** What came out so far: pairs, a map or lines above, the ranking beneath; all of them point at the same trial. */
export function SweepViews({ sweep, spec }: { readonly sweep: Sweep; readonly spec: SweepSpec }) {
  const client = useClient();
  const isVisible = usePanelVisible();
  const { series, brush } = useSweep();
  const look = useLook(spec);
  const { view, metric, ranked: strategy, names } = look;
  // A panel behind another tab asks for nothing.
  const version = isVisible ? `${sweep.done} ${sweep.status}` : 'hidden';
  const limit = isUnderWay(sweep) ? listed.underWay : listed.done;
  const ranked = useFollowed(isVisible ? `ranked ${sweep.sweepId} ${metric} ${limit} ${strategy} ${series}` : null, version, (api) =>
    api.sweeps.results({ sweepId: sweep.sweepId, order: 'ranked', metric, offset: 0, limit, ...(strategy === null ? {} : { strategy }), ...(series === null ? {} : { series }) }));
  const trials = ranked.value?.results ?? [];
  const lines = trials.slice(0, mostLines);
  const hasBrush = view === 'lines' && Object.keys(brush).length > 0;
  const axes = hasBrush ? axesOf(lines, names, metric) : [];
  const kept = hasBrush ? lines.filter((one) => isBrushed(one, axes, brush)) : trials;
  const open = (number: number): void => void runTrial(client, number, trials);
  const map = useMap(sweep.sweepId, look, isVisible && view === 'map' && names.length > 0, version);
  const matrix = useFollowed(isVisible && view === 'matrix' ? `matrix ${sweep.sweepId} ${metric}` : null, version, (api) => api.sweeps.matrix({ sweepId: sweep.sweepId, metric }));
  return (
    <div className={styles.views}>
      <section className={styles.view} aria-label={{ matrix: 'Matrix', map: 'Map', lines: 'Lines' }[view]}>
        <MapTools spec={spec} view={view} strategy={look.strategy} metric={metric} x={look.x} y={look.y} map={map.value} matrix={matrix.value} />
        {view === 'matrix' ? <ShownMatrix matrix={matrix} onOpen={open} />
          : names.length === 0 ? <Empty title="Nothing of it varies">This strategy was tried once on each series, as it was set.</Empty>
          : view === 'map' ? <ShownMap map={map} onOpen={open} />
          : trials.length === 0 ? <Empty title="No trial yet">Lines come as trials do.</Empty>
          : <ShownLines trials={lines} look={look} />}
      </section>
      <Ranking sweep={sweep} spec={spec} strategy={strategy} series={series} metric={metric} trials={kept} total={hasBrush ? lines.length : null} error={ranked.error} isLoading={ranked.value === null} onOpen={open} />
    </div>
  );
}

/** The map as it is looked at, asked for again as trials come in. */
function useMap(sweepId: string, { metric, strategy, x, y }: Look, isShown: boolean, version: string): Followed<SweepMap> {
  const { others, fixed, series } = useSweep();
  const held = Object.entries(fixed).filter(([name]) => name !== x && name !== y).map(([name, value]) => `${name}=${value}`).join(',');
  return useFollowed(isShown ? `map ${sweepId} ${metric} ${x} ${y} ${others} ${held} ${strategy} ${series}` : null, version, (api) =>
    api.sweeps.map({ sweepId, x, metric, others, strategy, ...(y === null ? {} : { y }), ...(held === '' ? {} : { fixed: held }), ...(series === null ? {} : { series }) }));
}

function Shown<T>({ name, answer: { value, error }, children }: { readonly name: string; readonly answer: Followed<T>; readonly children: (value: T) => ReactNode }) {
  if (value !== null) return children(value);
  return error === null ? <Waiting label={`Loading the ${name}`} /> : <Failed title={`No ${name}`}>{error}</Failed>;
}

function ShownMatrix({ matrix, onOpen }: { readonly matrix: Followed<SweepMatrix>; readonly onOpen: (trial: number) => void }) {
  const { strategy, series, pairs } = useSweep();
  return (
    <Shown name="matrix" answer={matrix}>
      {(value) => (
        <Matrix
          matrix={value} shows={pairs} chosen={series === null ? null : { strategy: strategy ?? 0, series }} onOpen={onOpen}
          onChoose={(pair) => lookAt({ ...pair, x: null, y: null, fixed: {}, brush: {}, trial: null })}
        />
      )}
    </Shown>
  );
}

function ShownMap({ map, onOpen }: { readonly map: Followed<SweepMap>; readonly onOpen: (trial: number) => void }) {
  const trial = useSweep((store) => store.trial);
  return <Shown name="map" answer={map}>{(value) => <HeatMap map={value} trial={trial} onOpen={onOpen} />}</Shown>;
}

function ShownLines({ trials, look: { names, metric } }: { readonly trials: Parameters<typeof ParallelLines>[0]['trials']; readonly look: Look }) {
  const { brush, trial } = useSweep();
  return <ParallelLines trials={trials} params={names} metric={metric} brush={brush} chosen={trial} onBrush={(next) => lookAt({ brush: next })} />;
}
