import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { useWidth } from './use-width.ts';
import styles from './plot.module.css';
import { linear, type Scale } from './scale.ts';

export type Frame = { readonly x: Scale; readonly y: Scale; readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
export type Tick = { readonly at: number; readonly text: string };

const margin = { left: 6, right: 46, top: 8, bottom: 20 };

/**
 * A picture of numbers, as wide as its place: grid, axes and what is drawn inside. The pointer, or the arrow keys while it has the
 * focus, go from point to point; what the point says is read out below.
 */
export function Plot({ label, height = 168, x: [fromX, toX], y: [fromY, toY], ticksX, ticksY, points, pointsY, say, rest, onChoose, children }: {
  readonly label: string;
  readonly height?: number;
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly ticksX: readonly Tick[];
  readonly ticksY: readonly Tick[];
  /** Where the points lie along x, ascending. */
  readonly points: readonly number[];
  /** Where they lie along y, for points that lie apart: the nearest one is then found in both directions. */
  readonly pointsY?: readonly number[];
  readonly say: (point: number) => ReactNode;
  /** What stands there while no point is chosen. */
  readonly rest: ReactNode;
  /** A click on a point, or Enter while it is chosen. */
  readonly onChoose?: (point: number) => void;
  readonly children: (frame: Frame, point: number | null) => ReactNode;
}) {
  const box = useRef<HTMLElement>(null);
  const width = useWidth(box);
  const [point, setPoint] = useState<number | null>(null);
  const frame: Frame = {
    left: margin.left, right: Math.max(margin.left + 1, width - margin.right), top: margin.top, bottom: height - margin.bottom,
    x: linear(fromX, toX, margin.left, Math.max(margin.left + 1, width - margin.right)), y: linear(fromY, toY, height - margin.bottom, margin.top),
  };
  const onPointerMove = (event: PointerEvent<SVGSVGElement>): void => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const [atX, atY] = [event.clientX - left, event.clientY - top];
    setPoint(nearest(points, (value, i) => Math.hypot(frame.x(value) - atX, pointsY === undefined ? 0 : frame.y(pointsY[i] ?? 0) - atY)));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const last = points.length - 1;
    if (event.key === 'Enter' && point !== null) return onChoose?.(point);
    const next = nextPoint(event.key, point, last, event.shiftKey ? 10 : 1);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    setPoint(next);
  };
  const chosen = point === null || points[point] === undefined ? null : point;
  return (
    <figure ref={box} className={styles.plot} tabIndex={0} aria-label={label} onKeyDown={onKeyDown} onBlur={() => setPoint(null)}>
      <svg width={width} height={height} aria-hidden onPointerMove={onPointerMove} onPointerLeave={() => setPoint(null)} onClick={() => point !== null && onChoose?.(point)}>
        {ticksY.map(({ at, text }) => (
          <g key={at}>
            <line className={styles.grid} x1={frame.left} x2={frame.right} y1={frame.y(at)} y2={frame.y(at)} />
            <text className={styles.axis} x={frame.right + 6} y={frame.y(at) + 3.5}>{text}</text>
          </g>
        ))}
        {ticksX.map(({ at, text }) => (
          <g key={at}>
            <line className={styles.grid} x1={frame.x(at)} x2={frame.x(at)} y1={frame.top} y2={frame.bottom} />
            <text className={styles.axis} x={Math.min(frame.x(at), width - 16)} y={height - 6} textAnchor={frame.x(at) < 24 ? 'start' : 'middle'}>{text}</text>
          </g>
        ))}
        {width > 0 && children(frame, chosen)}
        {chosen !== null && <line className={styles.hair} x1={frame.x(points[chosen] ?? 0)} x2={frame.x(points[chosen] ?? 0)} y1={frame.top} y2={frame.bottom} />}
        <line className={styles.edge} x1={frame.right} x2={frame.right} y1={frame.top} y2={frame.bottom} />
        <line className={styles.edge} x1={frame.left} x2={frame.right} y1={frame.bottom} y2={frame.bottom} />
      </svg>
      <figcaption className={styles.caption} aria-live="polite">{chosen === null ? rest : say(chosen)}</figcaption>
    </figure>
  );
}

/** Where a key leads; undefined: nowhere. */
function nextPoint(key: string, point: number | null, last: number, step: number): number | null | undefined {
  switch (key) {
    case 'ArrowRight': return Math.min(last, point === null ? 0 : point + step);
    case 'ArrowLeft': return Math.max(0, point === null ? last : point - step);
    case 'Home': return 0;
    case 'End': return last;
    case 'Escape': return point === null ? undefined : null;
    default: return undefined;
  }
}

function nearest(points: readonly number[], distanceOf: (value: number, i: number) => number): number | null {
  let best: number | null = null;
  let distance = Infinity;
  points.forEach((value, i) => {
    const away = distanceOf(value, i);
    if (away < distance) [best, distance] = [i, away];
  });
  return best;
}

/** A line of the legend: its stroke and its name. */
export const Key = ({ kind, children }: { readonly kind: 'own' | 'other' | 'dots' | 'band' | 'rose' | 'now'; readonly children: ReactNode }) => (
  <span className={styles.key}><i className={styles[kind]} />{children}</span>
);
