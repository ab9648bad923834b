/** Releases what was opened in reverse order, waiting for each. All are released; then the first error is thrown. */
export class AsyncDisposer {
  readonly #steps: (() => void | Promise<void>)[] = [];

  /** Adds a step; the last one added is the first one taken. */
  defer(step: () => void | Promise<void>): void {
    this.#steps.push(step);
  }

  async dispose(): Promise<void> {
    const errors: unknown[] = [];
    for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop()) {
      try {
        await step();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }
}
