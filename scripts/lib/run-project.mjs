import { readFileSync, rmSync } from 'node:fs';
import { inProject, tools } from './project.mjs';
import { runOnOwnNode } from './run.mjs';

/**
 * Runs one test project and counts. A file that cannot be loaded counts as one failure, and so does a run that ends
 * badly although every test passed: an unhandled error, a crash, the time limit.
 */
export async function runProject(name, { limitMinutes, env = {}, filters = [] }) {
  const started = Date.now();
  const reportFile = inProject('out', 'test', `${name}.json`);
  rmSync(reportFile, { force: true });
  const code = await runOnOwnNode(
    [tools.vitest, 'run', '--project', name, '--passWithNoTests', '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`, ...filters],
    { env: { ...process.env, ...env }, timeout: limitMinutes * 60_000, killSignal: 'SIGKILL' },
  );
  const { passed, failed, skipped } = readReport(reportFile);
  return { name, passed, failed: failed === 0 && code !== 0 ? 1 : failed, skipped, code, seconds: (Date.now() - started) / 1000 };
}

function readReport(file) {
  let report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
  const brokenFiles = report.testResults.filter(
    (result) => result.status === 'failed' && result.assertionResults.every((test) => test.status !== 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** One line of a summary: `unit        12.3 s   204 passed`, and whether it took longer than it may. */
export function describeOutcome({ name, passed, failed, skipped, seconds, note, wantedMinutes = Infinity }) {
  const counts = note ?? [`${passed} passed`, failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} skipped`].filter(Boolean).join(', ');
  const late = seconds > wantedMinutes * 60 ? `, longer than the ${wantedMinutes} min that it may take on a machine of its own` : '';
  return `${name.padEnd(8)}${seconds.toFixed(1).padStart(8)} s   ${counts}${late}`;
}
