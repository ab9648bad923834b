import type { Run } from '../../../contract/model/run.ts';
import { StateMailbox } from '../kernel/index.ts';

const hasEnded = (run: Run): boolean => run.status === 'done' || run.status === 'failed' || run.status === 'cancelled';

/** Who watches which run. */
export class RunWatchers {
  readonly #mailboxes = new Map<string, Set<StateMailbox<string, Run>>>();

  /** Tells everyone who watches this run. */
  tell(run: Run): void {
    for (const mailbox of this.#mailboxes.get(run.runId) ?? []) mailbox.put(run.runId, run);
  }

  /** The run as it is, then each change, until it has ended or the signal aborts. */
  async *watch(runId: string, load: () => Promise<Run>, signal: AbortSignal): AsyncGenerator<Run, void, void> {
    // Listen first, load second: a change in between is seen twice rather than never.
    const mailbox = new StateMailbox<string, Run>();
    const set = this.#mailboxes.get(runId) ?? new Set();
    this.#mailboxes.set(runId, set.add(mailbox));
    try {
      const first = await load();
      yield first;
      if (hasEnded(first)) return;
      for await (const batch of mailbox.batches(signal)) {
        for (const run of batch) {
          yield run;
          if (hasEnded(run)) return;
        }
      }
    } finally {
      mailbox.close();
      set.delete(mailbox);
      if (set.size === 0) this.#mailboxes.delete(runId);
    }
  }
}
