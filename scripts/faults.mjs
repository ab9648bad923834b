// The fault tests at full length: each kill and each fail point a hundred times where `npm test` does twenty.
import { ensureBuilt } from './lib/build.mjs';
import { main } from './lib/project.mjs';
import { describeOutcome, runProject } from './lib/run-project.mjs';
import { setUp } from './lib/set-up.mjs';

await main(async () => {
  await setUp();
  await ensureBuilt();
  const outcome = await runProject('faults', {
    limitMinutes: 60,
    env: { TAPEDECK_FAULT_ROUNDS: process.env.TAPEDECK_FAULT_ROUNDS ?? '100' },
    filters: process.argv.slice(2),
  });
  process.stdout.write(`\n${describeOutcome(outcome)}\n`);
  return outcome.failed === 0 ? 0 : 1;
});
