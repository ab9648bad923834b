import type { BarColumns } from '../../src/contract/model/bar.ts';
import { createSystemClock } from '../../src/main/adapters/clock/system-clock.ts';
import { createPool } from '../../src/main/adapters/pool/index.ts';
import { computeFeatures, createFeatureStream, listFeatures, type FeatureBar } from '../../src/quant/features/index.ts';
import type { FeatureTaskInput } from '../../src/quant/tasks.ts';
import { normal, streamKey } from '../../src/quant/random/index.ts';
import { fastestMs, medianMs, type Bench } from './bench.ts';

const count = 1_000_000;

const sharedColumn = (): Float64Array => new Float64Array(new SharedArrayBuffer(count * Float64Array.BYTES_PER_ELEMENT));

/** Bars of a minute that wander as prices do, with gaps, nights and volume; the same at every run. */
function makeBars(): BarColumns {
  const key = streamKey(1, 0);
  const bars = { time: sharedColumn(), open: sharedColumn(), high: sharedColumn(), low: sharedColumn(), close: sharedColumn(), volume: sharedColumn() };
  let price = 100;
  for (let i = 0; i < count; i++) {
    const open = price * (1 + 0.0001 * normal(key, i, 0));
    price = open * (1 + 0.0005 * normal(key, i, 1));
    bars.time[i] = Math.floor(i / 390) * 86_400_000 + 52_200_000 + (i % 390) * 60_000;
    bars.open[i] = open;
    bars.close[i] = price;
    bars.high[i] = Math.max(open, price) * (1 + 0.0003 * Math.abs(normal(key, i, 2)));
    bars.low[i] = Math.min(open, price) * (1 - 0.0003 * Math.abs(normal(key, i, 3)));
    bars.volume[i] = Math.ceil(1_000 * Math.exp(0.8 * normal(key, i, 4)));
  }
  return bars;
}

/** The plainest loop there is over a window: what a figure over a million bars costs at least. */
function computeBareMean(values: Float64Array, out: Float64Array): void {
  let sum = 0;
  for (let i = 0; i < 20; i++) sum += values[i] ?? 0;
  for (let i = 20; i < values.length; i++) {
    sum += (values[i] as number) - (values[i - 20] as number);
    out[i] = sum / 20;
  }
}

/** Time by the clock, and of the processor, of jobs one after the other. */
async function timeJobs(pool: ReturnType<typeof createPool>, inputs: readonly FeatureTaskInput[]): Promise<{ readonly ms: number; readonly processorMs: number }[]> {
  const times: { ms: number; processorMs: number }[] = [];
  for (const input of inputs) {
    const [start, busy] = [performance.now(), process.cpuUsage()];
    const outcome = await pool.run('features.compute', input, { memoryLimitMb: 8_192 });
    if (!outcome.ok) throw new Error(outcome.error.message);
    const { user, system } = process.cpuUsage(busy);
    times.push({ ms: performance.now() - start, processorMs: (user + system) / 1_000 });
  }
  return times;
}

const barAt = (bars: BarColumns, i: number): FeatureBar => Object.fromEntries(Object.entries(bars).map(([name, values]) => [name, values[i]])) as FeatureBar;

export const bench: Bench = {
  name: 'features',
  async run(report) {
    const bars = makeBars();
    const names = listFeatures().map((info) => info.name);
    const column = new Float64Array(count);
    // The quickest, so that a busy machine raises the ratio below and never excuses it.
    const [bareMs = NaN] = fastestMs([() => computeBareMean(bars.close, column)], { warmup: 5, rounds: 15 });
    report({ figure: 'a bare sliding mean of 20, 1,000,000 bars', measured: `${bareMs.toFixed(2)} ms`, target: 'the floor of the rows below', ok: null });

    const pool = createPool({ clock: createSystemClock(), concurrency: 1 });
    try {
      const input = { columns: bars, names, clock: null, peers: [], joins: [], barMs: 60_000 };
      const [first, ...fresh] = await timeJobs(pool, [input, input, input, input]);
      const reused = { ...input, out: names.map(() => sharedColumn()) };
      // The first job with these columns touches them.
      const again = (await timeJobs(pool, [reused, reused, reused, reused, reused])).slice(1);
      const ms = Math.min(...again.map((one) => one.ms));
      report({
        figure: `${names.length} features of 1,000,000 bars in a worker, columns reused`, measured: `${(ms / 1_000).toFixed(2)} s`, target: '< 3 s', ok: ms < 3_000,
        note: `1.1 GB of columns made anew: ${(Math.min(...fresh.map((one) => one.ms)) / 1_000).toFixed(2)} s; the first job, with its thread: ${(first!.ms / 1_000).toFixed(2)} s`,
      });
      // By the processor's time, which a busy machine stretches less than the clock's; it has the threads that compile and collect, too.
      // Eighteen bare means of 1.2 ms for each of 139 features are the three seconds of the row above, in terms of any machine.
      const ratio = Math.min(...again.map((one) => one.processorMs)) / names.length / bareMs;
      report({ figure: 'processor time of a feature against the bare mean, mean of all', measured: `${ratio.toFixed(1)} ×`, target: '≤ 18 ×', ok: ratio <= 18 });
    } finally {
      await pool.dispose();
    }

    const part = 200_000;
    const few = Object.fromEntries(Object.entries(bars).map(([name, values]) => [name, values.subarray(0, part)])) as BarColumns;
    const out = names.map(() => new Float64Array(part));
    const batchMs = medianMs(() => void computeFeatures(few, names, {}, out), { warmup: 2, runs: 5 });
    const stream = createFeatureStream(names);
    const streamed = 10_000;
    const start = performance.now();
    for (let i = 0; i < streamed; i++) stream.add(barAt(few, i));
    const streamUs = ((performance.now() - start) / streamed) * 1_000;
    const batchUs = (batchMs / part) * 1_000;
    report({ figure: 'all of them for one live bar', measured: `${streamUs.toFixed(1)} µs`, target: '≤ 20 × a bar of the batch', ok: streamUs <= 20 * batchUs, note: `batch: ${batchUs.toFixed(2)} µs a bar` });
  },
};
