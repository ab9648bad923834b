import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { readChartColors, withAlpha, type ChartColors } from './chart-colors.ts';
import { formatMinute } from '../ui/format.ts';
import { splitLog } from './split-log.ts';
import type { ChartZone } from './time-axis.ts';

export type CurveStyle = {
  /** own: the one that matters · benchmark: what it is held against · fall: below the line, filled. */
  readonly kind: 'own' | 'benchmark' | 'fall';
};

export type CurveChartOptions = {
  readonly curves: readonly CurveStyle[];
  /** A value as the axis writes it. */
  readonly format: (value: number) => string;
  readonly isLog: boolean;
  readonly hasTimeAxis: boolean;
  readonly zone: ChartZone;
  /** Charts with the same key share crosshair and zoom. */
  readonly syncKey: string;
  /** The moment under the crosshair, by its place in the data; null: it left. */
  readonly onPoint?: (index: number | null) => void;
  readonly onClick?: (timeMs: number) => void;
};

export type CurveMark = { readonly timeMs: number; readonly value: number; readonly text: string };

const font = "11px 'Archivo Variable', sans-serif";
const axisWidth = 56;
/** Pixels that a pressed pointer may stray and still click. */
const dragDistance = 5;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const daySeconds = 86_400;

/** Lines over time, as large as their element, with a crosshair. A drag zooms in, a double click shows all. */
export class CurveChart {
  readonly #options: CurveChartOptions;
  readonly #plot: uPlot;
  readonly #colors: ChartColors = readChartColors();
  readonly #sizeWatch: ResizeObserver;
  #stretch: { readonly fromMs: number; readonly toMs: number } | null = null;
  #mark: CurveMark | null = null;

  constructor(element: HTMLElement, options: CurveChartOptions) {
    this.#options = options;
    this.#plot = new uPlot(this.#describe(element.clientWidth, element.clientHeight), [[], ...options.curves.map(() => [])], element);
    this.#listenForClicks();
    this.#sizeWatch = new ResizeObserver(() => this.#plot.setSize({ width: element.clientWidth, height: element.clientHeight }));
    this.#sizeWatch.observe(element);
  }

  /** `values`: one list for each curve, over the same ascending moments in milliseconds. */
  setData(timeMs: readonly number[], values: readonly (readonly number[])[]): void {
    this.#plot.setData([timeMs.map((ms) => ms / 1_000), ...values.map((one) => [...one])]);
  }

  /** Washes a stretch of time; null: none. One that lies out of sight brings all into sight. */
  setStretch(stretch: { readonly fromMs: number; readonly toMs: number } | null): void {
    this.#stretch = stretch;
    const { min = -Infinity, max = Infinity } = this.#plot.scales['x'] ?? {};
    const isSeen = stretch === null || (stretch.toMs / 1_000 >= min && stretch.fromMs / 1_000 <= max);
    if (isSeen) this.#plot.redraw(false);
    else this.showAll();
  }

  /** Rings one point and writes beside it; null: none. */
  setMark(mark: CurveMark | null): void {
    this.#mark = mark;
    this.#plot.redraw(false);
  }

  showAll(): void {
    const [time] = this.#plot.data;
    const [first, last] = [time[0], time.at(-1)];
    if (first !== undefined && last !== undefined) this.#plot.setScale('x', { min: first, max: last });
  }

  dispose(): void {
    this.#sizeWatch.disconnect();
    this.#plot.destroy();
  }

  /** Told apart from drags here: the library takes a click for a drag where its place on the page was measured anew in between. */
  #listenForClicks(): void {
    const { over } = this.#plot;
    let downX = Number.NaN;
    over.addEventListener('pointerdown', ({ clientX }) => (downX = clientX));
    over.addEventListener('click', ({ clientX }) => {
      if (Math.abs(clientX - downX) <= dragDistance) this.#options.onClick?.(this.#plot.posToVal(clientX - over.getBoundingClientRect().left, 'x') * 1_000);
    });
  }

  #describe(width: number, height: number): uPlot.Options {
    const { grid, label, edge } = this.#colors;
    const { curves, format, isLog, hasTimeAxis, zone, syncKey, onPoint } = this.#options;
    const lines = { stroke: label, font, ticks: { show: false }, grid: { stroke: grid, width: 1 }, border: { show: true, stroke: edge, width: 1 } };
    return {
      width, height, padding: [8, 0, hasTimeAxis ? 0 : 6, 0], legend: { show: false },
      tzDate: (seconds: number) => dateIn(seconds, zone),
      cursor: { sync: { key: syncKey, setSeries: false }, drag: { x: true, y: false, dist: dragDistance, click: () => undefined }, points: { size: 6, fill: this.#colors.panel } },
      scales: {
        x: { time: true },
        y: isLog ? { distr: 3, range: (_, min, max) => [min * 0.97, max * 1.03] } : { range: (_, min, max) => rangeOf(min, max, curves) },
      },
      series: [{}, ...curves.map((curve) => this.#styleOf(curve))],
      axes: [
        { ...lines, show: hasTimeAxis, size: 22, space: 60, values: (_, splits, _axis, _space, increment) => splits.map((seconds) => nameMoment(seconds, increment, zone)) },
        { ...lines, side: 1, size: axisWidth, space: 28, ...(isLog ? { splits: (_, _axis, min, max) => splitLog(min, max), filter: (_, splits) => splits } : {}), values: (_, splits) => splits.map((value) => (value === null ? null : format(value))) },
      ],
      hooks: {
        drawClear: [(plot) => this.#drawStretch(plot)],
        draw: [(plot) => this.#drawMark(plot)],
        setCursor: [(plot) => onPoint?.(plot.cursor.idx ?? null)],
      },
    };
  }

  #styleOf({ kind }: CurveStyle): uPlot.Series {
    const { own, label, down } = this.#colors;
    const points = { show: false };
    if (kind === 'own') return { stroke: own, width: 1.6, points };
    if (kind === 'benchmark') return { stroke: label, width: 1.1, points };
    return { stroke: down, width: 1.1, fill: withAlpha(down, 0.28), points };
  }

  #drawStretch({ ctx, bbox, valToPos }: uPlot): void {
    if (this.#stretch === null) return;
    const { fromMs, toMs } = this.#stretch;
    const left = Math.max(bbox.left, valToPos(fromMs / 1_000, 'x', true));
    const right = Math.min(bbox.left + bbox.width, valToPos(toMs / 1_000, 'x', true));
    if (right < left) return;
    ctx.save();
    ctx.fillStyle = this.#colors.chosen;
    // A trade of a day among years is a hair: two pixels can still be seen.
    const width = Math.max(2 * devicePixelRatio, right - left);
    ctx.fillRect(left, bbox.top, width, bbox.height);
    ctx.fillStyle = this.#colors.own;
    ctx.fillRect(left, bbox.top, devicePixelRatio, 5 * devicePixelRatio);
    ctx.fillRect(left + width, bbox.top, devicePixelRatio, 5 * devicePixelRatio);
    ctx.restore();
  }

  #drawMark({ ctx, bbox, valToPos }: uPlot): void {
    if (this.#mark === null) return;
    const [x, y] = [valToPos(this.#mark.timeMs / 1_000, 'x', true), valToPos(this.#mark.value, 'y', true)];
    if (x < bbox.left || x > bbox.left + bbox.width) return;
    ctx.save();
    ctx.strokeStyle = ctx.fillStyle = this.#colors.down;
    ctx.lineWidth = 1.5 * devicePixelRatio;
    ctx.beginPath();
    ctx.arc(x, y, 3.5 * devicePixelRatio, 0, 2 * Math.PI);
    ctx.stroke();
    ctx.font = `600 ${11 * devicePixelRatio}px 'Archivo Variable', sans-serif`;
    const isLeft = x < bbox.left + bbox.width / 2;
    ctx.textAlign = isLeft ? 'left' : 'right';
    ctx.fillText(this.#mark.text, x + (isLeft ? 8 : -8) * devicePixelRatio, y + 2 * devicePixelRatio);
    ctx.restore();
  }
}

/** A little air around the values; falls hang from zero. */
function rangeOf(min: number, max: number, curves: readonly CurveStyle[]): uPlot.Range.MinMax {
  if (curves.some(({ kind }) => kind === 'fall')) return [Math.min(min * 1.2, -0.001), 0];
  const air = (max - min || Math.abs(max) || 1) * 0.05;
  return [min - air, max + air];
}

/** A moment whose fields are those of a zone's clock; the library breaks days and hours by them. */
function dateIn(seconds: number, zone: ChartZone): Date {
  const date = new Date(seconds * 1_000);
  return zone === 'local' ? date : uPlot.tzDate(date, zone === 'utc' ? 'UTC' : zone);
}

/** A label of the time axis: years, months, days or minutes, whichever its steps are. */
function nameMoment(seconds: number, increment: number, zone: ChartZone): string {
  const date = dateIn(seconds, zone);
  const month = months[date.getMonth()] ?? '';
  if (increment >= 360 * daySeconds) return String(date.getFullYear());
  if (increment >= 27 * daySeconds) return date.getMonth() === 0 ? String(date.getFullYear()) : month;
  if (increment >= daySeconds) return `${date.getDate()} ${month}`;
  return formatMinute(seconds * 1_000, zone);
}
