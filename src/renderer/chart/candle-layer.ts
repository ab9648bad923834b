import { CandlestickSeries, type CandlestickData, type IChartApi, type ISeriesApi, type UTCTimestamp, type WhitespaceData } from 'lightweight-charts';
import type { ChartColors } from './chart-colors.ts';
import { toCandleColors } from './bar-series.ts';
import { pricesPane, type IndicatorPlan } from './plan.ts';

type Values = Readonly<Record<string, readonly (number | null)[]>>;
type Prices = Readonly<Record<string, number | null | undefined>>;
type Held = { readonly series: ISeriesApi<'Candlestick'>; readonly pane: string; toldMs: number };

/** The candles of indicators whose outputs say open and close, and where they have them high and low. */
export class CandleLayer {
  readonly #chart: IChartApi;
  readonly #toTime: (ms: number) => UTCTimestamp;
  readonly #held = new Map<string, Held>();
  #colors: ChartColors;

  constructor(chart: IChartApi, colors: ChartColors, toTime: (ms: number) => UTCTimestamp) {
    this.#chart = chart;
    this.#colors = colors;
    this.#toTime = toTime;
  }

  /** Draws the candles of these and no others. What is drawn already keeps its values. */
  arrange(plans: readonly IndicatorPlan[], indexOf: (pane: string) => number): void {
    const homes = new Map(plans.flatMap(({ id, outputs }) => {
      const output = outputs.find((one) => one.style === 'candles');
      return output === undefined ? [] : [[id, output] as const];
    }));
    for (const [id, { series, pane }] of this.#held) {
      if (homes.get(id)?.pane === pane) continue;
      this.#chart.removeSeries(series);
      this.#held.delete(id);
    }
    for (const [id, { pane, look }] of homes) {
      const held = this.#held.get(id) ?? { series: this.#add(pane, indexOf(pane)), pane, toldMs: -Infinity };
      this.#held.set(id, held);
      held.series.applyOptions({ visible: look.isShown });
    }
  }

  setValues(id: string, time: readonly number[], outputs: Values): void {
    const held = this.#held.get(id);
    if (held === undefined) return;
    held.series.setData(time.map((ms, k) => this.#toCandle(ms, { open: outputs['open']?.[k], high: outputs['high']?.[k], low: outputs['low']?.[k], close: outputs['close']?.[k] })));
    held.toldMs = time.at(-1) ?? -Infinity;
  }

  update(id: string, ms: number, outputs: Prices): void {
    const held = this.#held.get(id);
    if (held === undefined || ms < held.toldMs) return;
    held.series.update(this.#toCandle(ms, outputs));
    held.toldMs = ms;
  }

  wear(colors: ChartColors): void {
    this.#colors = colors;
    for (const { series } of this.#held.values()) series.applyOptions(toCandleColors(colors));
  }

  /** Forgets all of it: the chart takes its series away itself. */
  dispose(): void {
    this.#held.clear();
  }

  #add(pane: string, at: number): ISeriesApi<'Candlestick'> {
    // As with lines: the bars set the scale of the prices.
    const scaling = pane === pricesPane ? { autoscaleInfoProvider: () => null } : {};
    return this.#chart.addSeries(CandlestickSeries, { priceLineVisible: false, lastValueVisible: false, ...scaling, ...toCandleColors(this.#colors) }, at);
  }

  #toCandle(ms: number, { open, high, low, close }: Prices): CandlestickData<UTCTimestamp> | WhitespaceData<UTCTimestamp> {
    const time = this.#toTime(ms);
    if (typeof open !== 'number' || typeof close !== 'number') return { time };
    return { time, open, close, high: high ?? Math.max(open, close), low: low ?? Math.min(open, close) };
  }
}
