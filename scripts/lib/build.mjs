import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { isBuilt, readStamp, stampFile } from './is-built.mjs';
import { withLock } from './lock.mjs';
import { inProject, PlainError, say, tools } from './project.mjs';
import { captureOnOwnNode } from './run.mjs';
import { describeSources, hashSources } from './sources.mjs';

const target = inProject('out', 'main');

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

/** Into a folder beside, then swapped in, so that whoever starts meanwhile finds the whole old or the whole new program. */
async function build() {
  const started = Date.now();
  say('Building …');
  const fresh = inProject('out', `main.${process.pid}`);
  const old = `${fresh}.old`;
  const { code, output } = await captureOnOwnNode([tools.vite, 'build', '--config', inProject('vite.main.config.ts'), '--configLoader', 'native'], {
    env: { ...process.env, TAPEDECK_BUILD_DIR: fresh, NODE_ENV: 'production' },
  });
  if (code !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw new PlainError(`${withoutStack(output)}\nThe build failed: correct what is named above and run the same command again.`);
  }
  if (existsSync(target)) renameSync(target, old);
  renameSync(fresh, target);
  rmSync(old, { recursive: true, force: true });
  say(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
}

/** The builder's own words without the frames of its code and the colours of its terminal. */
function withoutStack(output) {
  const text = process.stderr.isTTY ? output : stripVTControlCharacters(output);
  return text.replace(/^ {4}at [^]*$/m, '').trim();
}
