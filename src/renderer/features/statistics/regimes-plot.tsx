import type { Regimes, SeriesDescription } from '../../../contract/model/description.ts';
import type { TimeZoneChoice } from '../../ui/format.ts';
import { formatNumber, formatPercent } from '../../ui/format.ts';
import { Key, Plot, type Tick } from '../../ui/plot.tsx';
import { roundLevels, toPath } from '../../ui/scale.ts';
import { nameMoments, sayMoment } from '../../ui/name-moments.ts';
import styles from './plots.module.css';

type Line = SeriesDescription['line'];

/** Moments under a line that is drawn by place: nights and weekends take no room. */
export function momentTicks({ place, time }: Line, zone: TimeZoneChoice, wanted: number): Tick[] {
  const last = place.length - 1;
  const chosen = [...new Set(Array.from({ length: wanted }, (_, i) => Math.round(((i + 0.5) / wanted) * last)))];
  const names = nameMoments(chosen.map((i) => time[i] ?? 0), (time.at(-1) ?? 0) - (time[0] ?? 0), zone);
  return chosen.map((i, k) => ({ at: place[i] ?? 0, text: names[k] ?? '' }));
}

/** The price with its wild times behind it, and a ribbon of the regimes beneath. */
export function RegimesPlot({ regimes: { spans, states }, line, places, hasClock, zone, valueName }: {
  readonly regimes: Regimes;
  readonly line: Line;
  readonly places: number;
  readonly hasClock: boolean;
  readonly zone: TimeZoneChoice;
  /** What the line is: price, equity. */
  readonly valueName: string;
}) {
  const [low, high] = [Math.min(...line.value), Math.max(...line.value)];
  const air = (high - low || 1) * 0.06;
  const end = line.place.at(-1) ?? 1;
  const stateAt = (place: number) => spans.find(({ from, to }) => place >= from && place < to)?.state ?? 0;
  const wild = spans.filter(({ state }) => state === states.length - 1);
  return (
    <Plot
      label={`Regimes over the ${valueName}`} height={190} x={[0, end]} y={[low - 3 * air, high + air]} ticksX={momentTicks(line, zone, 6)}
      ticksY={roundLevels(low, high, 4).map((at) => ({ at, text: formatNumber(at, Math.min(places, high - low > 20 ? 0 : places)) }))} points={line.place}
      say={(point) => <span>{sayMoment(line.time[point] ?? 0, hasClock, zone)} <b>{formatNumber(line.value[point] ?? 0, places)}</b> · {states[stateAt(line.place[point] ?? 0)]?.name}</span>}
      rest={<>
        <Key kind="own">{valueName}</Key>
        <Key kind="rose">wild, {formatPercent(states.at(-1)?.annualVolatility ?? 0, 0)} a year</Key>
        <Key kind="band">calm, {formatPercent(states[0]?.annualVolatility ?? 0, 0)}</Key>
      </>}
    >
      {({ x, y, top, bottom }) => (
        <>
          {wild.map(({ from, to }) => <rect key={from} className={styles.wash} x={x(from - 0.5)} width={Math.max(0.75, x(to - 0.5) - x(from - 0.5))} y={top} height={bottom - top} />)}
          {spans.map(({ state, from, to }) => <rect key={from} className={state === 0 ? styles.calm : styles.wild} x={x(Math.max(0, from - 0.5))} width={Math.max(0.75, x(Math.min(end, to - 0.5)) - x(Math.max(0, from - 0.5)))} y={bottom - 8} height={8} />)}
          <path className={styles.price} d={toPath(line.place.map((place, i) => [x(place), y(line.value[i] ?? 0)]))} />
        </>
      )}
    </Plot>
  );
}
