// The fault tests at full length: each kill and each fail point a hundred times where `npm test` does twenty, a million
// malformed frames where it sends a tenth. `npm run faults -- orders` runs the files whose name contains one of the words.
import { ensureBuilt } from './lib/build.mjs';
import { main } from './lib/project.mjs';
import { describeOutcome, runProject } from './lib/run-project.mjs';
import { setUp } from './lib/set-up.mjs';

const { TAPEDECK_FAULT_ROUNDS = '100', TAPEDECK_MALFORMED = '1000000' } = process.env;

await main(async () => {
  await setUp();
  await ensureBuilt();
  const words = process.argv.slice(2);
  const runs = [
    { project: 'faults', env: { TAPEDECK_FAULT_ROUNDS }, filters: words },
    // The doors have many other tests; only this one grows with the number of frames.
    { project: 'doors', env: { TAPEDECK_MALFORMED }, filters: words.length === 0 ? ['malformed'] : words },
  ];
  let failed = 0;
  const lines = [];
  for (const { project, ...options } of runs) {
    const outcome = await runProject(project, { limitMinutes: 60, ...options });
    failed += outcome.failed;
    lines.push(describeOutcome(outcome));
  }
  process.stdout.write(`\n${lines.join('\n')}\n`);
  return failed === 0 ? 0 : 1;
});
