import type { SeriesDescription, VolatilityOutlook } from '../../../contract/model/description.ts';
import type { TimeZoneChoice } from '../../ui/format.ts';
import { formatPercent } from '../../ui/format.ts';
import { Key, Plot } from '../../ui/plot.tsx';
import { sayMoment } from '../../ui/name-moments.ts';
import { momentTicks } from './regimes-plot.tsx';
import { splitLog } from '../../chart/split-log.ts';
import { percentPlaces, roundLevels, toBand, toPath } from '../../ui/scale.ts';
import styles from './plots.module.css';

const levelsOf = (low: number, high: number) => {
  const levels = roundLevels(low, high, 4);
  const places = percentPlaces((levels[1] ?? 1) - (levels[0] ?? 0));
  return levels.map((at) => ({ at, text: formatPercent(at, places) }));
};

/** The model's volatility over the series, and what it expects of the next returns, with the interval. */
export function VolatilityPlot({ volatility: { model, forecast }, line, usual, hasClock, zone }: {
  readonly volatility: VolatilityOutlook;
  readonly line: SeriesDescription['line'];
  readonly usual: number;
  readonly hasClock: boolean;
  readonly zone: TimeZoneChoice;
}) {
  if (model === null || forecast === null) return null;
  const end = line.place.at(-1) ?? 1;
  const ahead = forecast.volatility.length;
  // The returns to come take a quarter of the picture, however many came before.
  const step = Math.max(1, end / (3 * ahead));
  const future = forecast.volatility.map((_, i) => end + (i + 1) * step);
  const path = model.path.map((value) => value ?? Number.NaN);
  const known = path.filter(Number.isFinite);
  // Twice as volatile is as far up as half as volatile is down: a crash does not press all else to the floor.
  const [least, most] = [Math.min(usual, ...known, ...forecast.low) * 0.92, Math.max(usual, ...known, ...forecast.high) * 1.08];
  return (
    <Plot
      label="Volatility and its forecast" height={190} x={[0, end + ahead * step]} y={[Math.log(least), Math.log(most)]} ticksX={[...momentTicks(line, zone, 4), { at: end + (ahead * step) / 2, text: `next ${ahead}` }]}
      ticksY={splitLog(least, most).map((at) => ({ at: Math.log(at), text: formatPercent(at, percentPlaces(at / 2)) }))} points={[...line.place, ...future]}
      say={(point) => {
        const next = point - line.place.length;
        return next < 0
          ? <span>{sayMoment(line.time[point] ?? 0, hasClock, zone)} <b>{formatPercent(model.path[point] ?? null, 1)}</b> a year</span>
          : <span>{next + 1} ahead: <b>{formatPercent(forecast.volatility[next] ?? null, 1)}</b>, in 9 of 10 cases from {formatPercent(forecast.low[next] ?? null, 1)} to {formatPercent(forecast.high[next] ?? null, 1)}</span>;
      }}
      rest={<><Key kind="own">{model.name}</Key><Key kind="other">usual, {formatPercent(usual, 1)}</Key><Key kind="band">90% of cases</Key></>}
    >
      {({ x, y: place, left, right, top, bottom }) => {
        const y = (value: number): number => place(Math.log(value));
        return (
        <>
          <rect className={styles.ahead} x={x(end)} width={right - x(end)} y={top} height={bottom - top} />
          <line className={styles.other} x1={left} x2={right} y1={y(usual)} y2={y(usual)} />
          <path className={styles.band} d={toBand([x(end), ...future.map(x)], [y(path.at(-1) ?? usual), ...forecast.low.map(y)], [y(path.at(-1) ?? usual), ...forecast.high.map(y)])} />
          <path className={styles.price} d={toPath(line.place.map((place, i) => [x(place), y(path[i] ?? Number.NaN)]))} />
          <path className={styles.expected} d={toPath([[x(end), y(path.at(-1) ?? Number.NaN)], ...future.map((at, i) => [x(at), y(forecast.volatility[i] ?? Number.NaN)] as const)])} />
          <line className={styles.now} x1={x(end)} x2={x(end)} y1={top} y2={bottom} />
        </>
        );
      }}
    </Plot>
  );
}

/** How volatility lay over windows of growing length, and where the last window lies. */
export function ConePlot({ cone }: { readonly cone: VolatilityOutlook['cone'] }) {
  if (cone.length < 2) return null;
  const places = cone.map((_, i) => i);
  const most = Math.max(...cone.map((one) => Math.max(one.high, one.now, Math.min(one.most, one.high * 1.8)))) * 1.06;
  const least = Math.min(...cone.map((one) => Math.min(one.least, one.now))) * 0.9;
  return (
    <Plot
      label="Volatility by window" height={148} x={[-0.3, cone.length - 0.7]} y={[least, most]} ticksX={cone.map(({ window }, at) => ({ at, text: String(window) }))} ticksY={levelsOf(least, most)} points={places}
      say={(point) => {
        const one = cone[point];
        return one === undefined ? null : <span>Last {one.window}: <b>{formatPercent(one.now, 1)}</b> · usual {formatPercent(one.median, 1)} · 8 of 10 from {formatPercent(one.low, 1)} to {formatPercent(one.high, 1)}</span>;
      }}
      rest={<><Key kind="now">now</Key><Key kind="own">usual</Key><Key kind="band">8 of 10</Key><Key kind="other">least and most</Key></>}
    >
      {({ x, y, top }, chosen) => (
        <>
          <path className={styles.band} d={toBand(places.map(x), cone.map(({ low }) => y(low)), cone.map(({ high }) => y(high)))} />
          <path className={styles.other} d={toPath(cone.map(({ least: one }, i) => [x(i), y(one)]))} />
          <path className={styles.other} d={toPath(cone.map(({ most: one }, i) => [x(i), Math.max(top, y(one))]))} />
          <path className={styles.own} d={toPath(cone.map(({ median }, i) => [x(i), y(median)]))} />
          {cone.map(({ window, now }, i) => <circle key={window} className={styles.nowDot} cx={x(i)} cy={y(now)} r={chosen === i ? 4.5 : 3} />)}
        </>
      )}
    </Plot>
  );
}
