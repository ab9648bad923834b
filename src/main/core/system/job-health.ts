import type { JobPort } from '../jobs/index.ts';
import type { HealthSource } from './ports.ts';

/** So many jobs in a row that lost their thread are no accident any more. */
const brokenAfter = 3;

/** The same pool, and how it is: jobs at work and whether the last ones lost their threads. A job that fails by itself says nothing of the pool. */
export function observeJobs(pool: JobPort): { readonly jobs: JobPort; readonly source: HealthSource } {
  let underWay = 0;
  let crashes = 0;
  let lastCrash = '';

  const run: JobPort['run'] = async (task, input, options) => {
    underWay += 1;
    try {
      const outcome = await pool.run(task, input, options);
      if (outcome.ok || outcome.error.reason === 'failed') crashes = 0;
      else if (outcome.error.reason === 'crashed') {
        crashes += 1;
        lastCrash = outcome.error.message;
      }
      return outcome;
    } finally {
      underWay -= 1;
    }
  };

  return {
    jobs: { run, concurrency: pool.concurrency, dispose: () => pool.dispose() },
    source: {
      name: 'computations',
      health() {
        if (crashes > 0) return { status: crashes < brokenAfter ? 'warning' : 'failed', detail: lastCrash };
        const atWork = Math.min(underWay, pool.concurrency);
        const waiting = underWay - atWork;
        return { status: 'ok', detail: `${atWork} of ${pool.concurrency} threads are at work; ${waiting} ${waiting === 1 ? 'job waits' : 'jobs wait'}.` };
      },
    },
  };
}
