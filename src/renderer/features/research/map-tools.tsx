import type { SweepMetric, SweepSpec } from '../../../contract/model/sweep.ts';
import type { SweepMap } from '../../../contract/model/sweep-views.ts';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { extentOf, shadeOf } from './canvas-colors.ts';
import { metricChoices, metricText, paramText } from './metric-text.ts';
import { countValues } from './read-search.ts';
import styles from './research.module.css';
import { lookAt, useSweep } from './sweep-store.ts';

const views = [{ value: 'map', label: 'Map', hint: 'Two parameters against each other' }, { value: 'lines', label: 'Lines', hint: 'All parameters side by side' }] as const;
const rests = [{ value: 'best', label: 'best of the others' }, { value: 'mean', label: 'mean of the others' }] as const;
/** More values than that are not offered one by one. */
const mostOffered = 60;

/** What is shown of a sweep, and the scale of its colours. */
export function MapTools({ spec, view, metric, x, y, map }: {
  readonly spec: SweepSpec;
  readonly view: 'map' | 'lines';
  readonly metric: SweepMetric;
  readonly x: string;
  readonly y: string | null;
  readonly map: SweepMap | null;
}) {
  const { others, fixed, series } = useSweep();
  const names = Object.keys(spec.space);
  const choices = names.map((name) => ({ value: name, label: name }));
  const rest = names.filter((name) => name !== x && name !== y);
  return (
    <div className={styles.tools} role="group" aria-label="What is shown">
      <Segmented label="View" size="small" value={view} choices={[...views]} onChange={(next) => lookAt({ view: next })} />
      <ChoiceField label="Figure" value={metric} choices={metricChoices} onChange={(next) => lookAt({ metric: next })} />
      {view === 'map' && names.length > 2 && (
        <>
          <ChoiceField label="Across" value={x} choices={choices} onChange={(next) => lookAt(next === y ? { x: next, y: x } : { x: next })} />
          {y !== null && <ChoiceField label="Up" value={y} choices={choices} onChange={(next) => lookAt(next === x ? { y: next, x: y } : { y: next })} />}
          {rest.some((name) => fixed[name] === undefined) && <ChoiceField label="Cell" value={others} choices={[...rests]} onChange={(next) => lookAt({ others: next })} />}
          {rest.map((name) => <Held key={name} name={name} spec={spec} value={fixed[name] ?? null} />)}
        </>
      )}
      {spec.data.length > 1 && (
        <ChoiceField
          label="Series" value={series === null ? 'all' : String(series)} choices={[{ value: 'all', label: 'all' }, ...spec.data.map(({ symbol }, k) => ({ value: String(k), label: symbol }))]}
          onChange={(next) => lookAt({ series: next === 'all' ? null : Number(next) })}
        />
      )}
      {view === 'map' && map !== null && <Legend map={map} />}
    </div>
  );
}

/** A parameter that is not on the map: any value of it, or one. */
function Held({ name, spec, value }: { readonly name: string; readonly spec: SweepSpec; readonly value: number | null }) {
  const axis = spec.space[name];
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

/** From the lowest to the highest value, in the colours of the map. */
function Legend({ map: { values, metric } }: { readonly map: SweepMap }) {
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
