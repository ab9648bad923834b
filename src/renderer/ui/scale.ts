/** A value's place in pixels. */
export type Scale = (value: number) => number;

export const linear = (from: number, to: number, start: number, end: number): Scale => {
  const span = to - from || 1;
  return (value) => start + ((value - from) / span) * (end - start);
};

/** Round levels inside a range, about so many. */
export function roundLevels(low: number, high: number, wanted: number): number[] {
  const raw = (high - low) / Math.max(1, wanted);
  if (!(raw > 0) || !Number.isFinite(raw)) return [];
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= raw) ?? 10) * power;
  const first = Math.ceil(low / step - 1e-9);
  return Array.from({ length: Math.max(0, Math.floor(high / step + 1e-9) - first + 1) }, (_, i) => (first + i) * step);
}

/** Places after the point that tell levels this far apart from each other, as percentages. */
export const percentPlaces = (step: number): number => Math.max(0, Math.min(4, Math.ceil(-Math.log10(step * 100) - 1e-9)));

/** The points of a line as an SVG path; a break where a value is missing. */
export function toPath(points: Iterable<readonly [x: number, y: number | null]>): string {
  let path = '';
  let isOpen = false;
  for (const [x, y] of points) {
    if (y === null || !Number.isFinite(y)) isOpen = false;
    else {
      path += `${isOpen ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`;
      isOpen = true;
    }
  }
  return path;
}

/** The area between two lines over the same places. */
export function toBand(x: readonly number[], low: readonly number[], high: readonly number[]): string {
  const there = x.map((at, i) => `${i === 0 ? 'M' : 'L'}${at.toFixed(1)} ${(high[i] ?? 0).toFixed(1)}`);
  const back = x.map((at, i) => `L${at.toFixed(1)} ${(low[i] ?? 0).toFixed(1)}`).reverse();
  return `${there.join('')}${back.join('')}Z`;
}
