import type { BacktestResult } from '../../contract/model/backtest.ts';
import type { OverlayFigure, RunOverlay } from '../../contract/model/run-overlay.ts';
import { placesAt } from './align-series.ts';
import { putInWords } from './metric-words.ts';
import { pickBars } from './pick-bars.ts';

export type OverlaidRun = { readonly runId: string; readonly title: string; readonly result: BacktestResult };

/** Figures of which less is better, and those that are neither good nor bad. Falls are negative, so that more of them is better. */
const lessIsBetter = new Set(['annualVolatility', 'maxDrawdownDurationDays', 'commission']);
const neutral = new Set(['trades', 'openTrades', 'exposure', 'averageTradeDurationDays', 'kelly', 'buyAndHoldReturn']);

/** Lays finished runs side by side. */
export function overlayRuns(runs: readonly OverlaidRun[], points: number): RunOverlay {
  return {
    runs: runs.map(({ runId, title, result }) => ({ runId, title, hash: result.hash })),
    figures: compareFigures(runs),
    differences: findDifferences(runs),
    curve: drawGrowth(runs, points),
  };
}

function compareFigures(runs: readonly OverlaidRun[]): OverlayFigure[] {
  const tables = runs.map(({ result }) => putInWords(result.metrics));
  return (tables[0] ?? []).map(({ name, title, unit, hint }) => {
    const values = tables.map((table) => table.find((metric) => metric.name === name)?.value ?? null);
    return { name, title, unit, hint, values, best: neutral.has(name) ? null : bestOf(values, lessIsBetter.has(name) ? -1 : 1) };
  });
}

/** Place of the highest (or, by −1, lowest) value; null where the first two are alike or there is only one. */
function bestOf(values: readonly (number | null)[], sign: 1 | -1): number | null {
  const ranked = values.flatMap((value, place) => (value === null ? [] : [{ place, rank: value * sign }])).sort((a, b) => b.rank - a.rank);
  const [first, second] = ranked;
  return first === undefined || second === undefined || first.rank === second.rank ? null : first.place;
}

/** Everything that decides a result and is not the same for all of them. */
function findDifferences(runs: readonly OverlaidRun[]): RunOverlay['differences'] {
  const tables = runs.map(({ result: { spec } }) => new Map(flatten('', {
    strategy: spec.strategy, params: spec.params, settings: spec.settings, engineVersion: spec.engineVersion, ...(spec.codeHash === undefined ? {} : { code: spec.codeHash.slice(0, 12) }),
    data: spec.data.map(({ symbol, fromMs, toMs, fingerprint }) => `${symbol} ${dayOf(fromMs)} to ${dayOf(toMs)} (${fingerprint.slice(0, 8)})`).join(', '),
  })));
  const names = [...new Set(tables.flatMap((table) => [...table.keys()]))];
  return names.map((name) => ({ name, values: tables.map((table) => table.get(name) ?? '') })).filter(({ values }) => new Set(values).size > 1);
}

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

function flatten(path: string, value: unknown): [string, string][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [[path, typeof value === 'string' ? value : JSON.stringify(value)]];
  return Object.entries(value).filter(([, one]) => one !== undefined).flatMap(([key, one]) => flatten(path === '' ? key : `${path}.${key}`, one));
}

/** Growth of each at the moments of all: the last one known, null before a run began and after it ended. */
function drawGrowth(runs: readonly OverlaidRun[], points: number): RunOverlay['curve'] {
  const all = Float64Array.from(new Set(runs.flatMap(({ result }) => pickMoments(result, points)))).sort();
  const curves = runs.map(({ result: { equity, spec } }) => {
    const last = equity.time.at(-1) ?? 0;
    return Float64Array.from(placesAt(all, equity.time), (bar, i) => (bar < 0 || all[i]! > last ? Number.NaN : equity.value[bar]! / spec.settings.cash - 1));
  });
  const places = pickBars(all.length, points, curves.map((values) => ({ values, keeps: 'both' })));
  return {
    time: Array.from(places, (place) => all[place]!),
    growth: curves.map((curve) => Array.from(places, (place) => (Number.isNaN(curve[place]!) ? null : curve[place]!))),
  };
}

const pickMoments = ({ equity: { time, value } }: BacktestResult, points: number): number[] => Array.from(pickBars(time.length, points, [{ values: value, keeps: 'both' }]), (bar) => time[bar]!);
