import type { Run } from '../../../contract/model/run.ts';
import { messageOf, type Clock } from '../kernel/index.ts';
import type { RunOnBarsOptions } from './backtests.ts';
import type { RunRegistry } from './ports.ts';
import { RunWatchers } from './run-watchers.ts';

/** Computes a run and stores what came of it; gives what names the result, where anything does. */
export type RunWork<T> = (options: RunOnBarsOptions) => Promise<{ readonly output: T; readonly resultHash: string | null; readonly judgement?: 'pending' }>;

/** The runs under way, of one kind: how far each is, who watches it, and the way to stop it. */
export class ActiveRuns {
  readonly #registry: RunRegistry;
  readonly #clock: Clock;
  readonly #active = new Map<string, { run: Run; readonly controller: AbortController }>();
  readonly #watchers = new RunWatchers<Run>();

  constructor({ registry, clock }: { readonly registry: RunRegistry; readonly clock: Clock }) {
    this.#registry = registry;
    this.#clock = clock;
  }

  /** A run as it is now, also while it is under way; null: there is none. */
  async get(runId: string): Promise<Run | null> {
    return this.#active.get(runId)?.run ?? (await this.#registry.get(runId));
  }

  /** Stops a run; nothing happens where it is not under way. */
  cancel(runId: string): void {
    this.#active.get(runId)?.controller.abort();
  }

  /** Tells whoever still watches a run that something came of it after its end. */
  tell(run: Run): void {
    this.#watchers.tell(run.runId, run);
  }

  watch(runId: string, load: () => Promise<Run>, signal: AbortSignal): AsyncGenerator<Run, void, void> {
    return this.#watchers.watch(runId, load, signal);
  }

  /** Takes a recorded run to its end; the outcome is on disk before anyone hears of it. */
  async execute<T>(queued: Run, work: RunWork<T>, options: RunOnBarsOptions): Promise<T> {
    const controller = new AbortController();
    const signal = options.signal === undefined ? controller.signal : AbortSignal.any([controller.signal, options.signal]);
    const entry = { run: queued, controller };
    this.#active.set(queued.runId, entry);
    try {
      await this.#update({ ...queued, status: 'running' });
      const onProgress = (share: number): void => {
        entry.run = { ...entry.run, progress: share };
        this.#watchers.tell(queued.runId, entry.run);
        options.onProgress?.(share);
      };
      const { output, resultHash, judgement } = await work({ signal, onProgress });
      await this.#update({ ...entry.run, status: 'done', progress: 1, resultHash, finishedAtMs: this.#clock.now(), ...(judgement === undefined ? {} : { judgement }) });
      return output;
    } catch (error) {
      await this.#update({ ...entry.run, status: signal.aborted ? 'cancelled' : 'failed', failure: messageOf(error), finishedAtMs: this.#clock.now() });
      throw error;
    } finally {
      this.#active.delete(queued.runId);
    }
  }

  async #update(run: Run): Promise<void> {
    const entry = this.#active.get(run.runId);
    if (entry !== undefined) entry.run = run;
    await this.#registry.update(run);
    this.#watchers.tell(run.runId, run);
  }
}
