import { escapeHtml } from './escape-html.ts';

/** Pictures as inline SVG: no script, no style of their own; classes are those of the page. */
export type Line = { readonly kind: 'own' | 'other' | 'fall' | 'area'; readonly values: readonly (number | null)[] };

type Size = { readonly width: number; readonly height: number };
const wide: Size = { width: 960, height: 260 };
const margin = { left: 8, right: 70, top: 10, bottom: 22 };

const round = (value: number): string => value.toFixed(1);

/** Round levels inside a range, about so many. */
function levels(low: number, high: number, wanted: number): number[] {
  const raw = (high - low) / wanted;
  if (!(raw > 0) || !Number.isFinite(raw)) return [low];
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 5].find((factor) => factor * power >= raw) ?? 10) * power;
  const first = Math.ceil(low / step - 1e-9);
  return Array.from({ length: Math.max(0, Math.floor(high / step + 1e-9) - first + 1) }, (_, i) => (first + i) * step);
}

function frame({ width, height }: Size, label: string, body: string): string {
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(label)}" preserveAspectRatio="none">${body}</svg>`;
}

const gridLine = (y: number, text: string, { width }: Size): string =>
  `<line class="grid" x1="${margin.left}" x2="${width - margin.right}" y1="${round(y)}" y2="${round(y)}"/><text x="${width - margin.right + 6}" y="${round(y + 4)}">${escapeHtml(text)}</text>`;

export type LinesOptions = { readonly label: string; readonly time: readonly number[]; readonly lines: readonly Line[]; readonly write: (value: number) => string; readonly isLog?: boolean; readonly hasZero?: boolean; readonly height?: number };

/** Lines over time; empty where there are no moments. */
export function drawLines({ label, time, lines, write, isLog = false, hasZero = false, height = wide.height }: LinesOptions): string {
  const size = { width: wide.width, height };
  const known = lines.flatMap(({ values }) => values.filter((value) => value !== null && Number.isFinite(value) && (!isLog || value > 0)) as number[]);
  if (time.length < 2 || known.length === 0) return '';
  const [low, high] = [known.reduce((a, b) => Math.min(a, b), hasZero ? 0 : Infinity), known.reduce((a, b) => Math.max(a, b), hasZero ? 0 : -Infinity)];
  const scale = isLog ? Math.log : (value: number): number => value;
  const [from, to] = [scale(low), scale(high)];
  const air = (to - from || 1) * 0.05;
  const y = (value: number): number => size.height - margin.bottom - ((scale(value) - from + air) / (to - from + 2 * air)) * (size.height - margin.top - margin.bottom);
  const [first, last] = [time[0] ?? 0, time.at(-1) ?? 1];
  const x = (ms: number): number => margin.left + ((ms - first) / (last - first || 1)) * (size.width - margin.left - margin.right);
  const ticks = isLog ? logLevels(low, high) : levels(low, high, 5);
  const moments = [0.1, 0.3, 0.5, 0.7, 0.9].map((part) => first + part * (last - first));
  return frame(size, label, [
    ...ticks.map((value) => gridLine(y(value), write(value), size)),
    ...moments.map((ms) => `<text text-anchor="middle" x="${round(x(ms))}" y="${size.height - 6}">${new Date(ms).toISOString().slice(0, last - first > 90 * 86_400_000 ? 7 : 10)}</text>`),
    ...lines.map(({ kind, values }) => drawPath(kind, values, time, x, y, isLog, hasZero)),
  ].join(''));
}

/** 1, 2 and 5 of each power of ten inside a range. */
function logLevels(low: number, high: number): number[] {
  const all = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) for (const factor of [1, 2, 5]) all.push(factor * 10 ** power);
  const inside = all.filter((value) => value >= low && value <= high);
  return inside.length < 2 ? [low, high] : inside;
}

function drawPath(kind: Line['kind'], values: Line['values'], time: readonly number[], x: (ms: number) => number, y: (value: number) => number, isLog: boolean, hasZero: boolean): string {
  let path = '';
  let isOpen = false;
  time.forEach((ms, i) => {
    const value = values[i] ?? null;
    if (value === null || !Number.isFinite(value) || (isLog && value <= 0)) isOpen = false;
    else {
      path += `${isOpen ? 'L' : 'M'}${round(x(ms))} ${round(y(value))}`;
      isOpen = true;
    }
  });
  const isFilled = (kind === 'fall' || kind === 'area') && hasZero;
  if (!isFilled) return `<path class="line ${kind}" d="${path}"/>`;
  const zero = round(y(0));
  return `<path class="${kind}" d="M${round(x(time[0] ?? 0))} ${zero}${path.replace('M', 'L')}L${round(x(time.at(-1) ?? 0))} ${zero}Z"/>`;
}

const narrow: Size = { width: 470, height: 190 };

export type Bins = { readonly from: number; readonly width: number; readonly counts: readonly number[] };

/** How often values fell into bins; those below zero in the colour of losses. */
export function drawBins(label: string, { from, width, counts }: Bins, write: (value: number) => string): string {
  const most = counts.reduce((high, one) => Math.max(high, one), 1);
  const inside = narrow.width - margin.left - margin.right;
  const x = (bin: number): number => margin.left + (bin / counts.length) * inside;
  const y = (value: number): number => narrow.height - margin.bottom - (value / most) * (narrow.height - margin.top - margin.bottom);
  const end = from + width * counts.length;
  return frame(narrow, label, [
    ...levels(0, most, 4).map((value) => gridLine(y(value), write(value), narrow)),
    ...counts.map((value, bin) => `<rect class="${from + (bin + 0.5) * width < 0 ? 'loss' : 'gain'}" x="${round(x(bin) + 0.5)}" width="${round(Math.max(0.5, x(bin + 1) - x(bin) - 1))}" y="${round(y(value))}" height="${round(narrow.height - margin.bottom - y(value))}"/>`),
    ...levels(from, end, 5).map((value) => `<text text-anchor="middle" x="${round(margin.left + ((value - from) / (end - from)) * inside)}" y="${narrow.height - 6}">${(value * 100).toFixed(Math.abs(end - from) < 0.05 ? 1 : 0)}%</text>`),
  ].join(''));
}

/** Points: what lies above zero is a gain. */
export function drawPoints(label: string, points: readonly (readonly [x: number, y: number])[]): string {
  if (points.length === 0) return '';
  const mostX = points.reduce((high, [value]) => Math.max(high, value), 0.001);
  const [low, high] = [points.reduce((a, [, b]) => Math.min(a, b), 0), points.reduce((a, [, b]) => Math.max(a, b), 0)];
  const x = (value: number): number => margin.left + (value / mostX) * (narrow.width - margin.left - margin.right);
  const y = (value: number): number => narrow.height - margin.bottom - ((value - low) / (high - low || 1)) * (narrow.height - margin.top - margin.bottom);
  return frame(narrow, label, [
    ...levels(low, high, 4).map((value) => gridLine(y(value), `${(value * 100).toFixed(1)}%`, narrow)),
    ...levels(0, mostX, 4).map((value) => `<text text-anchor="middle" x="${round(x(value))}" y="${narrow.height - 6}">${(value * 100).toFixed(1)}%</text>`),
    ...points.map(([a, b]) => `<circle class="${b > 0 ? 'gain' : 'loss'}" cx="${round(x(a))}" cy="${round(y(b))}" r="2.5"/>`),
  ].join(''));
}
