/**
 * How a bar is read where it does not say what happened first. `choose` takes the number of outcomes that the bar leaves open, from the one
 * that hurts to the one that flatters, and gives the one that is taken.
 */
export interface BarReading {
  choose(outcomes: number): number;
}
