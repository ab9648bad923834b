import type { SweepRequest, SweepSpec } from '../../../contract/model/sweep.ts';
import type { SeriesInput } from '../../../quant/engine/task.ts';
import type { JobPort } from '../jobs/index.ts';
import type { Clock } from '../kernel/index.ts';
import type { Strategies } from '../strategies/index.ts';
import { hashJson } from './hash-json.ts';
import type { RecordedSweep } from './ports.ts';
import { checkSweepRequest, sizeSweep, timeSweep, type SweepSize } from './size-sweep.ts';
import { lanesOf, sweptOf } from './sweep-lanes.ts';
import { plansOf } from './sweep-runner.ts';

/** A strategy of a sweep with what its trials are counted by. */
type OwnStrategy = NonNullable<SweepSpec['others']>[number];

/** A sweep that can run: its request with every default, its strategies, and how many trials each of them has. */
export type ResolvedSweep = { readonly request: SweepRequest; readonly own: readonly OwnStrategy[]; readonly sizes: readonly SweepSize[] };

/** Finds the strategies of a sweep over these series; INVALID_INPUT for what can never run. */
export async function resolveSweep(jobs: JobPort, strategies: Pick<Strategies, 'resolve'>, given: SweepRequest, series: readonly SeriesInput[]): Promise<ResolvedSweep> {
  const { strategy: _strategy, code: _code, params: _params, space: _space, where: _where, others, ...shared } = given;
  const checked: { readonly request: SweepRequest; readonly own: OwnStrategy }[] = [];
  for (const one of sweptOf(given)) {
    const { info, code, codeHash } = await strategies.resolve(one);
    const request = { ...checkSweepRequest({ ...shared, ...one }, info, series), strategy: info.name, ...(code === null ? {} : { code }) };
    const { params, space, where } = request;
    const own = { strategy: info.name, params, space, ...(code === null ? {} : { code }), ...(where === undefined ? {} : { where }), ...(codeHash === null ? {} : { codeHash }) };
    checked.push({ request, own });
  }
  const own = checked.map((one) => one.own);
  const request: SweepRequest = { ...(checked[0]?.request ?? given), ...(others === undefined ? {} : { others: own.slice(1).map(({ codeHash: _hash, ...one }) => one) }) };
  const sizes = [];
  for (const [k, plan] of plansOf(request).entries()) sizes.push(await sizeSweep(jobs, checked[k]?.request ?? request, plan, series.length));
  return { request, own, sizes };
}

/** About how many seconds all of it takes on this computer, strategy by strategy. */
export async function timeAll({ jobs, clock }: { readonly jobs: JobPort; readonly clock: Clock }, { request, sizes }: ResolvedSweep, series: SeriesInput): Promise<number> {
  let seconds = 0;
  for (const [k, plan] of plansOf(request).entries()) {
    const size = sizes[k];
    if (size !== undefined) seconds += await timeSweep(jobs, clock, size, { plan, series });
  }
  return seconds;
}

/** One strategy by its code or name, as a backtest counts; several by all of theirs. */
export function nameStrategies(own: readonly Pick<OwnStrategy, 'strategy' | 'codeHash'>[]): string | readonly string[] {
  const [first = '', ...further] = own.map(({ strategy, codeHash }) => codeHash ?? strategy);
  return further.length === 0 ? first : [first, ...further].sort();
}

/**
 * Towards which other hypotheses its trials count: of a sweep over several series what each strategy tries on one of them, as if it had
 * been tried by itself. `names`: what the hypothesis over each series goes by.
 */
export function nameHypotheses({ request, own, sizes }: ResolvedSweep, names: readonly string[]): Pick<RecordedSweep, 'hypotheses' | 'lanes'> {
  const hypothesisOf = (strategy: number, series: number): string => hashJson({ strategy: own[strategy]?.codeHash ?? own[strategy]?.strategy ?? '', data: [names[series] ?? ''] });
  if (request.others === undefined) return names.length > 1 ? { hypotheses: names.map((_, series) => hypothesisOf(0, series)) } : {};
  const [perSeries = 0, ...perSeriesOfOthers] = sizes.map((size) => size.perSeries);
  return {
    lanes: lanesOf({ perSeries, perSeriesOfOthers, data: names }).map(({ strategy, series, first, count }) =>
      ({ hypothesis: hypothesisOf(strategy, series), first, beyond: first + count, params: own[strategy]?.params ?? {} })),
  };
}
