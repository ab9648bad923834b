import { LineStyle, type IPriceLine, type ISeriesApi } from 'lightweight-charts';
import type { ChartColors } from './chart-colors.ts';

/** A level over the prices. `kind` says how it is drawn: an order dashed, a draft finely dashed, a position solid. */
export type ChartLevel = { readonly id: string; readonly price: number; readonly kind: 'order' | 'draft' | 'position'; readonly side: 'buy' | 'sell' };

/** The levels over the candles. */
export class LevelLines {
  readonly #candles: ISeriesApi<'Candlestick'>;
  readonly #lines = new Map<string, IPriceLine>();

  constructor(candles: ISeriesApi<'Candlestick'>) {
    this.#candles = candles;
  }

  /** Draws these and no others. */
  set(levels: readonly ChartLevel[], colors: ChartColors): void {
    const wanted = new Set(levels.map((level) => level.id));
    for (const [id, line] of this.#lines) {
      if (wanted.has(id)) continue;
      this.#candles.removePriceLine(line);
      this.#lines.delete(id);
    }
    for (const { id, price, kind, side } of levels) {
      const color = kind === 'position' ? colors.own : side === 'buy' ? colors.up : colors.down;
      const options = { price, color, lineWidth: 1 as const, lineStyle: kind === 'position' ? LineStyle.Solid : kind === 'order' ? LineStyle.Dashed : LineStyle.SparseDotted, axisLabelVisible: true, title: '' };
      const line = this.#lines.get(id);
      if (line === undefined) this.#lines.set(id, this.#candles.createPriceLine(options));
      else line.applyOptions(options);
    }
  }

  /** Forgets all of them: the chart takes them away itself. */
  dispose(): void {
    this.#lines.clear();
  }
}
