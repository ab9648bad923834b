import { HistogramSeries, LineSeries, LineStyle, type IChartApi, type IPriceLine, type ISeriesApi, type UTCTimestamp } from 'lightweight-charts';
import { pacedRun, readablePerSecond } from '../ui/paced-run.ts';
import type { ChartColors } from './chart-colors.ts';
import { BrickLayer } from './brick-layer.ts';
import { CandleLayer } from './candle-layer.ts';
import { FillLayer } from './fill-layer.ts';
import { formatReading, isWholeOutput } from './format-reading.ts';
import { PaneStack, type PanePlace } from './pane-stack.ts';
import { pricesPane, type IndicatorPlan, type OutputPlan, type PanePlan } from './plan.ts';

/** A value or null for each time, by output. */
export type IndicatorValues = { readonly time: readonly number[]; readonly outputs: Readonly<Record<string, readonly (number | null)[]>> };
export type IndicatorPoint = { readonly time: number; readonly outputs: Readonly<Record<string, number | null>> };

/** An output at one bar, as the legend shows it. */
export type IndicatorReading = { readonly name: string; readonly pane: string; readonly color: string; readonly value: number | null };

/** What others may see of the indicators of a chart. */
export type IndicatorView = {
  /** The outputs that are in sight, at a bar; null: the newest of each. Empty while the indicator is not drawn. */
  read(id: string, barMs: number | null): readonly IndicatorReading[];
  /** Whether it was computed and has a value at no bar. */
  isEmpty(id: string): boolean;
  /** Tells, at most once a frame, whenever one was drawn or changed, or a pane has another place; gives the function that ends it. */
  watch(listener: () => void): () => void;
  /** Grows with every change. */
  readonly version: number;
  /** The panes from the top down, that of the prices first; in pixels of the chart. */
  readonly places: readonly PanePlace[];
  /** Heights of panes that were dragged since they were arranged, where that of the prices is 1. */
  readonly draggedShares: Readonly<Record<string, number>>;
};

type DrawnOutput = {
  /** Null where it is a part of candles. */
  readonly line: ISeriesApi<'Line' | 'Histogram'> | null;
  readonly levels: readonly IPriceLine[];
  plan: OutputPlan;
  /** What is drawn, by the start of its bar. */
  readonly values: Map<number, number>;
  /** Bars that were drawn at once, also those without a value: there the line has a gap. */
  times: readonly number[];
  /** The newest bar that was told, and the newest with a value. */
  toldMs: number;
  newestMs: number;
};
type Drawn = Map<string, DrawnOutput>;

const dashes = { solid: LineStyle.Solid, dashed: LineStyle.Dashed, dotted: LineStyle.Dotted } as const;

/** The indicators of a chart. Their values are kept by bar, so that the legend reads them and nothing is asked of the chart library for it. */
export class IndicatorLayer implements IndicatorView {
  readonly #chart: IChartApi;
  readonly #toTime: (ms: number) => UTCTimestamp;
  readonly #drawn = new Map<string, Drawn>();
  readonly #fills: FillLayer;
  readonly #candles: CandleLayer;
  readonly #bricks: BrickLayer;
  readonly #panes: PaneStack;
  readonly #listeners = new Set<() => void>();
  #colors: ChartColors;
  #version = 0;
  readonly #tellListeners = pacedRun(readablePerSecond, () => [...this.#listeners].forEach((listen) => listen()));

  constructor(chart: IChartApi, colors: ChartColors, toTime: (ms: number) => UTCTimestamp) {
    this.#chart = chart;
    this.#colors = colors;
    this.#toTime = toTime;
    this.#fills = new FillLayer(colors, toTime);
    this.#candles = new CandleLayer(chart, colors, toTime);
    this.#bricks = new BrickLayer(colors, toTime);
    this.#panes = new PaneStack(chart, () => this.#tell());
  }

  get version(): number {
    return this.#version;
  }

  get places(): readonly PanePlace[] {
    return this.#panes.places;
  }

  get draggedShares(): Readonly<Record<string, number>> {
    return this.#panes.draggedShares;
  }

  /** Draws these and no others, each output in its pane and its look, panes in their order. What is drawn already keeps its values. */
  arrange(plans: readonly IndicatorPlan[], panes: readonly PanePlan[]): void {
    const wanted = new Map(plans.map((plan) => [plan.id, plan]));
    for (const [id, drawn] of this.#drawn) {
      const plan = wanted.get(id);
      for (const [name, output] of drawn) {
        const next = plan?.outputs.find((one) => one.name === name);
        if (next === undefined || next.pane !== output.plan.pane || next.style !== output.plan.style || next.hasOwnScale !== output.plan.hasOwnScale) this.#take(drawn, name);
      }
      if (plan === undefined) this.#drawn.delete(id);
    }
    this.#panes.arrange(panes);
    for (const plan of plans) {
      const drawn: Drawn = this.#drawn.get(plan.id) ?? new Map();
      this.#drawn.set(plan.id, drawn);
      plan.outputs.forEach((output, place) => this.#wearOutput(drawn, output, place === 0 ? plan.levels : []));
    }
    this.#candles.arrange(plans, (pane) => this.#panes.indexOf(pane));
    const seriesOf = (id: string, output: string) => this.#drawn.get(id)?.get(output)?.line ?? null;
    this.#fills.arrange(plans, seriesOf);
    this.#bricks.arrange(plans, seriesOf);
    this.#panes.observe();
    this.#tell();
  }

  /** Draws all values of an indicator anew. */
  setValues(id: string, { time, outputs }: IndicatorValues): void {
    for (const [name, held] of this.#drawn.get(id) ?? []) {
      const column = outputs[name] ?? [];
      held.values.clear();
      held.times = time;
      held.toldMs = time.at(-1) ?? -Infinity;
      held.newestMs = -Infinity;
      time.forEach((ms, k) => {
        const value = column[k];
        if (value === null || value === undefined) return;
        held.values.set(ms, value);
        held.newestMs = ms;
      });
      this.#repaint(held);
    }
    this.#fills.setValues(id, time, outputs);
    this.#candles.setValues(id, time, outputs);
    this.#bricks.setValues(id, time, outputs);
    this.#tell();
  }

  update(id: string, points: readonly IndicatorPoint[]): void {
    const drawn = this.#drawn.get(id);
    if (drawn === undefined) return;
    for (const { time, outputs } of points) {
      this.#candles.update(id, time, outputs);
      this.#bricks.update(id, time, outputs);
      for (const [name, value] of Object.entries(outputs)) {
        const held = drawn.get(name);
        if (held === undefined || time < held.toldMs || (value === null && !held.values.has(time))) continue;
        held.toldMs = time;
        this.#fills.update(id, name, time, value);
        if (value === null) {
          held.values.delete(time);
          held.line?.update({ time: this.#toTime(time) });
        } else {
          held.newestMs = time;
          held.values.set(time, value);
          held.line?.update(this.#toPoint(held, time, value));
        }
      }
    }
    this.#tell();
  }

  read(id: string, barMs: number | null): readonly IndicatorReading[] {
    const readings: IndicatorReading[] = [];
    for (const [name, { plan, values, newestMs }] of this.#drawn.get(id) ?? []) {
      if (!plan.look.isShown) continue;
      const value = values.get(barMs ?? newestMs) ?? null;
      readings.push({ name, pane: plan.pane, color: this.#colorOf(plan, value), value });
    }
    return readings;
  }

  isEmpty(id: string): boolean {
    const drawn = [...(this.#drawn.get(id)?.values() ?? [])];
    return drawn.length > 0 && drawn.every(({ toldMs, newestMs }) => toldMs > -Infinity && newestMs === -Infinity);
  }

  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Takes other colours, as those of the other theme. */
  wear(colors: ChartColors): void {
    this.#colors = colors;
    this.#fills.wear(colors);
    this.#candles.wear(colors);
    this.#bricks.wear(colors);
    for (const drawn of this.#drawn.values()) {
      for (const held of drawn.values()) {
        held.line?.applyOptions({ color: this.#colorOf(held.plan, 0) });
        for (const level of held.levels) level.applyOptions({ color: colors.level });
        if (held.plan.look.hue === 'sign') this.#repaint(held);
      }
    }
    this.#tell();
  }

  /** Forgets all of it: the chart takes its series away itself. */
  dispose(): void {
    this.#panes.dispose();
    this.#candles.dispose();
    this.#drawn.clear();
    this.#listeners.clear();
  }

  #wearOutput(drawn: Drawn, plan: OutputPlan, levels: readonly number[]): void {
    const held = drawn.get(plan.name);
    if (held === undefined) {
      drawn.set(plan.name, this.#add(plan, levels));
      return;
    }
    const isRepainted = held.plan.look.hue !== plan.look.hue;
    held.plan = plan;
    held.line?.applyOptions(this.#toOptions(plan));
    if (isRepainted) this.#repaint(held);
  }

  #add(plan: OutputPlan, heights: readonly number[]): DrawnOutput {
    const empty = { plan, values: new Map(), times: [], toldMs: -Infinity, newestMs: -Infinity };
    if (plan.style === 'candles') return { ...empty, line: null, levels: [] };
    const isOverPrices = plan.pane === pricesPane;
    const at = this.#panes.indexOf(plan.pane);
    // The candles set the scale of the prices: a far level must not press them flat.
    const scaling = isOverPrices
      ? { autoscaleInfoProvider: () => null }
      : { priceFormat: { type: 'custom' as const, minMove: 1e-6, formatter: (value: number) => formatReading(value, isWholeOutput(plan.name) ? 0 : null) } };
    // A scale of its own has no axis; the legend says its values.
    const scale = plan.hasOwnScale ? { priceScaleId: `own-${plan.name}` } : {};
    const options = { priceLineVisible: false, lastValueVisible: !isOverPrices && !plan.hasOwnScale, ...scale, ...scaling, ...this.#toOptions(plan) };
    const line = plan.style === 'histogram' ? this.#chart.addSeries(HistogramSeries, options, at) : this.#chart.addSeries(LineSeries, { ...options, crosshairMarkerVisible: false }, at);
    const levels = heights.map((price) => line.createPriceLine({ price, color: this.#colors.level, lineWidth: 1, lineStyle: LineStyle.Dotted, axisLabelVisible: false, title: '' }));
    return { ...empty, line, levels };
  }

  #toOptions(plan: OutputPlan) {
    const { width, dash, isShown } = plan.look;
    const shared = { color: this.#colorOf(plan, 0), visible: isShown };
    if (plan.style === 'histogram') return shared;
    const isDots = plan.style === 'dots';
    return { ...shared, lineWidth: width as 1 | 2 | 3 | 4, lineStyle: dashes[dash], lineVisible: !isDots && plan.style !== 'bricks', pointMarkersVisible: isDots, pointMarkersRadius: width + 0.5 };
  }

  #take(drawn: Drawn, name: string): void {
    const held = drawn.get(name);
    if (held?.line) this.#chart.removeSeries(held.line);
    drawn.delete(name);
  }

  /** Draws all that is known of an output. */
  #repaint(held: DrawnOutput): void {
    if (held.line === null) return;
    const { times, values } = held;
    const last = times.at(-1) ?? -Infinity;
    const later = [...values.keys()].filter((ms) => ms > last).sort((a, b) => a - b);
    held.line.setData([...times, ...later].map((ms) => {
      const value = values.get(ms);
      return value === undefined ? { time: this.#toTime(ms) } : this.#toPoint(held, ms, value);
    }));
  }

  #toPoint({ plan }: DrawnOutput, ms: number, value: number) {
    const point = { time: this.#toTime(ms), value };
    return plan.look.hue === 'sign' ? { ...point, color: this.#colorOf(plan, value) } : point;
  }

  #colorOf({ look: { hue } }: OutputPlan, value: number | null): string {
    return hue === 'sign' ? ((value ?? 0) >= 0 ? this.#colors.up : this.#colors.down) : this.#colors.hues[hue];
  }

  #tell(): void {
    this.#version += 1;
    this.#tellListeners();
  }
}
