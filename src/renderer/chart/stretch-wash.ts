import { AreaSeries, type IChartApi, type ISeriesApi, type Time } from 'lightweight-charts';

/** A wash behind some bars over the whole height of the prices. */
export class StretchWash {
  readonly #area: ISeriesApi<'Area'>;

  constructor(chart: IChartApi) {
    this.#area = chart.addSeries(AreaSeries, {
      priceScaleId: 'stretch', lineVisible: false, lastValueVisible: false, priceLineVisible: false, crosshairMarkerVisible: false,
      autoscaleInfoProvider: () => ({ priceRange: { minValue: 0, maxValue: 1 } }),
    });
    chart.priceScale('stretch').applyOptions({ scaleMargins: { top: 0, bottom: 0 } });
    this.#area.setSeriesOrder(0);
  }

  /** Ascending times of bars; none: no wash. */
  cover(times: readonly Time[], color: string): void {
    this.#area.applyOptions({ topColor: color, bottomColor: color });
    this.#area.setData(times.map((time) => ({ time, value: 1 })));
  }
}
