import type { SweepAxis, SweepSearch } from '../../../contract/model/sweep.ts';
import type { SweepMap } from '../../../contract/model/sweep-views.ts';
import { AppError } from '../kernel/index.ts';
import type { RecordedSweep, TrialGroup, TrialGrouping } from './ports.ts';
import { stretchOf, sweptOf } from './sweep-lanes.ts';
import type { SweepMapRequest } from './sweeps.ts';

/** More values than that are put into equal stretches: nobody sees more of them apart. */
const mostValues = 200;
/** Stretches of a parameter that may take any number. */
const stretches = 24;

/** The values along one side of a map, and the place of each. */
type Side = { readonly name: string; readonly values: readonly number[]; readonly isBinned: boolean; readonly placeOf: (value: number) => number };

const invalid = (message: string, details: Readonly<Record<string, unknown>>): AppError => new AppError('INVALID_INPUT', message, details);

/** What the store is asked for. INVALID_INPUT for a parameter that the sweep does not vary, and for a series that it does not have. */
export function toGrouping(spec: RecordedSweep, { x, y, metric, fixed, strategy, series }: SweepMapRequest): TrialGrouping {
  const held = fixed === null ? {} : readFixed(fixed);
  const swept = sweptOf(spec)[strategy];
  if (swept === undefined) throw invalid(`The sweep has ${sweptOf(spec).length} strategies; the first has the place 0.`, { strategy });
  const names = Object.keys(swept.space);
  for (const name of [x, ...(y === null ? [] : [y]), ...Object.keys(held)]) {
    if (!names.includes(name)) throw invalid(`The sweep does not vary ${name}; it varies ${names.join(', ')}.`, { name });
  }
  if (x === y) throw invalid(`A map is over two different parameters, not ${x} twice.`, { x });
  if (series !== null && series >= spec.data.length) throw invalid(`The sweep has ${spec.data.length} series; the first has the place 0.`, { series });
  return { x, y, metric: metric ?? spec.metric, fixed: held, ...stretchOf(spec, strategy, series) };
}

function readFixed(text: string): Record<string, number> {
  return Object.fromEntries(text.split(',').map((part) => {
    const [, name, value] = /^\s*(\w+)\s*=\s*(-?[\d.]+(?:e[+-]?\d+)?)\s*$/i.exec(part) ?? [];
    if (name === undefined || value === undefined || Number.isNaN(Number(value))) throw invalid(`"${part.trim()}" does not hold a parameter at a value; write period=14,low=30.`, { fixed: text });
    return [name, Number(value)];
  }));
}

/** Lays groups of trials out as cells. */
export function layOut(spec: RecordedSweep, groups: readonly TrialGroup[], { x, y, metric }: TrialGrouping, { others, strategy }: Pick<SweepMapRequest, 'others' | 'strategy'>): Omit<SweepMap, 'sweepId' | 'status'> {
  const { space } = sweptOf(spec)[strategy] ?? spec;
  const across = toSide(x, space[x], spec.search, groups.map((group) => group.x));
  const up = y === null ? null : toSide(y, space[y], spec.search, groups.map((group) => group.y));
  const cells = new Cells(across.values.length * (up?.values.length ?? 1));
  for (const group of groups) {
    if (group.x === null || (up !== null && group.y === null)) continue;
    const column = across.placeOf(group.x);
    const row = up === null ? 0 : up.placeOf(group.y ?? Number.NaN);
    if (column >= 0 && row >= 0) cells.add(row * across.values.length + column, group);
  }
  const values = others === 'best' ? cells.best : cells.means();
  return { metric, x: show(across), y: up === null ? null : show(up), values, trials: cells.trials, best: cells.bestTrial, around: meanAround(values, across.values.length) };
}

/** Mean of the cells that touch the highest one. */
function meanAround(values: readonly (number | null)[], width: number): number | null {
  const best = values.reduce<number>((at, value, k) => (value !== null && value > (values[at] ?? Number.NEGATIVE_INFINITY) ? k : at), 0);
  const [column, row] = [best % width, Math.floor(best / width)];
  const found: number[] = [];
  for (let r = row - 1; r <= row + 1; r++) {
    for (let c = column - 1; c <= column + 1; c++) {
      const value = c < 0 || c >= width || (r === row && c === column) ? null : values[r * width + c] ?? null;
      if (value !== null) found.push(value);
    }
  }
  return found.length === 0 ? null : found.reduce((sum, value) => sum + value, 0) / found.length;
}

const show = ({ name, values, isBinned }: Side): SweepMap['x'] => ({ name, values: [...values], isBinned });

/** What is known of each cell. */
class Cells {
  readonly best: (number | null)[];
  readonly bestTrial: (number | null)[];
  readonly trials: number[];
  readonly #sum: number[];
  readonly #count: number[];

  constructor(count: number) {
    this.best = Array.from<number | null>({ length: count }).fill(null);
    this.bestTrial = Array.from<number | null>({ length: count }).fill(null);
    this.trials = Array.from({ length: count }, () => 0);
    this.#sum = Array.from({ length: count }, () => 0);
    this.#count = Array.from({ length: count }, () => 0);
  }

  add(at: number, { best, bestTrial, sum, count, trials }: TrialGroup): void {
    this.trials[at] = (this.trials[at] ?? 0) + trials;
    this.#sum[at] = (this.#sum[at] ?? 0) + sum;
    this.#count[at] = (this.#count[at] ?? 0) + count;
    const before = this.best[at] ?? null;
    if (best === null || (before !== null && before >= best)) return;
    this.best[at] = best;
    this.bestTrial[at] = bestTrial;
  }

  means(): (number | null)[] {
    return this.#count.map((count, at) => (count === 0 ? null : (this.#sum[at] ?? 0) / count));
  }
}

/** One side: every value of the grid from the first trial on, so that a live map does not grow under the eye. */
function toSide(name: string, axis: SweepAxis | undefined, search: SweepSearch, seen: readonly (number | null)[]): Side {
  if (axis === undefined) throw invalid(`The sweep does not vary ${name}.`, { name });
  if (Array.isArray(axis)) return listed(name, [...axis].sort((a, b) => a - b));
  const { from, to } = axis;
  const isWhole = search === 'grid' || seen.every((value) => value === null || Number.isInteger(value));
  const step = axis.step ?? (isWhole && Number.isInteger(from) ? 1 : null);
  if (step === null) return binned(name, from, to, stretches);
  const count = Math.floor((to - from) / step + 1e-9) + 1;
  return listed(name, Array.from({ length: count }, (_, i) => Number((from + i * step).toPrecision(15))));
}

function listed(name: string, values: readonly number[]): Side {
  if (values.length > mostValues) return binned(name, values[0] ?? 0, values.at(-1) ?? 0, mostValues, values.every(Number.isInteger));
  const places = new Map(values.map((value, place) => [value, place]));
  return { name, values, isBinned: false, placeOf: (value) => places.get(value) ?? -1 };
}

function binned(name: string, from: number, to: number, count: number, isWhole = false): Side {
  const width = (to - from) / count || 1;
  return {
    name, isBinned: true,
    values: Array.from({ length: count }, (_, i) => {
      const middle = from + (i + 0.5) * width;
      return isWhole ? Math.round(middle) : Number(middle.toPrecision(6));
    }),
    placeOf: (value) => Math.min(count - 1, Math.max(0, Math.floor((value - from) / width))),
  };
}
