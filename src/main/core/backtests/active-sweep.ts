import type { Sweep, SweepStatus, SweepTrial } from '../../../contract/model/sweep.ts';
import type { EpochMs } from '../../../contract/model/units.ts';
import type { RecordedSweep, TrialCounts, TrialRow } from './ports.ts';
import { laneAt, sweptOf } from './sweep-lanes.ts';

/** A trial as the doors show it. */
export function toSweepTrial({ trial, params, metrics }: TrialRow, spec: RecordedSweep): SweepTrial {
  const { strategy, series } = laneAt(spec, trial);
  const name = spec.others === undefined ? undefined : sweptOf(spec)[strategy]?.strategy;
  const figure = (name: string): number | null => metrics[name] ?? null;
  return {
    trial, series, symbol: spec.data[series]?.symbol ?? '', ...(name === undefined ? {} : { strategy: name }), params: { ...params },
    return: figure('return'), maxDrawdown: figure('maxDrawdown'), sharpe: figure('sharpe'), trades: figure('trades'),
  };
}

type Head = Pick<Sweep, 'sweepId' | 'hypothesis' | 'title' | 'createdAtMs'>;

/** A sweep under way: what is committed of it, and whether it may go on. */
export class ActiveSweep {
  readonly controller = new AbortController();
  readonly spec: RecordedSweep;
  status: SweepStatus = 'queued';
  failure: string | null = null;
  firstFailure: string | null = null;
  finishedAtMs: EpochMs | null = null;
  readonly #head: Head;
  #counts: TrialCounts;
  #best: TrialRow | null;
  #gate: { readonly opened: Promise<void>; readonly open: () => void } | null = null;

  constructor(head: Head, spec: RecordedSweep, counts: TrialCounts, best: TrialRow | null) {
    this.#head = head;
    this.spec = spec;
    this.#counts = counts;
    this.#best = best;
  }

  get sweep(): Sweep {
    const { done, event, failed } = this.#counts;
    const { trials } = this.spec;
    const { sweepId, hypothesis, title, createdAtMs } = this.#head;
    return {
      sweepId, hypothesis, title, createdAtMs, status: this.status, trials, done, eventTrials: event, failedTrials: failed, firstFailure: this.firstFailure,
      progress: this.status === 'done' ? 1 : done / trials, best: this.#best === null ? null : toSweepTrial(this.#best, this.spec),
      failure: this.failure, finishedAtMs: this.finishedAtMs,
    };
  }

  /** Takes committed trials in. */
  take(rows: readonly TrialRow[]): void {
    let { done, event, failed } = this.#counts;
    for (const row of rows) {
      done += 1;
      if (row.metrics['event'] === 1) event += 1;
      if (row.metrics['trades'] === null) failed += 1;
      if (this.#isBetter(row)) this.#best = row;
    }
    this.#counts = { done, event, failed };
  }

  /** As trials are ranked: more is better, then the earlier trial; what is not defined is no best. */
  #isBetter(row: TrialRow): boolean {
    const value = row.metrics[this.spec.metric] ?? null;
    if (value === null) return false;
    const best = this.#best?.metrics[this.spec.metric] ?? null;
    return best === null || value > best || (value === best && row.trial < (this.#best?.trial ?? 0));
  }

  get isPaused(): boolean {
    return this.#gate !== null;
  }

  /** Lets no further work begin until {@link goOn}. */
  hold(): void {
    if (this.#gate !== null) return;
    const { promise: opened, resolve: open } = Promise.withResolvers<void>();
    this.#gate = { opened, open };
  }

  goOn(): void {
    this.#gate?.open();
    this.#gate = null;
  }

  /** Resolves when work may begin. */
  readonly gate = async (): Promise<void> => {
    await this.#gate?.opened;
    this.controller.signal.throwIfAborted();
  };

  cancel(): void {
    this.controller.abort();
    this.goOn();
  }
}
