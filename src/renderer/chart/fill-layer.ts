import type { ISeriesApi, UTCTimestamp } from 'lightweight-charts';
import { BandFill, type FillColors } from './band-fill.ts';
import { withAlpha, type ChartColors } from './chart-colors.ts';
import type { FillPlan, IndicatorPlan } from './plan.ts';

type Series = ISeriesApi<'Line' | 'Histogram'>;
type Held = { readonly fill: BandFill; plan: FillPlan };

/** So that candles and lines stand out before it, alone and where fills lie over each other. */
const alpha = 0.09;
/** Of a cloud, whose colour says something. */
const sidesAlpha = 0.15;

/** The fills of the indicators of a chart: each lies behind the series of its first output, and goes with it. */
export class FillLayer {
  readonly #fills = new Map<string, Map<string, Held>>();
  readonly #toTime: (ms: number) => UTCTimestamp;
  #colors: ChartColors;

  constructor(colors: ChartColors, toTime: (ms: number) => UTCTimestamp) {
    this.#colors = colors;
    this.#toTime = toTime;
  }

  /** Draws these and no others; `seriesOf` gives the series of an output that is drawn. What is drawn already keeps its values. */
  arrange(plans: readonly IndicatorPlan[], seriesOf: (id: string, output: string) => Series | null): void {
    const before = new Map(this.#fills);
    this.#fills.clear();
    for (const { id, fills } of plans) {
      const old = before.get(id);
      before.delete(id);
      const held = fills.flatMap((plan): [string, Held][] => {
        const series = seriesOf(id, plan.first);
        if (series === null || seriesOf(id, plan.second) === null) return [];
        const fill = old?.get(plan.name)?.fill ?? new BandFill();
        // One whose series was taken away has lost it, but not its values.
        if (fill.series !== series) series.attachPrimitive(fill);
        fill.wear(this.#colorsOf(plan));
        return [[plan.name, { fill, plan }]];
      });
      this.#fills.set(id, new Map(held));
    }
  }

  setValues(id: string, times: readonly number[], outputs: Readonly<Record<string, readonly (number | null)[]>>): void {
    const drawn = this.#fills.get(id);
    if (drawn === undefined || drawn.size === 0) return;
    const at = times.map(this.#toTime);
    for (const { fill, plan } of drawn.values()) fill.set(at, outputs[plan.first] ?? [], outputs[plan.second] ?? []);
  }

  update(id: string, output: string, ms: number, value: number | null): void {
    for (const { fill, plan } of this.#fills.get(id)?.values() ?? []) {
      if (plan.first === output) fill.update(this.#toTime(ms), 'first', value);
      if (plan.second === output) fill.update(this.#toTime(ms), 'second', value);
    }
  }

  /** Takes other colours, as those of the other theme. */
  wear(colors: ChartColors): void {
    this.#colors = colors;
    for (const drawn of this.#fills.values()) for (const { fill, plan } of drawn.values()) fill.wear(this.#colorsOf(plan));
  }

  #colorsOf({ look: { hue, isShown } }: FillPlan): FillColors {
    if (!isShown) return null;
    if (hue === 'sign') return { above: withAlpha(this.#colors.up, sidesAlpha), below: withAlpha(this.#colors.down, sidesAlpha) };
    const color = withAlpha(this.#colors.hues[hue], alpha);
    return { above: color, below: color };
  }
}
