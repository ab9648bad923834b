import { HistogramSeries, LineSeries, type IChartApi, type ISeriesApi, type UTCTimestamp } from 'lightweight-charts';

/** A value or null for each time, over the prices or in the indicator's own pane. */
export type IndicatorOutput = { readonly name: string; readonly pane: 'price' | 'own'; readonly style: 'line' | 'histogram' | 'dots' | 'band'; readonly values: readonly (number | null)[] };
export type ChartIndicator = { readonly id: string; readonly time: readonly number[]; readonly outputs: readonly IndicatorOutput[] };
export type IndicatorPoint = { readonly time: number; readonly outputs: Readonly<Record<string, number | null>> };

/** An output at one bar, as the legend shows it. */
export type IndicatorReading = { readonly name: string; readonly color: string; readonly value: number | null };

/** What others may see of the indicators of a chart. */
export type IndicatorView = {
  /** The outputs at a bar; empty while the indicator is not drawn. */
  read(id: string, barMs: number | null): readonly IndicatorReading[];
  /** Tells whenever one was drawn or changed; gives the function that ends it. */
  watch(listener: () => void): () => void;
  /** Grows with every change. */
  readonly version: number;
};

type DrawnOutput = {
  readonly line: ISeriesApi<'Line' | 'Histogram'>;
  readonly hue: number;
  readonly isOverlay: boolean;
  /** What is drawn, by the start of its bar. */
  readonly values: Map<number, number>;
  newestMs: number;
};
/** `ownPane` is that of the outputs which do not lie over the prices; 0: there are none. */
type Drawn = { readonly outputs: Map<string, DrawnOutput>; readonly ownPane: number };

/** Hues before this one are those of lines over the prices. */
const firstPaneHue = 2;
const paneShare = 0.32;

/** The indicators of a chart. Their values are kept by bar, so that the legend reads them and nothing is asked of the chart library for it. */
export class IndicatorLayer implements IndicatorView {
  readonly #chart: IChartApi;
  readonly #toTime: (ms: number) => UTCTimestamp;
  readonly #drawn = new Map<string, Drawn>();
  readonly #listeners = new Set<() => void>();
  #hues: readonly string[];
  #version = 0;

  constructor(chart: IChartApi, hues: readonly string[], toTime: (ms: number) => UTCTimestamp) {
    this.#chart = chart;
    this.#hues = hues;
    this.#toTime = toTime;
  }

  get version(): number {
    return this.#version;
  }

  set({ id, time, outputs }: ChartIndicator): void {
    const drawn = this.#drawn.get(id) ?? { outputs: new Map<string, DrawnOutput>(), ownPane: outputs.some((output) => output.pane === 'own') ? this.#nextPane() : 0 };
    this.#drawn.set(id, drawn);
    outputs.forEach((output, index) => {
      const held = drawn.outputs.get(output.name) ?? this.#add(drawn, output, index + (output.pane === 'price' ? this.#overlaysBeside(id) : firstPaneHue));
      held.values.clear();
      held.newestMs = time.at(-1) ?? -Infinity;
      held.line.setData(time.map((ms, k) => {
        const value = output.values[k];
        if (value === null || value === undefined) return { time: this.#toTime(ms) };
        held.values.set(ms, value);
        return { time: this.#toTime(ms), value };
      }));
    });
    this.#tell();
  }

  update(id: string, points: readonly IndicatorPoint[]): void {
    const drawn = this.#drawn.get(id);
    if (drawn === undefined) return;
    for (const { time, outputs } of points) {
      for (const [name, value] of Object.entries(outputs)) {
        const held = drawn.outputs.get(name);
        if (held === undefined || value === null || time < held.newestMs) continue;
        held.newestMs = time;
        held.values.set(time, value);
        held.line.update({ time: this.#toTime(time), value });
      }
    }
    this.#tell();
  }

  remove(id: string): void {
    const drawn = this.#drawn.get(id);
    if (drawn === undefined) return;
    for (const { line } of drawn.outputs.values()) this.#chart.removeSeries(line);
    this.#drawn.delete(id);
    this.#tell();
  }

  read(id: string, barMs: number | null): readonly IndicatorReading[] {
    return [...(this.#drawn.get(id)?.outputs ?? [])].map(([name, { hue, values }]) => ({
      name, color: this.#colorOf(hue), value: barMs === null ? null : (values.get(barMs) ?? null),
    }));
  }

  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Takes other colours, as those of the other theme. */
  wear(hues: readonly string[]): void {
    this.#hues = hues;
    for (const { outputs } of this.#drawn.values()) for (const { line, hue } of outputs.values()) line.applyOptions({ color: this.#colorOf(hue) });
    this.#tell();
  }

  /** Forgets all of it: the chart takes its series away itself. */
  dispose(): void {
    this.#drawn.clear();
    this.#listeners.clear();
  }

  #add(drawn: Drawn, { name, pane, style }: IndicatorOutput, hue: number): DrawnOutput {
    const isOverlay = pane === 'price';
    const at = isOverlay ? 0 : drawn.ownPane;
    // The candles set the scale of the prices: a far level must not press them flat.
    const scaling = isOverlay ? { autoscaleInfoProvider: () => null } : {};
    const shared = { priceLineVisible: false, lastValueVisible: !isOverlay, color: this.#colorOf(hue), ...scaling };
    const line = style === 'histogram'
      ? this.#chart.addSeries(HistogramSeries, shared, at)
      : this.#chart.addSeries(LineSeries, { ...shared, lineWidth: 1, crosshairMarkerVisible: false, lineVisible: style !== 'dots', pointMarkersVisible: style === 'dots', pointMarkersRadius: 1.5 }, at);
    if (!isOverlay) this.#chart.panes()[at]?.setStretchFactor(paneShare);
    const held: DrawnOutput = { line, hue, isOverlay, values: new Map(), newestMs: -Infinity };
    drawn.outputs.set(name, held);
    return held;
  }

  #colorOf(hue: number): string {
    return this.#hues[hue % this.#hues.length] ?? '';
  }

  #nextPane(): number {
    return Math.max(0, ...[...this.#drawn.values()].map((one) => one.ownPane)) + 1;
  }

  #overlaysBeside(id: string): number {
    let count = 0;
    for (const [other, drawn] of this.#drawn) if (other !== id) for (const output of drawn.outputs.values()) count += output.isOverlay ? 1 : 0;
    return count;
  }

  #tell(): void {
    this.#version += 1;
    for (const listener of [...this.#listeners]) listener();
  }
}
