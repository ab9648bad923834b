#!/usr/bin/env node
// The command line from any folder, on whatever Node the machine has: finds our own Node and hands over to the program.
import { existsSync } from 'node:fs';
import { hostFlags } from '../scripts/lib/host-flags.mjs';
import { inProject, main } from '../scripts/lib/project.mjs';
import { requireOwnNode, runOnOwnNode } from '../scripts/lib/run.mjs';

await main(async () => {
  requireOwnNode();
  if (existsSync(inProject('src'))) await rebuildWhenStale();
  // A shell may end before what it started in the background; npx and npm may not.
  const outlivesParent = process.env.npm_lifecycle_event === undefined;
  return runOnOwnNode([...hostFlags, inProject('out', 'main', 'cli.js'), ...process.argv.slice(2)], { cwd: process.cwd(), outlivesParent });
});

/** In a checkout the program follows its sources. The builder is loaded only where there is something to build. */
async function rebuildWhenStale() {
  const { isBuilt } = await import('../scripts/lib/is-built.mjs');
  if (isBuilt()) return;
  const { setUp } = await import('../scripts/lib/set-up.mjs');
  const { ensureBuilt } = await import('../scripts/lib/build.mjs');
  await setUp();
  await ensureBuilt();
}
