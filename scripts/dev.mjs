// The workstation while working on it: builds and starts again whenever a source changes. Arguments go to the program.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { ensureBuilt } from './lib/build.mjs';
import { hostFlags } from './lib/host-flags.mjs';
import { inProject, main, PlainError, say } from './lib/project.mjs';
import { requireOwnNode, tieTo } from './lib/run.mjs';
import { setUp } from './lib/set-up.mjs';
import { watchParent } from './lib/watch-parent.mjs';

const quietMs = 150;

await main(async () => {
  await setUp();
  const refresher = createRefresher();
  const watcher = watch(inProject('src'), { recursive: true }, () => refresher.schedule());
  refresher.schedule();
  await untilStopped();
  watcher.close();
  await refresher.stop();
});

/** Builds and restarts one at a time, some moments after the last change; changes meanwhile lead to one more round. */
function createRefresher() {
  let program = null;
  let timer = null;
  let round = Promise.resolve();

  const refresh = async () => {
    try {
      const isNew = await ensureBuilt();
      if (program !== null && !isNew) return;
      await program?.stop();
      program = startProgram();
    } catch (error) {
      // What runs goes on running until the sources build again.
      say(error instanceof PlainError ? error.message : String(error));
    }
  };
  return {
    schedule() {
      clearTimeout(timer);
      timer = setTimeout(() => (round = round.then(refresh)), quietMs);
    },
    async stop() {
      clearTimeout(timer);
      await round;
      await program?.stop();
    },
  };
}

function startProgram() {
  const child = spawn(requireOwnNode(), [...hostFlags, inProject('out', 'main', 'serve.js'), ...process.argv.slice(2)], { stdio: 'inherit' });
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
async function untilStopped() {
  let unwatch;
  await new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, resolve);
    unwatch = watchParent(resolve);
  });
  unwatch();
}
