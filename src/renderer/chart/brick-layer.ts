import type { ISeriesApi, UTCTimestamp } from 'lightweight-charts';
import { BrickWall, type BrickColors } from './brick-wall.ts';
import { withAlpha, type ChartColors } from './chart-colors.ts';
import type { IndicatorPlan } from './plan.ts';

type Series = ISeriesApi<'Line' | 'Histogram'>;
type Held = { readonly wall: BrickWall; isShown: boolean; height: number };

/** So that candles stand out before them. */
const faceAlpha = 0.14;
const edgeAlpha = 0.55;

/** The bricks of the indicators of a chart: each wall lies behind the series of its first output, and goes with it. */
export class BrickLayer {
  readonly #walls = new Map<string, Held>();
  readonly #toTime: (ms: number) => UTCTimestamp;
  #colors: ChartColors;

  constructor(colors: ChartColors, toTime: (ms: number) => UTCTimestamp) {
    this.#colors = colors;
    this.#toTime = toTime;
  }

  /** Draws the bricks of these and no others; `seriesOf` gives the series of an output that is drawn. What is drawn already keeps its values. */
  arrange(plans: readonly IndicatorPlan[], seriesOf: (id: string, output: string) => Series | null): void {
    const before = new Map(this.#walls);
    this.#walls.clear();
    for (const { id, outputs, brickHeight } of plans) {
      const first = outputs.find(({ style }) => style === 'bricks');
      const series = first === undefined ? null : seriesOf(id, first.name);
      if (first === undefined || series === null) continue;
      const held = before.get(id) ?? { wall: new BrickWall(), isShown: true, height: 1 };
      if (held.wall.series !== series) series.attachPrimitive(held.wall);
      held.isShown = first.look.isShown;
      held.height = brickHeight;
      this.#walls.set(id, held);
      this.#wearOne(held);
    }
  }

  setValues(id: string, times: readonly number[], outputs: Readonly<Record<string, readonly (number | null)[]>>): void {
    this.#walls.get(id)?.wall.set(times.map(this.#toTime), outputs);
  }

  update(id: string, ms: number, outputs: Readonly<Record<string, number | null>>): void {
    this.#walls.get(id)?.wall.update(this.#toTime(ms), outputs);
  }

  /** Takes other colours, as those of the other theme. */
  wear(colors: ChartColors): void {
    this.#colors = colors;
    for (const held of this.#walls.values()) this.#wearOne(held);
  }

  #wearOne({ wall, isShown, height }: Held): void {
    const paint = (color: string): BrickColors['up'] => ({ face: withAlpha(color, faceAlpha), edge: withAlpha(color, edgeAlpha) });
    wall.wear(isShown ? { up: paint(this.#colors.up), down: paint(this.#colors.down), forming: paint(this.#colors.hues.grey) } : null, height);
  }
}
