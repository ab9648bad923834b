/** One line of the table that `npm run bench` prints. `ok` is null where there is nothing to compare with. */
export type BenchRow = { figure: string; measured: string; target: string; ok: boolean | null; note?: string };
export type Report = (row: BenchRow) => void;

/** A benchmark: measures in one run, against a named peer or a physical limit, and reports rows. */
export type Bench = { name: string; run(report: Report): Promise<void> };

/** Median of several timings of `run`, in milliseconds, after warm-up runs that are not counted. */
export function medianMs(run: () => void, options: { warmup: number; runs: number }): number {
  for (let i = 0; i < options.warmup; i++) run();
  const times: number[] = [];
  for (let i = 0; i < options.runs; i++) {
    const start = performance.now();
    run();
    times.push(performance.now() - start);
  }
  return percentile(times, 0.5);
}

/**
 * The quickest of several timings of each candidate, in milliseconds, taken in turns, so that all of them see the same moments of a machine
 * that others use, too. A ratio of two of them says what the work costs; whatever else the machine did only ever adds. Runs of a few milliseconds
 * fit between two interruptions, hundreds of them on any machine. (A processor's time of a thread is counted in steps of its clock, too coarse for
 * this.)
 *
 * @param options.times runs at a stretch that are timed as one, of what takes microseconds.
 */
export function fastestMs(candidates: readonly (() => void)[], options: { warmup: number; rounds: number; times?: number }): number[] {
  const times = options.times ?? 1;
  for (let round = 0; round < options.warmup; round++) for (const run of candidates) run();
  const fastest = candidates.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < options.rounds; round++) {
    candidates.forEach((run, k) => {
      const start = performance.now();
      for (let i = 0; i < times; i++) run();
      fastest[k] = Math.min(fastest[k] as number, (performance.now() - start) / times);
    });
  }
  return fastest;
}

/** The value below which a share of the samples lies (nearest rank). Sorts a copy. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] as number;
}
