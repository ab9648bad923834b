// Starts the workstation: set-up, build, then Electron where it is installed and there is a window to show, else the
// Node host, which serves the same to a browser. Arguments go to the program: `npm start -- --port 8080 --no-open`.
import { existsSync } from 'node:fs';
import { ensureBuilt } from './lib/build.mjs';
import { findElectron } from './lib/find-electron.mjs';
import { hostFlags } from './lib/host-flags.mjs';
import { inProject, main } from './lib/project.mjs';
import { runOnOwnNode, runProgram } from './lib/run.mjs';
import { setUp } from './lib/set-up.mjs';

await main(async () => {
  await setUp();
  await ensureBuilt();
  const args = process.argv.slice(2);
  // The command line has the usage of what it calls `serve`; nothing is started.
  if (args.includes('--help') || args.includes('-h')) return runOnOwnNode([inProject('out', 'main', 'cli.js'), 'serve', '--help']);
  const electron = existsSync(inProject('out', 'main', 'index.js')) ? findElectron() : null;
  return electron === null ? runOnOwnNode([...hostFlags, inProject('out', 'main', 'serve.js'), ...args]) : runProgram(electron, ['.', ...args]);
});
