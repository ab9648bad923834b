import type { Bar } from '../../../contract/model/bar.ts';

/** Bars by their number, from 0; those before 0 are only seen and not drawn. */
export type WaveBars = { readonly bars: readonly Bar[]; readonly cursor: number; readonly count: number };

/** Sizes of the wave by columns of the canvas: the volume of the largest bar of each, or its range where a series has no volume. */
export function waveOf({ bars, cursor, count }: WaveBars, columns: number): Float64Array {
  const hasVolume = bars.some(({ volume }) => volume > 0);
  const sizes = new Float64Array(columns);
  const first = cursor - bars.length + 1;
  for (let k = Math.max(0, -first); k < bars.length; k++) {
    const bar = bars[k];
    if (bar === undefined) continue;
    const column = Math.min(columns - 1, Math.floor(((first + k) / count) * columns));
    sizes[column] = Math.max(sizes[column] ?? 0, hasVolume ? bar.volume : bar.high - bar.low);
  }
  return sizes;
}

/** Place of the bar that holds a moment; -1 before the first. */
export function placeAt(bars: readonly Pick<Bar, 'time'>[], ms: number): number {
  let [low, high] = [0, bars.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bars[middle]?.time ?? Infinity) <= ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Draws what was played so far as a wave about the middle. */
export function drawWave(canvas: HTMLCanvasElement, wave: WaveBars): void {
  const { clientWidth: width, clientHeight: height } = canvas;
  const ratio = devicePixelRatio;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d');
  if (context === null || width === 0) return;
  context.scale(ratio, ratio);
  const style = getComputedStyle(canvas);
  const middle = height / 2;
  context.fillStyle = style.getPropertyValue('--tick');
  context.fillRect(0, middle, width, 1);
  const columns = Math.max(1, Math.min(wave.count, Math.floor(width / 3)));
  const sizes = waveOf(wave, columns);
  const largest = sizes.reduce((most, size) => Math.max(most, size), 0) || 1;
  const step = width / columns;
  context.fillStyle = style.getPropertyValue('--text-3');
  for (const [column, size] of sizes.entries()) {
    if (size === 0) continue;
    // The root keeps quiet stretches in sight beside loud ones.
    const half = Math.sqrt(size / largest) * (middle - 1);
    context.fillRect(column * step, middle - half, Math.max(1, Math.min(6, step - 1)), 2 * half + 1);
  }
}
