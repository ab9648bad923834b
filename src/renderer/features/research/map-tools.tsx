import type { SweepMetric, SweepSpace, SweepSpec } from '../../../contract/model/sweep.ts';
import type { SweepMap, SweepMatrix } from '../../../contract/model/sweep-views.ts';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { extentOf, shadeOf } from './canvas-colors.ts';
import { metricChoices, metricText, paramText } from './metric-text.ts';
import { countValues } from './read-search.ts';
import styles from './research.module.css';
import { hasPairs, sweptOf } from './swept.ts';
import { lookAt, useSweep, type SweepView } from './sweep-store.ts';

const pairs = { value: 'matrix', label: 'Matrix', hint: 'Every strategy on every series' } as const;
const views = [{ value: 'map', label: 'Map', hint: 'Two parameters against each other' }, { value: 'lines', label: 'Lines', hint: 'All parameters side by side' }] as const;
const cells = [{ value: 'best', label: 'the best trial' }, { value: 'median', label: 'the median trial' }] as const;
const rests = [{ value: 'best', label: 'best of the others' }, { value: 'mean', label: 'mean of the others' }] as const;
/** More values than that are not offered one by one. */
const mostOffered = 60;

/** What is shown of a sweep, and the scale of its colours. */
export function MapTools({ spec, view, strategy, metric, x, y, map, matrix }: {
  readonly spec: SweepSpec;
  readonly view: SweepView;
  /** Place of the strategy that map and lines are of. */
  readonly strategy: number;
  readonly metric: SweepMetric;
  readonly x: string;
  readonly y: string | null;
  readonly map: SweepMap | null;
  readonly matrix: SweepMatrix | null;
}) {
  const { others, fixed, series, pairs: shows } = useSweep();
  const swept = sweptOf(spec);
  const space = swept[strategy]?.space ?? spec.space;
  const names = Object.keys(space);
  const choices = names.map((name) => ({ value: name, label: name }));
  const rest = names.filter((name) => name !== x && name !== y);
  return (
    <div className={styles.tools} role="group" aria-label="What is shown">
      <Segmented label="View" size="small" value={view} choices={[...(hasPairs(spec) ? [pairs] : []), ...views]} onChange={(next) => lookAt({ view: next, trial: null })} />
      <ChoiceField label="Figure" value={metric} choices={metricChoices} onChange={(next) => lookAt({ metric: next })} />
      {view === 'matrix' && <ChoiceField label="Cell" value={shows} choices={[...cells]} onChange={(next) => lookAt({ pairs: next })} />}
      {view !== 'matrix' && swept.length > 1 && (
        <ChoiceField label="Strategy" value={String(strategy)} choices={swept.map((one, k) => ({ value: String(k), label: one.strategy }))} onChange={(next) => lookAt({ strategy: Number(next), x: null, y: null, fixed: {}, brush: {}, trial: null })} />
      )}
      {view === 'map' && names.length > 2 && (
        <>
          <ChoiceField label="Across" value={x} choices={choices} onChange={(next) => lookAt(next === y ? { x: next, y: x } : { x: next })} />
          {y !== null && <ChoiceField label="Up" value={y} choices={choices} onChange={(next) => lookAt(next === x ? { y: next, x: y } : { y: next })} />}
          {rest.some((name) => fixed[name] === undefined) && <ChoiceField label="Cell" value={others} choices={[...rests]} onChange={(next) => lookAt({ others: next })} />}
          {rest.map((name) => <Held key={name} name={name} space={space} value={fixed[name] ?? null} />)}
        </>
      )}
      {view !== 'matrix' && spec.data.length > 1 && (
        <ChoiceField
          label="Series" value={series === null ? 'all' : String(series)} choices={[{ value: 'all', label: 'all' }, ...spec.data.map(({ symbol }, k) => ({ value: String(k), label: symbol }))]}
          onChange={(next) => lookAt({ series: next === 'all' ? null : Number(next) })}
        />
      )}
      {view === 'map' && map !== null && <Legend values={map.values} metric={map.metric} />}
      {view === 'matrix' && matrix !== null && <Legend values={matrix[shows]} metric={matrix.metric} />}
    </div>
  );
}

/** A parameter that is not on the map: any value of it, or one. */
function Held({ name, space, value }: { readonly name: string; readonly space: SweepSpace; readonly value: number | null }) {
  const axis = space[name];
  if (axis === undefined || (!Array.isArray(axis) && axis.step === undefined) || countValues(axis) > mostOffered) return null;
  const values = Array.isArray(axis) ? axis : Array.from({ length: countValues(axis) }, (_, k) => Number((axis.from + k * (axis.step ?? 1)).toPrecision(15)));
  const { fixed } = useSweep.getState();
  const { [name]: _, ...without } = fixed;
  return (
    <ChoiceField
      label={name} value={value === null ? 'any' : String(value)} choices={[{ value: 'any', label: 'any' }, ...values.map((one) => ({ value: String(one), label: paramText(one) }))]}
      onChange={(next) => lookAt({ fixed: next === 'any' ? without : { ...without, [name]: Number(next) } })}
    />
  );
}

const swatches = 9;

/** From the lowest to the highest value, in the colours of the cells. */
function Legend({ values, metric }: Pick<SweepMap, 'values' | 'metric'>) {
  const extent = extentOf(values);
  if (extent === null) return null;
  const at = (k: number): number => extent.low + ((extent.high - extent.low) * k) / (swatches - 1);
  return (
    <span className={styles.legend} role="img" aria-label={`Colours from ${metricText(metric, extent.low)} to ${metricText(metric, extent.high)}`}>
      {metricText(metric, extent.low)}
      <span className={styles.swatches}>
        {Array.from({ length: swatches }, (_, k) => {
          const { isGood, share } = shadeOf(metric, at(k), extent);
          return <i key={k} style={{ background: `color-mix(in srgb, var(${isGood ? '--phosphor' : '--down'}) ${(share * 100).toFixed(0)}%, var(--panel))` }} />;
        })}
      </span>
      {metricText(metric, extent.high)}
    </span>
  );
}
