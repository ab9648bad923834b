import { capsuleFormat, capsuleHeadSchema, capsuleVersion, type CapsuleCheck, type CapsuleHead, type CapsuleOutcome, type CapsuleVerdict, type ChangedValue } from '../../../contract/model/capsule.ts';
import type { BacktestSpec } from '../../../contract/model/backtest.ts';
import type { StrategyCode } from '../../../contract/model/strategy.ts';
import type { CapsuleSeries } from '../../../quant/compare/capsule-task.ts';
import type { SeriesInput } from '../../../quant/engine/task.ts';
import { engineVersion } from '../../../quant/engine/version.ts';
import { createStrategies, watchCode } from '../strategies/index.ts';
import { AppError } from '../kernel/index.ts';
import type { Backtests } from './backtests.ts';
import type { Capsules } from './capsules.ts';
import { describeOutcome, describeChanges } from './describe-capsule.ts';
import type { BacktestsDeps } from './create-backtests.ts';
import { findRunData, type RunDataSource } from './find-run-data.ts';
import { hashText } from './hash-json.ts';
import { Pieces } from './pieces.ts';
import type { RecordedSpec } from './ports.ts';
import { runJob } from './run-job.ts';

/** Files that somebody uploads, as a capsule comes in. */
export type CapsuleUploads = {
  /** The bytes of a complete upload, which is let go of. */
  take(uploadId: string): Promise<Uint8Array>;
};

export type CapsulesDeps = BacktestsDeps & Pick<RunDataSource, 'files'> & { readonly uploads?: CapsuleUploads };

const mostNamed = 20;

type Work = { readonly spec: BacktestSpec; readonly code: StrategyCode | null; readonly series: readonly SeriesInput[] };

/** Builds capsules over recorded runs. */
export function createCapsules(deps: CapsulesDeps, backtests: Pick<Backtests, 'get'>): Capsules {
  const { jobs, registry } = deps;
  const source: RunDataSource = deps;
  const strategies = deps.strategies ?? createStrategies({ jobs });
  const fetched = new Pieces<{ readonly name: string; readonly body: Uint8Array }>();

  /** What comes of a run here and now. */
  async function runAgain({ spec, code, series }: Work, signal?: AbortSignal): Promise<CapsuleOutcome> {
    const [only] = series;
    const options = { signal, ...watchCode(code, series.length === 1 ? only?.bars.time : undefined) };
    const said = code === null ? {} : { code };
    const { body } = await runJob(jobs, 'backtest.run', { spec, runId: null, series, ...said }, options);
    const { journalHash } = await runJob(jobs, 'backtest.record', { spec, series, isKept: false, ...said }, options);
    return { ...(await runJob(jobs, 'capsule.digest', { body }, { signal })), journalHash };
  }

  async function make(runId: string): Promise<{ readonly name: string; readonly body: Uint8Array }> {
    const run = await backtests.get(runId);
    const recorded = await registry.loadSpec(runId);
    if (recorded === null || run.kind !== 'backtest' || run.status !== 'done') throw new AppError('NOT_FOUND', `Run ${runId} is ${run.status} and has no result to put into a capsule.`, { runId, status: run.status });
    if (recorded.engineVersion !== engineVersion) throw new AppError('CONFLICT', `Run ${runId} was made by version ${recorded.engineVersion} of the engine and this is version ${engineVersion}; run it again and export that run.`, { runId, engineVersion: recorded.engineVersion });
    const { spec, code } = splitSpec(recorded);
    const series = await findRunData(source, runId, recorded);
    const outcome = await runAgain({ spec, code, series });
    if (outcome.hash !== run.resultHash) throw new AppError('CONFLICT', `Run ${runId} comes out differently when it is run again, so a capsule of it would prove nothing; run it anew and export that run.`, { runId });
    const head: CapsuleHead = {
      format: capsuleFormat, version: capsuleVersion, title: run.title, createdAtMs: run.createdAtMs, spec,
      ...(code === null ? {} : { code, codeMark: hashText(code.source) }), outcome,
    };
    return { name: `${run.title.replaceAll(/[^A-Za-z0-9.-]+/g, '-')}.capsule.json`, body: await runJob(jobs, 'capsule.write', { head, series }, {}) };
  }

  async function verify(body: Uint8Array, signal?: AbortSignal): Promise<CapsuleCheck> {
    const read = await runJob(jobs, 'capsule.read', { body, readable: { format: capsuleFormat, version: capsuleVersion } }, { signal });
    const head = checkHead(read.head);
    const { spec, code = null, outcome: expected } = head;
    const { changed, changedCount } = findChanged(read.series, spec);
    const answer = (verdict: CapsuleVerdict, message: string, found: CapsuleOutcome | null = null): CapsuleCheck =>
      ({ verdict, message, title: head.title, createdAtMs: head.createdAtMs, spec, expected, found, changed, changedCount });
    if (changedCount > 0) return answer('changed-bars', describeChanges(changed, changedCount));
    if (read.codeMark !== (head.codeMark ?? null)) return answer('changed-code', `The strategy's code is not the code that was exported${code === null ? '' : ` as ${code.file}`}; have the capsule exported again.`);
    if (!read.isSealed) return answer('changed-terms', 'What the capsule says of its run (strategy, parameters, costs or result) was changed after it was exported; have it exported again.');
    if (spec.engineVersion !== engineVersion) return answer('other-engine', `The capsule was made by version ${spec.engineVersion} of the engine and this is version ${engineVersion}, which may fill differently; use a Tapedeck with that version.`);
    const strategy = await strategies.resolve({ strategy: spec.strategy, ...(code === null ? {} : { code }) });
    if ((strategy.codeHash ?? undefined) !== spec.codeHash) return answer('changed-code', 'The strategy in the capsule is not the one that its run names; have the capsule exported again.');
    const found = await runAgain({ spec, code, series: toInputs(read.series, spec) }, signal);
    const difference = describeOutcome(expected, found);
    return difference === null
      ? answer('same', `The run gives the same bytes here: ${found.trades} trades, ${found.fills} fills and an equity of ${found.finalEquity.toFixed(2)} at the end.`, found)
      : answer('other-result', difference, found);
  }

  return {
    async exportPiece(runId, offset) {
      const { whole, data } = await fetched.take(`The capsule of run ${runId}`, offset, () => make(runId));
      return { runId, name: whole.name, size: whole.body.length, offset, data };
    },
    exportWhole: make,
    verify,
    async verifyUpload(uploadId) {
      if (deps.uploads === undefined) throw new AppError('UNAVAILABLE', 'There is no place for uploads here.');
      return await verify(await deps.uploads.take(uploadId));
    },
  };
}

/** What a capsule may say of a run: all that decides its result, nothing of where its bars lay. */
function splitSpec({ series: _series, keys: _keys, rateKeys: _rateKeys, files: _files, code, ...spec }: RecordedSpec): { readonly spec: BacktestSpec; readonly code: StrategyCode | null } {
  return { spec, code: code ?? null };
}

function checkHead(head: unknown): CapsuleHead {
  const parsed = capsuleHeadSchema.safeParse(head);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError('INVALID_INPUT', `This is no whole capsule: head.${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is missing'}. Have it exported again.`);
}

/** Values that are not those that were exported. Where the fingerprint says so and no mark does, the first bar of the series stands for it. */
function findChanged(series: readonly CapsuleSeries[], spec: BacktestSpec): { readonly changed: ChangedValue[]; readonly changedCount: number } {
  if (series.length !== spec.data.length) throw new AppError('INVALID_INPUT', `This is no whole capsule: it has bars of ${series.length} series and its run saw ${spec.data.length}. Have it exported again.`);
  const changed: ChangedValue[] = [];
  let changedCount = 0;
  for (const [k, used] of spec.data.entries()) {
    const one = series[k] as CapsuleSeries;
    const parts = [['bars', one.main, used.fingerprint], ['finer', one.finer, used.finerFingerprint], ['rates', one.rates, used.rates?.fingerprint]] as const;
    for (const [name, part, fingerprint] of parts) {
      if (part === null && fingerprint !== undefined) throw new AppError('INVALID_INPUT', `This is no whole capsule: it has no ${name === 'finer' ? 'finer bars' : name} of ${used.symbol}, which its run saw. Have it exported again.`);
      if (part === null || part.fingerprint === fingerprint) continue;
      changedCount += Math.max(1, part.unmarkedCount);
      const named = part.unmarkedCount > 0 ? part.unmarked : [{ bar: 0, timeMs: part.bars.time[0] ?? null, column: 'time' as const, value: part.bars.time[0] ?? null }];
      changed.push(...named.map((value) => ({ symbol: used.symbol, part: name, ...value })));
    }
  }
  return { changed: changed.slice(0, mostNamed), changedCount };
}

const toInputs = (series: readonly CapsuleSeries[], { data }: BacktestSpec): readonly SeriesInput[] =>
  data.map(({ symbol, actions, rates: used }, k) => {
    const { main, finer, rates } = series[k] as CapsuleSeries;
    return {
      symbol, bars: main.bars, ...(finer === null ? {} : { finer: finer.bars }), ...(actions === undefined ? {} : { actions }),
      ...(rates === null || used === undefined ? {} : { rates: { bars: rates.bars, isInverted: used.isInverted } }),
    };
  });

