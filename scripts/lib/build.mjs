import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { isBuilt, readStamp, stampFile } from './is-built.mjs';
import { withLock } from './lock.mjs';
import { inProject, PlainError, say, tools } from './project.mjs';
import { captureOnOwnNode } from './run.mjs';
import { describeSources, hashSources } from './sources.mjs';

/** What is built: the program and the window. */
const parts = ['main', 'window'];

/** Builds where the sources' content has changed, and says whether it did. Safe to call from several processes at once. */
export async function ensureBuilt() {
  if (isBuilt()) return false;
  mkdirSync(inProject('out'), { recursive: true });
  return withLock(inProject('out', 'build.lock'), { onWait: () => say('Waiting for another build of this folder to finish …') }, async () => {
    // Looked at before reading: a file saved during the build makes the next look differ.
    const description = describeSources();
    const hash = hashSources();
    const isStale = readStamp()?.hash !== hash;
    if (isStale) await build();
    writeFileSync(stampFile, JSON.stringify({ description, hash }));
    return isStale;
  });
}

/** Into folders beside, then swapped in, so that whoever starts meanwhile finds the whole old or the whole new program. */
async function build() {
  const started = Date.now();
  say('Building …');
  const fresh = await Promise.all(parts.map(buildPart));
  const failed = fresh.find((part) => part.fault !== null);
  if (failed !== undefined) {
    for (const part of fresh) rmSync(part.folder, { recursive: true, force: true });
    throw new PlainError(`${failed.fault}\nThe build failed: correct what is named above and run the same command again.`);
  }
  // The program last: its stamp says that all of it is there.
  for (const part of fresh.toReversed()) swapIn(part);
  say(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
}

async function buildPart(name) {
  const folder = inProject('out', `${name}.${process.pid}`);
  const { code, output } = await captureOnOwnNode([tools.vite, 'build', '--config', inProject(`vite.${name}.config.ts`), '--configLoader', 'native'], {
    env: { ...process.env, TAPEDECK_BUILD_DIR: folder, NODE_ENV: 'production' },
  });
  return { name, folder, fault: code === 0 ? null : withoutStack(output) };
}

function swapIn({ name, folder }) {
  const target = inProject('out', name);
  const old = `${folder}.old`;
  if (existsSync(target)) renameSync(target, old);
  renameSync(folder, target);
  rmSync(old, { recursive: true, force: true });
}

/** The builder's own words without the frames of its code and the colours of its terminal. */
function withoutStack(output) {
  const text = process.stderr.isTTY ? output : stripVTControlCharacters(output);
  return text.replace(/^ {4}at [^]*$/m, '').trim();
}
