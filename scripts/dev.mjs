// The workstation while working on it: builds and starts again whenever a source changes. Arguments go to the program.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { ensureBuilt } from './lib/build.mjs';
import { isBuilt } from './lib/is-built.mjs';
import { inProject, main, PlainError, say } from './lib/project.mjs';
import { requireOwnNode, tieTo } from './lib/run.mjs';
import { setUp } from './lib/set-up.mjs';
import { watchParent } from './lib/watch-parent.mjs';

const quietMs = 150;

await main(async () => {
  await setUp();
  let program = null;
  let timer = null;
  let busy = false;

  const refresh = async () => {
    if (busy || (program !== null && isBuilt())) return;
    busy = true;
    try {
      await ensureBuilt();
      await program?.stop();
      program = startProgram();
    } catch (error) {
      // What runs goes on running until the sources build again.
      say(error instanceof PlainError ? error.message : String(error));
    } finally {
      busy = false;
    }
    if (program !== null && !isBuilt()) schedule();
  };
  const schedule = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void refresh(), quietMs);
  };

  const watcher = watch(inProject('src'), { recursive: true }, schedule);
  await refresh();
  await untilStopped();
  clearTimeout(timer);
  watcher.close();
  await program?.stop();
});

function startProgram() {
  const child = spawn(requireOwnNode(), [inProject('out', 'main', 'serve.js'), ...process.argv.slice(2)], { stdio: 'inherit' });
  const release = tieTo(child);
  const ended = once(child, 'exit').then(release);
  return {
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Resolves on a signal, or when the shell that started this is gone. */
function untilStopped() {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, resolve);
    watchParent(resolve);
  });
}
