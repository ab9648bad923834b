import type { IPrimitivePaneRenderer, IPrimitivePaneView, ISeriesApi, ISeriesPrimitive, SeriesAttachedParameter, Time, UTCTimestamp } from 'lightweight-charts';
import { cutFill, type FillPoint } from './cut-fill.ts';
import { indexFrom, placesBetween } from './places-in-sight.ts';

type Target = Parameters<IPrimitivePaneRenderer['draw']>[0];
type Context = Parameters<Parameters<Target['useMediaCoordinateSpace']>[0]>[0]['context'];

/** Colours where the first output is above the second, and where it is below; null: it is not shown. */
export type FillColors = { readonly above: string; readonly below: string } | null;

/** Values of both outputs at a bar; NaN where there is none. */
type FillBar = { readonly time: UTCTimestamp; first: number; second: number };

/** A wash between two outputs behind what is drawn in their pane. Each frame only the bars in sight are drawn, and no more than there are pixels. */
export class BandFill implements ISeriesPrimitive<Time> {
  #bars: FillBar[] = [];
  #colors: FillColors = null;
  #chart: SeriesAttachedParameter<Time> | null = null;
  readonly #views: readonly IPrimitivePaneView[] = [{ zOrder: () => 'bottom', renderer: () => ({ draw: (target) => target.useMediaCoordinateSpace(({ context }) => this.#draw(context)) }) }];

  attached(chart: SeriesAttachedParameter<Time>): void {
    this.#chart = chart;
  }

  detached(): void {
    this.#chart = null;
  }

  paneViews(): readonly IPrimitivePaneView[] {
    return this.#views;
  }

  /** The series it lies behind; null: none. */
  get series(): ISeriesApi<'Line' | 'Histogram'> | null {
    return (this.#chart?.series ?? null) as ISeriesApi<'Line' | 'Histogram'> | null;
  }

  wear(colors: FillColors): void {
    this.#colors = colors;
    this.#chart?.requestUpdate();
  }

  /** All bars anew, ascending. */
  set(times: readonly UTCTimestamp[], first: readonly (number | null)[], second: readonly (number | null)[]): void {
    this.#bars = times.map((time, k) => ({ time, first: first[k] ?? Number.NaN, second: second[k] ?? Number.NaN }));
    this.#chart?.requestUpdate();
  }

  /** One output at a bar that is there, or at a new one. */
  update(time: UTCTimestamp, end: 'first' | 'second', value: number | null): void {
    const at = this.#bars.findLastIndex((bar) => bar.time <= time);
    let bar = this.#bars[at];
    if (bar?.time !== time) {
      bar = { time, first: Number.NaN, second: Number.NaN };
      this.#bars.splice(at + 1, 0, bar);
    }
    bar[end] = value ?? Number.NaN;
  }

  #draw(context: Context): void {
    if (this.#colors === null) return;
    for (const { isFirstAbove, points } of cutFill(this.#pointsInSight())) {
      context.beginPath();
      for (const { x, first } of points) context.lineTo(x, first);
      for (const { x, second } of points.toReversed()) context.lineTo(x, second);
      context.closePath();
      context.fillStyle = isFirstAbove ? this.#colors.above : this.#colors.below;
      context.fill();
    }
  }

  #pointsInSight(): FillPoint[] {
    const scale = this.#chart?.chart.timeScale();
    const range = scale?.getVisibleRange() ?? null;
    const bars = this.#bars;
    if (scale === undefined || range === null) return [];
    // One beyond each edge, so that the wash goes out of sight and does not end in it.
    const from = Math.max(0, indexFrom(bars, Number(range.from)) - 1);
    const to = Math.min(bars.length - 1, indexFrom(bars, Number(range.to)) + 1);
    const xOf = placesBetween(scale, bars, from, to);
    // Where several bars share a pixel, one of them stands for it, and always the same.
    const step = Math.max(1, Math.floor(1 / scale.options().barSpacing));
    return bars.slice(from - (from % step), to + 1).flatMap((bar, k, shown): FillPoint[] => {
      if (k % step !== 0 && k < shown.length - 1) return [];
      const x = xOf(from - (from % step) + k, bar);
      return x === null ? [] : [{ x, first: this.#yOf(bar.first), second: this.#yOf(bar.second) }];
    });
  }

  #yOf(value: number): number {
    return Number.isNaN(value) ? value : (this.series?.priceToCoordinate(value) ?? Number.NaN);
  }
}
