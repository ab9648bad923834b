import {
  createChartEx, createSeriesMarkers,
  type IChartApi, type ISeriesMarkersPluginApi, type LogicalRange, type SeriesMarker, type Time, type UTCTimestamp,
} from 'lightweight-charts';
import { BarBuffer, type ChartBar, type ChartPage } from './bar-buffer.ts';
import { BarSeries } from './bar-series.ts';
import { toChartOptions } from './chart-options.ts';
import { readChartColors, type ChartColors } from './chart-colors.ts';
import { IndicatorLayer, type IndicatorPoint, type IndicatorValues, type IndicatorView } from './indicator-layer.ts';
import { LevelLines, type ChartLevel } from './level-lines.ts';
import { nameAxisPrice } from './name-axis-price.ts';
import type { IndicatorPlan, PanePlan } from './plan.ts';
import { HistoryEdge } from './history-edge.ts';
import { clearWhenElsewhere } from './pointer-watch.ts';
import { keepSight, rangeOf, type ChartSight } from './sight.ts';
import { StretchWash } from './stretch-wash.ts';
import { pacedRun, readablePerSecond } from '../ui/paced-run.ts';
import { fromChartTime, toChartTime, ZonedTimeScale, type ChartZone } from './time-axis.ts';

export type ChartMarker = { readonly id: string; readonly timeMs: number; readonly side: 'buy' | 'sell'; readonly text?: string; readonly isChosen?: boolean };

export type PriceChartOptions = {
  /** Digits of a price, and its smallest step. */
  readonly places: number;
  readonly tickSize: number;
  readonly zone: ChartZone;
  /** Whether bars are shorter than a day. */
  readonly hasClock: boolean;
  /** The left edge comes near: older bars are wanted. */
  readonly onHistoryWanted: () => void;
  /** The bar under the crosshair; null: it left. */
  readonly onPoint: (bar: ChartBar | null) => void;
  /** A click: the bar's time (null: beside the bars) and the id of the mark under it (null: none). */
  readonly onClick?: (click: { readonly timeMs: number | null; readonly mark: string | null }) => void;
};

const edgeBars = 60;

/** The one wrapper round the chart library: candles, volume, indicators, levels and marks of one instrument. */
export class PriceChart {
  readonly #buffer = new BarBuffer();
  readonly #chart: IChartApi;
  readonly #bars: BarSeries;
  readonly #markers: ISeriesMarkersPluginApi<Time>;
  readonly #levels: LevelLines;
  readonly #indicators: IndicatorLayer;
  readonly #options: PriceChartOptions;
  readonly #themeWatch: MutationObserver;
  readonly #wash: StretchWash;
  readonly #listeners = new Set<() => void>();
  #colors: ChartColors;
  #wanted: readonly ChartMarker[] = [];
  #stretch: { readonly fromMs: number; readonly toMs: number } | null = null;
  readonly #tellSoon = pacedRun(readablePerSecond, () => this.#tell());
  readonly #endPointerWatch: () => void;
  #isDisposed = false;
  readonly #edge = new HistoryEdge();

  constructor(element: HTMLElement, options: PriceChartOptions) {
    this.#options = options;
    this.#colors = readChartColors();
    // A bar of a day is named by its date, which no zone may shift.
    const zone: ChartZone = options.hasClock ? options.zone : 'utc';
    this.#chart = createChartEx<Time, ZonedTimeScale>(element, new ZonedTimeScale(zone), toChartOptions(options.hasClock, zone));
    // The scale reaches a little below the lowest price, and there are none below zero.
    const format = { type: 'custom' as const, minMove: options.tickSize, formatter: (price: number) => nameAxisPrice(price, options.places, options.tickSize) };
    this.#bars = new BarSeries(this.#chart, format, this.#colors);
    this.#levels = new LevelLines(this.#bars.candles);
    this.#markers = createSeriesMarkers(this.#bars.candles, []);
    this.#indicators = new IndicatorLayer(this.#chart, this.#colors, (ms) => this.#toTime(ms));
    this.#wash = new StretchWash(this.#chart);
    this.#wear();
    this.#themeWatch = new MutationObserver(() => this.#wearAnew());
    this.#themeWatch.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'data-up-down'] });
    this.#chart.timeScale().subscribeVisibleLogicalRangeChange((range) => this.#watchEdge(range));
    this.#chart.subscribeCrosshairMove(({ time }) => options.onPoint(time === undefined ? null : this.#buffer.at(this.#toMs(time))));
    this.#endPointerWatch = clearWhenElsewhere(element, this.#chart, options.onPoint);
    this.#chart.subscribeClick(({ time, hoveredInfo }) =>
      options.onClick?.({ timeMs: time === undefined ? null : this.#toMs(time), mark: typeof hoveredInfo?.objectId === 'string' ? hoveredInfo.objectId : null }));
  }

  get bars(): readonly ChartBar[] {
    return this.#buffer.bars;
  }

  /** Newer bars were let go to make room; live ones are not taken until the series is set anew. */
  get isCut(): boolean {
    return this.#buffer.isCut;
  }

  /** Tells whenever bars have changed; gives the function that ends it. */
  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  setBars(page: ChartPage): void {
    if (this.#isDisposed) return;
    this.#buffer.reset(page);
    this.#draw();
    this.#chart.timeScale().resetTimeScale();
    this.#edge.reset();
  }

  /** Puts older bars in front; what is in sight stays where it is. */
  prependBars(page: ChartPage): void {
    if (this.#isDisposed) return;
    const range = this.#chart.timeScale().getVisibleLogicalRange();
    const added = this.#buffer.prepend(page);
    if (added > 0) {
      this.#draw();
      if (range !== null) this.#chart.timeScale().setVisibleLogicalRange({ from: range.from + added, to: range.to + added });
    }
    this.#edge.came(page.time.length);
  }

  /** Older bars that were wanted did not come: they are wanted again when the reader moves on, a moment later. */
  missBars(): void {
    this.#edge.missed(performance.now());
  }

  /** Takes changed bars, ascending. The chart library draws them with the next frame, however many come before it. */
  updateBars(bars: readonly ChartBar[]): void {
    if (this.#isDisposed) return;
    for (const bar of bars) {
      if (!this.#buffer.update(bar)) continue;
      this.#bars.update(bar);
    }
    if (this.#buffer.trimFront()) this.#draw();
    else if (bars.length > 0) this.#tellSoon();
  }

  /** Draws these indicators and no others, as they are planned. */
  arrangeIndicators(plans: readonly IndicatorPlan[], panes: readonly PanePlan[]): void {
    if (this.#isDisposed) return;
    this.#indicators.arrange(plans, panes);
    this.#bars.hide(plans.some((plan) => plan.hidesBars));
  }

  /** All values of an indicator that is arranged. */
  setIndicatorValues(id: string, values: IndicatorValues): void {
    if (!this.#isDisposed) this.#indicators.setValues(id, values);
  }

  /** Its newest values. */
  updateIndicator(id: string, points: readonly IndicatorPoint[]): void {
    if (!this.#buffer.isCut && !this.#isDisposed) this.#indicators.update(id, points);
  }

  /** The indicators as the legend reads them. */
  get indicators(): IndicatorView {
    return this.#indicators;
  }

  setMarkers(markers: readonly ChartMarker[]): void {
    if (this.#isDisposed) return;
    this.#wanted = markers;
    const drawn: SeriesMarker<Time>[] = [];
    for (const marker of markers) {
      const start = this.#buffer.startOf(marker.timeMs);
      if (start === null) continue;
      const isBuy = marker.side === 'buy';
      drawn.push({
        id: marker.id, time: this.#toTime(start), position: isBuy ? 'belowBar' : 'aboveBar', shape: isBuy ? 'arrowUp' : 'arrowDown',
        color: marker.isChosen === true ? this.#colors.own : isBuy ? this.#colors.up : this.#colors.down, size: marker.isChosen === true ? 1.6 : 1,
        ...(marker.text === undefined ? {} : { text: marker.text }),
      });
    }
    this.#markers.setMarkers(drawn.sort((a, b) => Number(a.time) - Number(b.time)));
  }

  /** Washes a stretch of bars, both ends included, behind the candles; null: none. */
  setStretch(stretch: { readonly fromMs: number; readonly toMs: number } | null): void {
    if (this.#isDisposed) return;
    this.#stretch = stretch;
    const inside = stretch === null ? [] : this.#buffer.bars.filter(({ time }) => time >= stretch.fromMs && time <= stretch.toMs);
    this.#wash.cover(inside.map(({ time }) => this.#toTime(time)), this.#colors.chosen);
  }

  setLevels(levels: readonly ChartLevel[]): void {
    if (this.#isDisposed) return;
    this.#levels.set(levels, this.#colors);
  }

  /** Height of a price in pixels from the top; null: out of sight. */
  yOf(price: number): number | null {
    if (this.#isDisposed) return null;
    return this.#bars.candles.priceToCoordinate(price);
  }

  /** The price at a height, on a tick. */
  priceAt(y: number): number | null {
    if (this.#isDisposed) return null;
    const price = this.#bars.candles.coordinateToPrice(y);
    return price === null ? null : Math.round(price / this.#options.tickSize) * this.#options.tickSize;
  }

  /** Width of the price axis in pixels. */
  get axisWidth(): number {
    return this.#isDisposed ? 0 : this.#chart.priceScale('right').width();
  }

  get priceHeight(): number {
    return this.#isDisposed ? 0 : (this.#chart.panes()[0]?.getHeight() ?? 0);
  }

  scrollToNow(): void {
    if (this.#isDisposed) return;
    this.#chart.timeScale().scrollToRealTime();
  }

  /** Brings a stretch into sight, with some bars on either side. */
  showRange(fromMs: number, toMs: number): void {
    if (this.#isDisposed) return;
    const bars = this.#buffer.bars;
    const indexOf = (ms: number): number => Math.max(0, bars.findLastIndex((bar) => bar.time <= ms));
    const [from, to] = [indexOf(fromMs), indexOf(toMs)];
    const air = Math.max(15, Math.round((to - from) * 0.3));
    this.#chart.timeScale().setVisibleLogicalRange({ from: from - air, to: to + air });
  }

  showAll(): void {
    if (this.#isDisposed) return;
    this.#chart.timeScale().fitContent();
  }

  /** What is in sight, for another chart of the same series; null: nothing is. */
  get sight(): ChartSight | null {
    return this.#isDisposed ? null : keepSight(this.#chart.timeScale().getVisibleLogicalRange(), this.#buffer.bars, this.#buffer.isCut);
  }

  /** Brings into sight what was in the sight of another chart of the series, as far as its bars are there. */
  restoreSight(sight: ChartSight): void {
    if (this.#isDisposed) return;
    const range = rangeOf(sight, this.#buffer.bars);
    if (range !== null) this.#chart.timeScale().setVisibleLogicalRange(range);
  }

  dispose(): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    // Who drew something may take it away after us, or draw once more before hearing that we are gone: a frame asked for then would fail.
    this.#endPointerWatch();
    this.#indicators.dispose();
    this.#levels.dispose();
    this.#themeWatch.disconnect();
    this.#listeners.clear();
    this.#chart.remove();
  }

  #draw(): void {
    const { bars } = this.#buffer;
    this.#bars.draw(bars);
    this.setMarkers(this.#wanted);
    this.setStretch(this.#stretch);
    this.#tell();
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  #watchEdge(range: LogicalRange | null): void {
    if (range === null || this.#buffer.bars.length === 0 || range.from > edgeBars) return;
    if (this.#edge.ask(performance.now())) this.#options.onHistoryWanted();
  }

  #wear(): void {
    const { label, grid, edge, panel, crosshair } = this.#colors;
    this.#chart.applyOptions({
      layout: { background: { color: panel }, textColor: label, panes: { separatorColor: edge, separatorHoverColor: crosshair } },
      grid: { vertLines: { color: grid }, horzLines: { color: grid } },
      crosshair: { vertLine: { color: label, labelBackgroundColor: crosshair }, horzLine: { color: label, labelBackgroundColor: crosshair } },
      rightPriceScale: { borderColor: edge, textColor: label },
      timeScale: { borderColor: edge },
    });
    this.#bars.wear(this.#colors);
  }

  #wearAnew(): void {
    this.#colors = readChartColors();
    this.#wear();
    this.#indicators.wear(this.#colors);
    this.#draw();
  }

  #toTime(ms: number): UTCTimestamp {
    return toChartTime(ms);
  }

  #toMs(time: Time): number {
    return fromChartTime(time);
  }
}
