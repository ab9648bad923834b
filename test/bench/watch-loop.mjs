// Loaded before the host of a benchmark: writes how late its main loop was, once a second, into the file named by TAPEDECK_LOOP_FILE.
import { renameSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

const file = process.env.TAPEDECK_LOOP_FILE;
if (isMainThread && file !== undefined) {
  const resolutionMs = 1;
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  delay.enable();
  setInterval(() => {
    // A look every millisecond is itself a millisecond late at best.
    const p99Ms = delay.percentile(99) / 1e6 - resolutionMs;
    writeFileSync(`${file}.new`, JSON.stringify({ p99Ms, maxMs: delay.max / 1e6, count: delay.count }));
    renameSync(`${file}.new`, file);
  }, 1_000).unref();
}
