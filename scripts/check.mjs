// What must hold before a commit: types, layers, lint, unit tests. `npm test` does the rest.
import { inProject, main, tools, typeLinter } from './lib/project.mjs';
import { captureOnOwnNode, script } from './lib/run.mjs';
import { describeOutcome, runProject } from './lib/run-project.mjs';
import { setUp } from './lib/set-up.mjs';

const steps = {
  types: [tools.tsc, '-b', inProject('tsconfig.json')],
  layers: [script('layers/check-layers.ts')],
  lint: [tools.oxlint, '--type-aware', '--deny-warnings'],
};

await main(async () => {
  await setUp();
  // All at once: the tests wait for disks and timers while the others compute.
  const outcomes = await Promise.all([...Object.entries(steps).map(runStep), runProject('unit', { limitMinutes: 4 })]);
  process.stdout.write(`\n${outcomes.map(describeOutcome).join('\n')}\n`);
  return outcomes.every((outcome) => outcome.failed === 0) ? 0 : 1;
});

async function runStep([name, command]) {
  const started = Date.now();
  const { code, output } = await captureOnOwnNode(command, { env: { ...process.env, OXLINT_TSGOLINT_PATH: typeLinter } });
  if (code !== 0) process.stdout.write(`\n${name}\n${output.trimEnd()}\n`);
  return { name, seconds: (Date.now() - started) / 1000, failed: code === 0 ? 0 : 1, note: code === 0 ? 'ok' : 'failed, see above' };
}
