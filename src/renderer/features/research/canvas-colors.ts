import type { SweepMetric } from '../../../contract/model/sweep.ts';
import { readChartColors } from '../../chart/chart-colors.ts';

type Rgb = readonly [red: number, green: number, blue: number];

/** Colours of the research pictures as a canvas takes them. */
export type CanvasColors = { readonly panel: Rgb; readonly good: Rgb; readonly bad: Rgb; readonly text: string; readonly label: string; readonly grid: string; readonly edge: string; readonly chosen: string; readonly best: string };

const rgbOf = (color: string): Rgb => {
  const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue];
};

export function readCanvasColors(): CanvasColors {
  const { panel, hues, text, label, grid, edge, own } = readChartColors();
  return { panel: rgbOf(panel), good: rgbOf(hues.phosphor), bad: rgbOf(hues.down), text, label, grid, edge, chosen: own, best: hues.phosphor };
}

/** A share of a hue on the panel. */
export function mix(hue: Rgb, share: number, ground: Rgb): string {
  const part = (k: 0 | 1 | 2): number => Math.round(ground[k] + (hue[k] - ground[k]) * share);
  return `rgb(${part(0)}, ${part(1)}, ${part(2)})`;
}

/** Least and most of what is coloured. */
export type Extent = { readonly low: number; readonly high: number };

export function extentOf(values: readonly (number | null)[]): Extent | null {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value === null) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low > high ? null : { low, high };
}

const [faintest, fullest] = [0.06, 0.5];

/**
 * Which hue a value wears, and how much of it: what gains is in the colour of the good, what loses in that of a fall, from 6 to 50 percent
 * so that a number on it can be read. A fall, which is never above 0, goes from the worst to the least.
 */
export function shadeOf(metric: SweepMetric, value: number, { low, high }: Extent): { readonly isGood: boolean; readonly share: number } {
  const between = (share: number): number => faintest + (fullest - faintest) * Math.min(1, Math.max(0, share));
  if (metric === 'maxDrawdown' || metric === 'trades') return { isGood: true, share: between(high === low ? 1 : (value - low) / (high - low)) };
  const most = Math.max(Math.abs(low), Math.abs(high)) || 1;
  return { isGood: value >= 0, share: between(Math.abs(value) / most) };
}

export const colorOf = (colors: CanvasColors, metric: SweepMetric, value: number, extent: Extent): string => {
  const { isGood, share } = shadeOf(metric, value, extent);
  return mix(isGood ? colors.good : colors.bad, share, colors.panel);
};
