/**
 * A state computed from the log and nothing else, so that it can be thrown away and made again. `apply` may change the state it is
 * given and must return it (or a new one); it is the only writer. The state is plain JSON, because snapshots of it are stored.
 */
export type Fold<State, Event> = {
  readonly name: string;
  /** Raised when `apply` or the state's shape changes: snapshots of another version are not used. */
  readonly version: number;
  readonly initial: () => State;
  readonly apply: (state: State, event: Event) => State;
};

/** A fold that follows the log. */
export interface FoldView<State> {
  /** The state after the last recorded event. Read only: it belongs to the fold. */
  readonly state: State;
}
