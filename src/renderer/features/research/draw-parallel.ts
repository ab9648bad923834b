import type { SweepMetric, SweepTrial } from '../../../contract/model/sweep.ts';
import { colorOf, extentOf, type CanvasColors } from './canvas-colors.ts';
import { isBrushed, type Axis, type ParallelLayout } from './parallel-layout.ts';
import type { Brush } from './sweep-store.ts';

const font = "'Archivo Variable', sans-serif";

export type ParallelPicture = { readonly trials: readonly SweepTrial[]; readonly axes: readonly Axis[]; readonly metric: SweepMetric; readonly brush: Brush; readonly chosen: number | null; readonly axis: number | null };

/** Draws a line for each trial, the better over the worse, what lies outside a brush set back; then the axes with their stretches. */
export function drawParallel(context: CanvasRenderingContext2D, picture: ParallelPicture, layout: ParallelLayout, colors: CanvasColors): void {
  const { trials, axes, metric, brush, chosen } = picture;
  const extent = extentOf(trials.map((trial) => trial[metric]));
  const [inside, outside]: [SweepTrial[], SweepTrial[]] = [[], []];
  for (const trial of trials) (isBrushed(trial, axes, brush) ? inside : outside).push(trial);
  context.lineWidth = 1;
  context.strokeStyle = colors.grid;
  stroke(context, outside, axes, layout);
  // Ranked best first, so that the best is drawn last; lines of one shade are one path, which a canvas draws many times faster.
  const shades = new Map<string, SweepTrial[]>();
  for (const trial of inside.toReversed()) {
    const value = trial[metric];
    const shade = value === null || extent === null ? colors.edge : colorOf(colors, metric, value, extent);
    const same = shades.get(shade);
    if (same === undefined) shades.set(shade, [trial]);
    else same.push(trial);
  }
  for (const [shade, same] of shades) {
    context.strokeStyle = shade;
    stroke(context, same, axes, layout);
  }
  const one = trials.find(({ trial }) => trial === chosen);
  if (one !== undefined) {
    context.lineWidth = 2;
    context.strokeStyle = colors.chosen;
    stroke(context, [one], axes, layout);
  }
  axes.forEach((_, k) => drawAxis(context, picture, k, layout, colors));
}

function stroke(context: CanvasRenderingContext2D, trials: readonly SweepTrial[], axes: readonly Axis[], { x, y }: ParallelLayout): void {
  context.beginPath();
  for (const trial of trials) {
    let isOpen = false;
    axes.forEach((axis, k) => {
      const value = axis.valueOf(trial);
      if (value === null) isOpen = false;
      else {
        if (isOpen) context.lineTo(x(k), y(axis, value));
        else context.moveTo(x(k), y(axis, value));
        isOpen = true;
      }
    });
  }
  context.stroke();
}

function drawAxis(context: CanvasRenderingContext2D, { axes, brush, axis: focused }: ParallelPicture, k: number, { x, y, top, bottom }: ParallelLayout, colors: CanvasColors): void {
  const axis = axes[k];
  if (axis === undefined) return;
  const at = Math.round(x(k)) + 0.5;
  const stretch = brush[axis.key];
  context.lineWidth = 1;
  context.strokeStyle = focused === k ? colors.best : colors.label;
  context.beginPath();
  context.moveTo(at, top);
  context.lineTo(at, bottom);
  context.stroke();
  if (stretch !== undefined) {
    context.strokeStyle = colors.best;
    context.lineWidth = 6;
    context.beginPath();
    context.moveTo(at, y(axis, stretch[0]) + 1);
    context.lineTo(at, y(axis, stretch[1]) - 1);
    context.stroke();
  }
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = focused === k ? colors.chosen : colors.text;
  context.font = `600 10px ${font}`;
  context.fillText(axis.title, at, 7);
  context.fillStyle = colors.label;
  context.font = `10px ${font}`;
  context.fillText(axis.text(stretch?.[1] ?? axis.high), at, top - 6);
  context.fillText(axis.text(stretch?.[0] ?? axis.low), at, bottom + 9);
}
