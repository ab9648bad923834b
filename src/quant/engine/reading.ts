import type { BarReading } from '../fills/bar-reading.ts';

/** Reads every bar one way and counts the bars that could have been read in another. */
export class Reading implements BarReading {
  /** Bars that left something open, each once. */
  ambiguousBars = 0;
  /** Something was left open that no reading follows in all its outcomes. */
  isOpenEnded = false;
  /** Every outcome that was open only decided at what price a trade ended. */
  isPriceOnly = true;
  /** The strategy or a size went by what the account is worth. */
  isEquitySeen = false;
  readonly #isOptimistic: boolean;
  readonly #script: readonly number[] | null;
  /** What was open so far: how many outcomes each time, and which was taken. */
  readonly taken: { readonly outcomes: number; readonly choice: number }[] = [];
  #bar = -1;
  #lastAmbiguous = -1;

  /** `script`: choices to make first, for a run that follows a branch. */
  constructor(isOptimistic: boolean, script: readonly number[] | null = null) {
    this.#isOptimistic = isOptimistic;
    this.#script = script;
  }

  /** It follows a branch rather than one way of reading. */
  get isScripted(): boolean {
    return this.#script !== null;
  }

  /** The moment of the run that is being worked. */
  at(moment: number): void {
    this.#bar = moment;
  }

  choose(outcomes: number): number {
    this.note();
    const scripted = this.#script?.[this.taken.length];
    const choice = scripted ?? (this.#isOptimistic ? outcomes - 1 : 0);
    this.taken.push({ outcomes, choice });
    return choice;
  }

  /** As {@link choose} for what changes more than a price; outside a branch the first outcome is taken, however bars are read. */
  chooseMore(outcomes: number): number {
    this.isPriceOnly = false;
    if (this.#script !== null) return this.choose(outcomes);
    this.note();
    return 0;
  }

  /** As {@link choose}, where the choice changes what is held. */
  chooseOrder(outcomes: number): number {
    this.isPriceOnly = false;
    return this.choose(outcomes);
  }

  /** Counts the present bar as one that leaves something open. */
  note(): void {
    if (this.#bar === this.#lastAmbiguous) return;
    this.#lastAmbiguous = this.#bar;
    this.ambiguousBars += 1;
  }
}
