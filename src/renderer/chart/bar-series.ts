import { CandlestickSeries, HistogramSeries, LineStyle, type CandlestickData, type HistogramData, type IChartApi, type ISeriesApi, type PriceFormatCustom, type Time } from 'lightweight-charts';
import type { ChartBar } from './bar-buffer.ts';
import type { ChartColors } from './chart-colors.ts';
import { toChartTime } from './time-axis.ts';

const nothing = 'rgba(0, 0, 0, 0)';

/** Rising candles are hollow, so that up and down are told apart without colour. */
export const toCandleColors = ({ up, down, panel }: ChartColors) => ({ upColor: panel, borderUpColor: up, wickUpColor: up, downColor: down, borderDownColor: down, wickDownColor: down });

/** The bars of a chart as it draws them: candles, and under them their volume. */
export class BarSeries {
  readonly candles: ISeriesApi<'Candlestick'>;
  readonly #volume: ISeriesApi<'Histogram'>;
  #colors: ChartColors;
  #isHidden = false;

  constructor(chart: IChartApi, priceFormat: PriceFormatCustom, colors: ChartColors) {
    this.#colors = colors;
    this.#volume = chart.addSeries(HistogramSeries, { priceScaleId: 'volume', priceFormat: { type: 'volume' }, lastValueVisible: false, priceLineVisible: false });
    chart.priceScale('volume').applyOptions({ scaleMargins: { top: 0.84, bottom: 0 } });
    this.candles = chart.addSeries(CandlestickSeries, { priceFormat, priceLineStyle: LineStyle.Dotted, borderVisible: true });
    this.wear(colors);
  }

  draw(bars: readonly ChartBar[]): void {
    this.candles.setData(bars.map(toCandle));
    this.#volume.setData(bars.map((bar) => this.#toVolume(bar)));
  }

  update(bar: ChartBar): void {
    this.candles.update(toCandle(bar));
    this.#volume.update(this.#toVolume(bar));
  }

  /** Takes other colours; volume that is drawn takes them when it is drawn anew. */
  wear(colors: ChartColors): void {
    this.#colors = colors;
    const seen = toCandleColors(colors);
    const worn = this.#isHidden ? Object.fromEntries(Object.keys(seen).map((name) => [name, nothing])) : seen;
    this.candles.applyOptions({ ...worn, priceLineColor: colors.own });
  }

  /** Candles that are hidden still set the scale and carry price, marks and levels: they are there, without a colour. */
  hide(isHidden: boolean): void {
    if (isHidden === this.#isHidden) return;
    this.#isHidden = isHidden;
    this.wear(this.#colors);
  }

  #toVolume(bar: ChartBar): HistogramData<Time> {
    return { time: toChartTime(bar.time), value: bar.volume, color: bar.close >= bar.open ? this.#colors.upWash : this.#colors.downWash };
  }
}

const toCandle = (bar: ChartBar): CandlestickData<Time> => ({ time: toChartTime(bar.time), open: bar.open, high: bar.high, low: bar.low, close: bar.close });
