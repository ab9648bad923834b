import { StateMailbox } from '../kernel/index.ts';

type Watched = { readonly status: string; readonly judgement?: 'pending' | 'made' | 'failed' | undefined };

/** A run that is done goes on being watched until it is judged. */
const hasEnded = ({ status, judgement }: Watched): boolean => judgement !== 'pending' && (status === 'done' || status === 'failed' || status === 'cancelled');

/** Who watches which run or sweep, by its id. */
export class RunWatchers<T extends Watched> {
  readonly #mailboxes = new Map<string, Set<StateMailbox<string, T>>>();

  /** Tells everyone who watches this one. */
  tell(runId: string, run: T): void {
    for (const mailbox of this.#mailboxes.get(runId) ?? []) mailbox.put(runId, run);
  }

  /** The run as it is, then each change, until it has ended or the signal aborts. */
  async *watch(runId: string, load: () => Promise<T>, signal: AbortSignal): AsyncGenerator<T, void, void> {
    // Listen first, load second: a change in between is seen twice rather than never.
    const mailbox = new StateMailbox<string, T>();
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
