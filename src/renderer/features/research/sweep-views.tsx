import type { Sweep, SweepSpec } from '../../../contract/model/sweep.ts';
import { useClient } from '../../app/client-context.tsx';
import { usePanelVisible } from '../../app/panel-visibility.tsx';
import { Empty, Failed } from '../../ui/panel-state.tsx';
import { Waiting } from '../lab/index.ts';
import { HeatMap } from './heat-map.tsx';
import { MapTools } from './map-tools.tsx';
import { axesOf, isBrushed } from './parallel-layout.ts';
import { ParallelLines } from './parallel-lines.tsx';
import { Ranking } from './ranking.tsx';
import styles from './research.module.css';
import { runTrial } from './run-sweep.ts';
import { isUnderWay, lookAt, useSweep } from './sweep-store.ts';
import { useFollowed } from './use-followed.ts';

/** So many of the best are listed: while trials come in, and when all are there. */
const listed = { underWay: 500, done: 5_000 };
/** More lines than that are one surface, and slow to draw. */
const mostLines = 1_500;

/** What came out so far: a map or lines above, the ranking beneath; all three point at the same trial. */
export function SweepViews({ sweep, spec }: { readonly sweep: Sweep; readonly spec: SweepSpec }) {
  const client = useClient();
  const isVisible = usePanelVisible();
  const state = useSweep();
  const { view, others, fixed, series, brush, trial } = state;
  const names = Object.keys(spec.space);
  const metric = state.metric ?? spec.metric;
  const x = state.x ?? names[0] ?? '';
  const y = state.y ?? names.find((name) => name !== x) ?? null;
  // A panel behind another tab asks for nothing.
  const version = isVisible ? `${sweep.done} ${sweep.status}` : 'hidden';
  const limit = isUnderWay(sweep) ? listed.underWay : listed.done;
  const ranked = useFollowed(isVisible ? `ranked ${sweep.sweepId} ${metric} ${limit}` : null, version, (api) => api.sweeps.results({ sweepId: sweep.sweepId, order: 'ranked', metric, offset: 0, limit }));
  const held = Object.entries(fixed).filter(([name]) => name !== x && name !== y).map(([name, value]) => `${name}=${value}`).join(',');
  const map = useFollowed(isVisible && view === 'map' ? `map ${sweep.sweepId} ${metric} ${x} ${y} ${others} ${held} ${series}` : null, version, (api) =>
    api.sweeps.map({ sweepId: sweep.sweepId, x, metric, others, ...(y === null ? {} : { y }), ...(held === '' ? {} : { fixed: held }), ...(series === null ? {} : { series }) }));
  const trials = (ranked.value?.results ?? []).filter((one) => series === null || one.series === series);
  const lines = trials.slice(0, mostLines);
  const hasBrush = view === 'lines' && Object.keys(brush).length > 0;
  const axes = hasBrush ? axesOf(lines, names, metric) : [];
  const kept = hasBrush ? lines.filter((one) => isBrushed(one, axes, brush)) : trials;
  const open = (number: number): void => void runTrial(client, number, trials);
  return (
    <div className={styles.views}>
      <section className={styles.view} aria-label={view === 'map' ? 'Map' : 'Lines'}>
        <MapTools spec={spec} view={view} metric={metric} x={x} y={y} map={map.value} />
        {view === 'lines'
          ? trials.length === 0 ? <Empty title="No trial yet">Lines come as trials do.</Empty> : <ParallelLines trials={lines} params={names} metric={metric} brush={brush} chosen={trial} onBrush={(next) => lookAt({ brush: next })} />
          : map.value !== null ? <HeatMap map={map.value} trial={trial} onOpen={open} /> : map.error === null ? <Waiting label="Loading the map" /> : <Failed title="No map">{map.error}</Failed>}
      </section>
      <Ranking sweep={sweep} spec={spec} metric={metric} trials={kept} total={hasBrush ? lines.length : null} error={ranked.error} isLoading={ranked.value === null} onOpen={open} />
    </div>
  );
}
