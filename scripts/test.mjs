// Everything that `npm test` promises: set-up, build, then each kind of test in order. `npm test unit doors` runs only these.
import { ensureBuilt } from './lib/build.mjs';
import { findBrowser } from './lib/find-browser.mjs';
import { main, PlainError } from './lib/project.mjs';
import { isStopping } from './lib/run.mjs';
import { describeOutcome, runProject } from './lib/run-project.mjs';
import { setUp } from './lib/set-up.mjs';

/** What each kind of test may take on a machine that does nothing else; the summary says which took longer. */
const wantedMinutes = { unit: 3, doors: 2, stories: 3, faults: 4, e2e: 6 };

/** Ends a run that hangs. It lies far above what a run may take: a busy machine makes a run slow, not wrong. */
const limitMinutes = { unit: 5, doors: 5, stories: 7, faults: 7, e2e: 16 };

await main(async () => {
  const outcomes = [];
  try {
    const names = chooseProjects(process.argv.slice(2));
    await setUp();
    await ensureBuilt();
    for (const name of names) {
      if (isStopping()) throw new PlainError('interrupted');
      outcomes.push(await runOrExplain(name));
    }
  } catch (error) {
    if (!(error instanceof PlainError)) throw error;
    outcomes.push({ name: 'set-up', seconds: 0, passed: 0, failed: 1, skipped: 0, note: error.message });
  }
  const sum = (key) => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  process.stdout.write(`\n${outcomes.map((outcome) => describeOutcome({ ...outcome, wantedMinutes: wantedMinutes[outcome.name] })).join('\n')}\n\n`);
  process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped\n`);
  return sum('failed') === 0 ? 0 : 1;
});

function chooseProjects(wanted) {
  const all = Object.keys(limitMinutes);
  const unknown = wanted.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new PlainError(`There is no kind of test called ${unknown.join(', ')}. There are: ${all.join(', ')}.`);
  return wanted.length > 0 ? all.filter((name) => wanted.includes(name)) : all;
}

function runOrExplain(name) {
  const browser = findBrowser();
  if (browser !== null) return runProject(name, { limitMinutes: limitMinutes[name], env: { TAPEDECK_BROWSER: browser } });
  if (name !== 'e2e') return runProject(name, { limitMinutes: limitMinutes[name] });
  const nothing = { name, seconds: 0, passed: 0, failed: 0, skipped: 0 };
  if (process.env.REQUIRE_BROWSER !== '1') return { ...nothing, note: 'not run: no browser' };
  return { ...nothing, failed: 1, note: 'not run: REQUIRE_BROWSER=1, but no Chromium or Chrome was found; install one or name it in TAPEDECK_BROWSER' };
}
