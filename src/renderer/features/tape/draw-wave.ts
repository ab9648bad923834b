import type { Timeline } from '../../../contract/model/tape.ts';

/** Draws the volume of each stretch up to now as a wave about the middle. */
export function drawWave(canvas: HTMLCanvasElement, { timeline, fromMs, toMs, nowMs }: { readonly timeline: Timeline | null; readonly fromMs: number; readonly toMs: number; readonly nowMs: number }): void {
  const { clientWidth: width, clientHeight: height } = canvas;
  const ratio = devicePixelRatio;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d');
  if (context === null || timeline === null || width === 0) return;
  context.scale(ratio, ratio);
  const style = getComputedStyle(canvas);
  const middle = height / 2;
  context.fillStyle = style.getPropertyValue('--tick');
  context.fillRect(0, middle, width, 1);
  const shown = timeline.volume.map((volume, k) => ({ ms: timeline.fromMs + k * timeline.bucketMs, volume })).filter(({ ms }) => ms >= fromMs && ms < Math.min(toMs, nowMs));
  const largest = Math.max(1, ...shown.map(({ volume }) => volume));
  const step = (timeline.bucketMs / (toMs - fromMs)) * width;
  context.fillStyle = style.getPropertyValue('--text-3');
  for (const { ms, volume } of shown) {
    // The root keeps quiet stretches in sight beside the opening.
    const half = Math.sqrt(volume / largest) * (middle - 1);
    const x = ((ms - fromMs) / (toMs - fromMs)) * width;
    context.fillRect(x, middle - half, Math.max(1, step - 1), 2 * half + 1);
  }
}
