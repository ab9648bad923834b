import type { IPrimitivePaneRenderer, IPrimitivePaneView, ISeriesApi, ISeriesPrimitive, SeriesAttachedParameter, Time, UTCTimestamp } from 'lightweight-charts';
import { layFinished, layForming, type Brick, type BrickPoint } from './lay-bricks.ts';
import { indexFrom, placesBetween } from './places-in-sight.ts';

type Target = Parameters<IPrimitivePaneRenderer['draw']>[0];
type Context = Parameters<Parameters<Target['useMediaCoordinateSpace']>[0]>[0]['context'];

/** Colours of a brick's face and edge. */
export type BrickColors = Readonly<Record<'up' | 'down' | 'forming', { readonly face: string; readonly edge: string }>>;

type BrickBar = { readonly time: UTCTimestamp; open: number; high: number; low: number; close: number };
const parts = ['open', 'high', 'low', 'close'] as const satisfies readonly (keyof BrickPoint)[];
const sides = ['down', 'forming', 'up'] as const;

/** The bricks of an indicator behind the candles. They are laid anew when values have changed, and those in sight are drawn with each frame. */
export class BrickWall implements ISeriesPrimitive<Time> {
  #bars: BrickBar[] = [];
  #bricks: readonly Brick[] | null = null;
  #height = 1;
  /** null: they are not shown. */
  #colors: BrickColors | null = null;
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

  /** @param height of a brick, in price. */
  wear(colors: BrickColors | null, height: number): void {
    this.#colors = colors;
    this.#height = height;
    this.#bricks = null;
    this.#chart?.requestUpdate();
  }

  /** All bars anew, ascending. */
  set(times: readonly UTCTimestamp[], outputs: Readonly<Record<string, readonly (number | null)[]>>): void {
    this.#bars = times.map((time, k) => {
      const [open, high, low, close] = parts.map((part) => outputs[part]?.[k] ?? Number.NaN) as [number, number, number, number];
      return { time, open, high, low, close };
    });
    this.#bricks = null;
    this.#chart?.requestUpdate();
  }

  /** What is said of the newest bar, or of one after it. */
  update(time: UTCTimestamp, outputs: Readonly<Record<string, number | null | undefined>>): void {
    let bar = this.#bars.at(-1);
    if (bar === undefined || bar.time < time) this.#bars.push((bar = { time, open: Number.NaN, high: Number.NaN, low: Number.NaN, close: Number.NaN }));
    if (bar.time !== time) return;
    for (const part of parts) bar[part] = outputs[part] ?? Number.NaN;
    this.#bricks = null;
    this.#chart?.requestUpdate();
  }

  #draw(context: Context): void {
    const [scale, range, colors] = [this.#chart?.chart.timeScale(), this.#chart?.chart.timeScale().getVisibleRange() ?? null, this.#colors];
    if (scale === undefined || range === null || colors === null) return;
    const bars = this.#bars;
    // One beyond each edge, so that no brick ends where the sight does.
    const from = Math.max(0, indexFrom(bars, Number(range.from)) - 1);
    const to = Math.min(bars.length - 1, indexFrom(bars, Number(range.to)) + 1);
    const xOf = placesBetween(scale, bars, from, to);
    const halfBar = scale.options().barSpacing / 2;
    for (const brick of this.#lay()) {
      if (brick.to < from || brick.from > to) continue;
      const [left, right] = [Math.max(from, brick.from), Math.min(to, brick.to)].map((at) => xOf(at, bars[at] as BrickBar));
      const [top, bottom] = [this.series?.priceToCoordinate(brick.top), this.series?.priceToCoordinate(brick.bottom)];
      if (typeof left !== 'number' || typeof right !== 'number' || typeof top !== 'number' || typeof bottom !== 'number') continue;
      const { face, edge } = colors[sides[brick.direction + 1] ?? 'forming'];
      const width = right - left + 2 * halfBar;
      context.fillStyle = face;
      context.fillRect(left - halfBar, top, width, bottom - top);
      context.strokeStyle = edge;
      // Edges of neighbours would cover what is between them where there is no room for both.
      if (width > 3 && bottom - top > 3) context.strokeRect(Math.round(left - halfBar) + 0.5, Math.round(top) + 0.5, Math.round(width) - 1, Math.round(bottom - top) - 1);
    }
  }

  #lay(): readonly Brick[] {
    return (this.#bricks ??= this.#bars.some(({ close }) => !Number.isNaN(close)) ? layFinished(this.#bars) : layForming(this.#bars, this.#height));
  }
}
