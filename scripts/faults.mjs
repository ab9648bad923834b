// The fault tests at full length: each kill and each fail point a hundred times where `npm test` does twenty, a million
// malformed frames where it sends a tenth, the window's endurance, properties over cases that were not looked at before.
// `npm run faults -- orders` runs the files whose name contains one of the words.
import { ensureBuilt } from './lib/build.mjs';
import { findBrowser } from './lib/find-browser.mjs';
import { main } from './lib/project.mjs';
import { describeOutcome, runProject } from './lib/run-project.mjs';
import { setUp } from './lib/set-up.mjs';

const { TAPEDECK_FAULT_ROUNDS = '100', TAPEDECK_MALFORMED = '1000000', TAPEDECK_PROPERTY_SEED = String(Math.floor(Math.random() * 2 ** 31)) } = process.env;

await main(async () => {
  await setUp();
  await ensureBuilt();
  const words = process.argv.slice(2);
  process.stdout.write(`Cases of properties are those of TAPEDECK_PROPERTY_SEED=${TAPEDECK_PROPERTY_SEED}.\n`);
  const runs = [
    { project: 'unit', env: { TAPEDECK_PROPERTY_SEED }, filters: words },
    { project: 'faults', env: { TAPEDECK_FAULT_ROUNDS }, filters: words },
    // The doors have many other tests; only this one grows with the number of frames.
    { project: 'doors', env: { TAPEDECK_MALFORMED }, filters: words.length === 0 ? ['malformed'] : words },
    // Of the window only what takes long: panels opened and closed fifty times, a page that stands still for a minute.
    { project: 'e2e', env: { TAPEDECK_FAULT_ROUNDS, ...withBrowser() }, filters: words.length === 0 ? ['leak', 'stalled'] : words },
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

/** Where the browser is; without one the tests of the window say that they are not run. */
function withBrowser() {
  const browser = findBrowser();
  return browser === null ? {} : { TAPEDECK_BROWSER: browser };
}
