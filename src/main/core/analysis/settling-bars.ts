/** Averages that go on for ever forget how they began only slowly: of Wilder's, ten periods on, the 20,000th part is left. */
const periodsToSettle = 10;
const usualSettlingBars = 5_000;
const mostSettlingBars = 50_000;

/** Bars read before those that are asked for, so that the first of these is settled: never fewer than the warm-up. */
export const settlingBars = (warmup: number): number => Math.max(usualSettlingBars, warmup, Math.min(periodsToSettle * warmup, mostSettlingBars));
