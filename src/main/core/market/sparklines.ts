import type { BarPage } from '../../../contract/model/bar.ts';

/** Closes of a page from a moment on, thinned to at most `points`: each is the last of an equal stretch, so the newest is always there. */
export function thinCloses({ time, close }: Pick<BarPage, 'time' | 'close'>, fromMs: number, points: number): number[] {
  const first = time.findIndex((one) => one >= fromMs);
  const closes = first === -1 ? [] : close.slice(first);
  if (closes.length <= points) return closes;
  return Array.from({ length: points }, (_, k) => closes[Math.ceil(((k + 1) * closes.length) / points) - 1] as number);
}
