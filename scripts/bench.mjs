// Runs every benchmark, each in a process of its own so that none warms or disturbs another, and prints one table with
// the machine's load. `npm run bench -- engine store` runs those whose file name contains one of the words.
import { fork } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { ensureBuilt } from './lib/build.mjs';
import { inProject, main, say } from './lib/project.mjs';
import { requireOwnNode, script, tieTo } from './lib/run.mjs';
import { setUp } from './lib/set-up.mjs';

const folder = inProject('test', 'bench');
const minuteMs = 60_000;
/** A benchmark that takes longer hangs; TAPEDECK_BENCH_MINUTES is how long one of them is asked to watch. */
const limitMs = (10 + Number(process.env.TAPEDECK_BENCH_MINUTES ?? 0)) * minuteMs;

await main(async () => {
  await setUp();
  await ensureBuilt();
  const words = process.argv.slice(2);
  const all = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.bench.ts')).sort() : [];
  const chosen = words.length === 0 ? all : all.filter((file) => words.some((word) => file.includes(word)));
  const rows = [];
  for (const file of chosen) {
    say(`${file.replace('.bench.ts', '')} …`);
    rows.push(...(await runBench(file)));
  }
  const cores = availableParallelism();
  process.stdout.write(`\n${table(rows)}\n\n${cores} × ${cpus()[0]?.model ?? 'unknown processor'}, ${process.platform} ${process.arch}\n`);
  return rows.some((row) => row.ok === false) ? 1 : 0;
});

function runBench(file) {
  const load = loadavg()[0].toFixed(2);
  const child = fork(script('lib/run-bench.mjs'), [inProject('test', 'bench', file)], {
    execPath: requireOwnNode(), execArgv: ['--expose-gc'], stdio: ['ignore', 2, 2, 'ipc'], timeout: limitMs, killSignal: 'SIGKILL',
  });
  const release = tieTo(child);
  const rows = [];
  child.on('message', (row) => rows.push({ ...row, load }));
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      release();
      if (code !== 0) rows.push({ figure: file, measured: `ended with ${signal ?? `exit code ${code}`}`, target: 'a result', ok: false, load });
      resolve(rows);
    });
  });
}

function table(rows) {
  const verdict = { true: 'ok', false: 'MISSED', null: '' };
  const lines = [
    ['figure', 'measured', 'target', '', 'load', 'note'],
    ...rows.map((row) => [row.figure, row.measured, row.target, verdict[String(row.ok)], row.load, row.note ?? '']),
  ];
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  return lines.map((line) => line.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd()).join('\n');
}
