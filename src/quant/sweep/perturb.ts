import type { BacktestSettings } from '../../contract/model/backtest.ts';
import type { BarColumns } from '../../contract/model/bar.ts';
import type { Param } from '../../contract/model/param.ts';
import { buyIntent, closeIntent, intentFor, sellIntent, SignalList, type SignalColumns } from '../engine/signals.ts';
import type { StrategyDefinition, StrategyParams } from '../engine/strategy.ts';
import type { SeriesInput } from '../engine/task.ts';
import { QuantError } from '../error.ts';
import { normal, streamKey, uniform } from '../random/index.ts';
import { TrialEvaluator } from './evaluator.ts';
import type { TrialFigures } from './figures.ts';

/** A strategy with its parameters complete, and what it is run on. */
export type Subject = {
  readonly strategy: StrategyDefinition;
  readonly params: StrategyParams;
  readonly settings: BacktestSettings;
  /** Several share one cash. */
  readonly series: readonly SeriesInput[];
};

/** Figures of a run under changed circumstances; null where it failed. */
export type Variation = { readonly label: string; readonly figures: TrialFigures | null };

function run({ strategy, params, settings, series }: Subject): TrialFigures | null {
  const outcome = new TrialEvaluator(strategy, settings, series).evaluate(params);
  return outcome.ok ? { return: outcome.figures.return, maxDrawdown: outcome.figures.maxDrawdown, sharpe: outcome.figures.sharpe, trades: outcome.figures.trades } : null;
}

const mostRate = 0.5;

/** The same run with its commission, spread and slippage so many times as high; what rates convert stays converted. 1 is the run as it is. */
export function stressCosts(subject: Subject, factors: readonly number[]): readonly Variation[] {
  return factors.map((factor) => {
    if (!(factor >= 0 && factor <= 1_000)) throw new QuantError('RANGE', `Costs can be multiplied by 0 to 1,000, not by ${factor}.`);
    const { settings } = subject;
    const scaled = (rate: number): number => Math.min(mostRate, rate * factor);
    const costs = {
      commissionRate: scaled(settings.commissionRate), commissionFixed: settings.commissionFixed * factor, spreadRate: scaled(settings.spreadRate), slippageRate: scaled(settings.slippageRate),
    };
    return { label: `costs × ${factor}`, figures: run({ ...subject, settings: { ...settings, ...costs } }) };
  });
}

/** Whether the decisions of a run can be carried out later as they are: those over whole columns of one symbol. */
export const canBeDelayed = ({ strategy, series }: Subject): boolean => strategy.signals !== undefined && series.length === 1;

/** The same decisions carried out so many bars later. REQUIRES_SIGNALS where a strategy decides bar by bar: its later decisions would be others. */
export function delayEntries(subject: Subject, delays: readonly number[]): readonly Variation[] {
  const { strategy } = subject;
  if (!canBeDelayed(subject)) throw new QuantError('REQUIRES_SIGNALS', `${strategy.info.name} is asked bar by bar; only strategies over whole columns of one symbol can be delayed.`);
  return delays.map((delay) => {
    if (!Number.isInteger(delay) || delay < 0 || delay > 10_000) throw new QuantError('RANGE', `A delay is a whole number of bars from 0 to 10,000, not ${delay}.`);
    return { label: delay === 1 ? '1 bar later' : `${delay} bars later`, figures: run({ ...subject, strategy: delayed(strategy, delay) }) };
  });
}

/** A strategy whose intents come so many bars later; bar by bar it does the same. */
function delayed(strategy: StrategyDefinition, delay: number): StrategyDefinition {
  const signals = (columns: SignalColumns, params: StrategyParams, out: SignalList): void => {
    const list = new SignalList(columns.bars.time.length);
    strategy.signals!(columns, params, list);
    for (let k = 0; k < list.count && list.bars[k] + delay < columns.bars.time.length; k++) out.add(list.bars[k] + delay, list.intents[k]);
  };
  let intents = new Map<number, number>();
  return {
    ...strategy, signals,
    indicators: (params) => ({
      ...strategy.indicators(params),
      // Read once with the bars at hand; the column itself says nothing and delays nothing.
      signalsOfAllBars: (bars) => {
        const list = new SignalList(bars.time.length);
        signals({ bars, column: (_, source) => source(bars) }, params, list);
        intents = new Map(Array.from({ length: list.count }, (_, k) => [list.bars[k], list.intents[k]]));
        return new Float64Array(bars.time.length);
      },
    }),
    onBar(cursor) {
      const asked = intentFor(intents.get(cursor.index) ?? 0, cursor.isFlat ? 0 : cursor.position.size);
      if ((asked & buyIntent) !== 0) cursor.buy();
      else if ((asked & sellIntent) !== 0) cursor.sell();
      else if ((asked & closeIntent) !== 0) cursor.close();
    },
  };
}

/**
 * Runs on prices with noise: every bar's prices are moved together by a normal share of the given deviation, so that a bar keeps its shape,
 * and finer bars are moved with the bar that holds them. Rates, dividends and splits stay as they are.
 */
export function addNoise(subject: Subject, { deviation, paths, seed }: { readonly deviation: number; readonly paths: number; readonly seed: number }): readonly Variation[] {
  if (!(deviation >= 0 && deviation <= 0.2)) throw new QuantError('RANGE', `The deviation of the noise must be a share from 0 to 0.2, not ${deviation}.`);
  return Array.from({ length: checkPaths(paths) }, (_, path) => ({ label: `noise ${path + 1}`, figures: run({ ...subject, series: subject.series.map((one, k) => addNoiseTo(one, deviation, streamKey(seed, path + k * mostPaths))) }) }));
}

function addNoiseTo({ bars, finer, ...one }: SeriesInput, deviation: number, key: number): SeriesInput {
  const factors = Float64Array.from(bars.time, (_, i) => Math.exp(deviation * normal(key, i)));
  return { ...one, bars: movePrices(bars, factors), ...(finer === undefined ? {} : { finer: movePrices(finer, factorsOfFiner(bars.time, finer.time, factors)) }) };
}

/** For each finer bar the factor of the bar that holds it; 1 before the first. */
function factorsOfFiner(time: Float64Array, finer: Float64Array, factors: Float64Array): Float64Array {
  let bar = -1;
  return Float64Array.from(finer, (start) => {
    while (bar + 1 < time.length && time[bar + 1] <= start) bar += 1;
    return bar < 0 ? 1 : factors[bar];
  });
}

function movePrices(bars: BarColumns, factors: Float64Array): BarColumns {
  const moved = (column: Float64Array): Float64Array => column.map((price, i) => price * factors[i]);
  return { time: bars.time, open: moved(bars.open), high: moved(bars.high), low: moved(bars.low), close: moved(bars.close), volume: bars.volume };
}

/** Runs with every parameter moved at random by at most the given share of itself, whole numbers by at least 1, inside their ranges. */
export function jitterParams(subject: Subject, { share, paths, seed }: { readonly share: number; readonly paths: number; readonly seed: number }): readonly (Variation & { readonly params: StrategyParams })[] {
  if (!(share > 0 && share <= 1)) throw new QuantError('RANGE', `Parameters can be moved by a share above 0 and at most 1, not by ${share}.`);
  return Array.from({ length: checkPaths(paths) }, (_, path) => {
    const key = streamKey(seed, path);
    const params = Object.fromEntries(subject.strategy.info.params.map((param, p) => [param.name, moveParam(param, subject.params[param.name] ?? param.default, share, 2 * uniform(key, p) - 1)]));
    return { label: `parameters ${path + 1}`, params, figures: run({ ...subject, params }) };
  });
}

/** `place` in (−1, 1): from the furthest down to the furthest up. */
function moveParam({ isInteger, min, max, choices }: Param, value: number, share: number, place: number): number {
  if (choices !== undefined) return value;
  const reach = isInteger ? Math.max(1, Math.round(Math.abs(value) * share)) : Math.abs(value) * share;
  const moved = value + place * reach;
  return Math.min(max, Math.max(min, isInteger ? Math.round(moved) : moved));
}

const mostPaths = 100_000;

function checkPaths(paths: number): number {
  if (!Number.isInteger(paths) || paths < 0 || paths > mostPaths) throw new QuantError('RANGE', `The number of paths must be a whole number from 0 to 100,000, not ${paths}.`);
  return paths;
}
