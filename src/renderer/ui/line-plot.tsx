import type { ReactNode } from 'react';
import { splitLog } from '../chart/split-log.ts';
import { cx } from './cx.ts';
import type { TimeZoneChoice } from './format.ts';
import styles from './line-plot.module.css';
import { nameMoments, sayMoment } from './name-moments.ts';
import { Plot, type Tick } from './plot.tsx';
import { roundLevels, toPath } from './scale.ts';

export type PlotLine = {
  readonly name: string;
  /** own: the one that matters · other: what it is held against · one of eight: among equals · area: filled from zero. */
  readonly kind: 'own' | 'other' | 'area' | LineColor;
  /** null, or not a number: nothing there. */
  readonly values: readonly (number | null)[];
};

/** The neutral colours of series in their order; the later four are dashed. */
export type LineColor = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;
export const lineColors: readonly LineColor[] = [0, 1, 2, 3, 4, 5, 6, 7];

export type LinePlotProps = {
  readonly label: string;
  readonly time: readonly number[];
  readonly lines: readonly PlotLine[];
  readonly format: (value: number | null) => string;
  /** For the axis, where it is to be shorter. */
  readonly formatTick?: (value: number, step: number) => string;
  readonly height?: number;
  readonly isLog?: boolean;
  /** Zero is always in sight, and drawn. */
  readonly hasZero?: boolean;
  readonly zone: TimeZoneChoice;
};

/** Lines over time with their legend; what they say at a moment is read out below. */
export function LinePlot({ label, time, lines, format, formatTick = format, height = 190, isLog = false, hasZero = false, zone }: LinePlotProps) {
  const [low, high] = rangeOf(lines, hasZero);
  const air = (high - low || Math.abs(high) || 1) * 0.05;
  const toY = isLog ? Math.log : (value: number): number => value;
  const [from, to] = [time[0] ?? 0, time.at(-1) ?? 1];
  const hasClock = time.some((ms) => ms % 86_400_000 !== 0);
  return (
    <Plot
      label={label} height={height} x={[from, to]} y={isLog ? [Math.log(low * 0.97), Math.log(high * 1.03)] : [low - air, high + air]}
      ticksX={timeTicks(from, to, zone)} ticksY={levelsOf(low, high, isLog).map(({ at, step }) => ({ at: toY(at), text: formatTick(at, step) }))} points={time}
      say={(point) => <><span>{sayMoment(time[point] ?? 0, hasClock, zone)}</span>{lines.map((line) => <LineKey key={line.name} line={line}><b>{format(line.values[point] ?? null)}</b></LineKey>)}</>}
      rest={lines.map((line) => <LineKey key={line.name} line={line}>{null}</LineKey>)}
    >
      {({ x, y, left, right }) => (
        <>
          {hasZero && <line className={styles.zero} x1={left} x2={right} y1={y(0)} y2={y(0)} />}
          {lines.map(({ name, kind, values }) => {
            const points = time.map((ms, i) => [x(ms), valueAt(values, i, toY, y)] as const);
            return kind === 'area'
              ? <path key={name} className={styles.area} d={`M${x(from).toFixed(1)} ${y(0).toFixed(1)}${toPath(points).replace('M', 'L')}L${x(to).toFixed(1)} ${y(0).toFixed(1)}Z`} />
              : <path key={name} className={cx(styles.line, styles[classOf(kind)])} d={toPath(points)} />;
          })}
        </>
      )}
    </Plot>
  );
}

const classOf = (kind: PlotLine['kind']): string => (typeof kind === 'number' ? `color${kind}` : kind);

function valueAt(values: PlotLine['values'], i: number, toY: (value: number) => number, y: (value: number) => number): number | null {
  const value = values[i] ?? null;
  return value === null ? null : y(toY(value));
}

/** A line of the legend; the drawing says which, the name is beside it. */
const LineKey = ({ line: { name, kind }, children }: { readonly line: PlotLine; readonly children: ReactNode }) => (
  <span className={styles.key}><i className={styles[classOf(kind)]} />{name} {children}</span>
);

function rangeOf(lines: readonly PlotLine[], hasZero: boolean): readonly [number, number] {
  let [low, high] = hasZero ? [0, 0] : [Infinity, -Infinity];
  for (const { values } of lines) {
    for (const value of values) {
      if (value === null || !Number.isFinite(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return low <= high ? [low, high] : [0, 1];
}

function levelsOf(low: number, high: number, isLog: boolean): { readonly at: number; readonly step: number }[] {
  const levels = isLog ? splitLog(low, high) : roundLevels(low, high, 4);
  return levels.map((at, i) => ({ at, step: (levels[i + 1] ?? at) - at || at - (levels[i - 1] ?? at) }));
}

function timeTicks(from: number, to: number, zone: TimeZoneChoice): Tick[] {
  const places = [0.1, 0.3, 0.5, 0.7, 0.9].map((share) => from + share * (to - from));
  const names = nameMoments(places, to - from, zone);
  return places.map((at, i) => ({ at, text: names[i] ?? '' }));
}
