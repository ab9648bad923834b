import type { Verdict } from '../../../contract/model/verdict.ts';
import type { Clock, Disposable, Log } from '../kernel/index.ts';

/** What judges finished runs. */
export type Judge = {
  /** Makes a verdict; gives the one that there is where it still holds. */
  verdict(runId: string): Promise<Verdict>;
  /** The verdict as it was last made; null: none was. Makes nothing. */
  known(runId: string): Promise<Verdict | null>;
};

/** A report is asked for as soon as a run is done: the judgement lets it go first, so long. */
export const judgeAfterMs = 500;

type Waiting = { timer: Disposable | null };

/**
 * Verdicts that belong to the end of a run: each is made after the run's first report, or a little later where nobody asks for one, so
 * that no report waits behind a judgement.
 */
export class Judgements {
  readonly #judge: Judge;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #onJudged: (runId: string, judgement: 'made' | 'failed') => void;
  readonly #waiting = new Map<string, Waiting>();

  constructor(judge: Judge, { clock, log }: { readonly clock: Clock; readonly log: Log }, onJudged: (runId: string, judgement: 'made' | 'failed') => void) {
    this.#judge = judge;
    this.#clock = clock;
    this.#log = log;
    this.#onJudged = onJudged;
  }

  /** Before a run is told to be done: whoever looks at it then sees that its verdict is on the way. */
  expect(runId: string): void {
    this.#waiting.set(runId, { timer: null });
  }

  /** The run did not come to its end after all. */
  drop(runId: string): void {
    this.#waiting.delete(runId);
  }

  isPending(runId: string): boolean {
    return this.#waiting.has(runId);
  }

  /** The run is done: it is judged after its first report, or after a while. */
  schedule(runId: string): void {
    const waiting = this.#waiting.get(runId);
    if (waiting !== undefined) waiting.timer = this.#clock.after(judgeAfterMs, () => this.hasten(runId));
  }

  /** Its first report is there: nothing is waited for any longer. */
  hasten(runId: string): void {
    const waiting = this.#waiting.get(runId);
    if (waiting === undefined || waiting.timer === null) return;
    waiting.timer.dispose();
    waiting.timer = null;
    void this.#make(runId);
  }

  async #make(runId: string): Promise<void> {
    let judgement: 'made' | 'failed' = 'made';
    try {
      await this.#judge.verdict(runId);
    } catch (error) {
      judgement = 'failed';
      this.#log.warn('a run was not judged', { runId, error });
    }
    this.#waiting.delete(runId);
    this.#onJudged(runId, judgement);
  }
}
