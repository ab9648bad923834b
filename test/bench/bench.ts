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
 * that others use, too. A ratio of two of them says what the work costs; whatever else the machine did only ever adds.
 */
export function fastestMs(candidates: readonly (() => void)[], options: { warmup: number; rounds: number }): number[] {
  for (let round = 0; round < options.warmup; round++) for (const run of candidates) run();
  const fastest = candidates.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < options.rounds; round++) {
    candidates.forEach((run, k) => {
      const start = performance.now();
      run();
      fastest[k] = Math.min(fastest[k] as number, performance.now() - start);
    });
  }
  return fastest;
}

/** Processor time that this thread has taken so far, in milliseconds. */
export function processorMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

/**
 * The least processor time of each candidate, in milliseconds a run, taken in turns: what `fastestMs` measures, without the time in which others
 * had the processor, so that a ratio is the same on a busy machine as long as a run is not.
 *
 * @param options.times runs at a stretch, where one takes so little that a processor's time, counted in microseconds, would be coarse.
 */
export function leastProcessorMs(candidates: readonly (() => void)[], options: { warmup: number; rounds: number; times?: number }): number[] {
  const times = options.times ?? 1;
  for (let round = 0; round < options.warmup; round++) for (const run of candidates) run();
  const least = candidates.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < options.rounds; round++) {
    candidates.forEach((run, k) => {
      const start = processorMs();
      for (let i = 0; i < times; i++) run();
      least[k] = Math.min(least[k]!, (processorMs() - start) / times);
    });
  }
  return least;
}

/** The value below which a share of the samples lies (nearest rank). Sorts a copy. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] as number;
}
