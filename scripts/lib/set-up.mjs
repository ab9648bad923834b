import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { withLock } from './lock.mjs';
import { findOwnNode, inProject, PlainError, root, say } from './project.mjs';
import { tieTo } from './run.mjs';

const stampFile = inProject('node_modules', '.tapedeck-set-up');
const wantedMajor = 24;

/** Whether the packages of the lock file are installed, for this system, together with our own Node. */
export function isSetUp() {
  if (findOwnNode() === null) return false;
  return (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp()) || isInstalledAsLocked();
}

/** Installs what the lock file says where that has not been done yet. Safe to call from several processes at once. */
export async function setUp() {
  if (isSetUp()) return leaveStamp();
  const waiting = { onWait: () => say('Waiting for another set-up of this folder to finish …') };
  await withLock(inProject('out', 'set-up.lock'), waiting, async () => {
    if (isSetUp()) return leaveStamp();
    say(existsSync(inProject('node_modules')) ? 'Packages have changed: installing …' : 'First start: installing packages …');
    const started = Date.now();
    await installPackages(moveRunningNodeAside());
    checkOwnNode();
    leaveStamp();
    say(`Packages installed in ${Math.round((Date.now() - started) / 1000)} s.`);
  });
}

/** Content of the stamp: a changed lock file or another system (a folder shared with a container) means set-up again. */
function stamp() {
  const lock = createHash('sha256').update(readFileSync(inProject('package-lock.json'))).digest('hex');
  return `${process.platform}-${process.arch} ${lock}\n`;
}

function leaveStamp() {
  if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp()) writeFileSync(stampFile, stamp());
}

/** Whether somebody ran `npm ci` by hand: npm's own record of what it installed says the same as the lock file. */
function isInstalledAsLocked() {
  const record = inProject('node_modules', '.package-lock.json');
  if (!existsSync(record) || !runsWantedNode()) return false;
  const wanted = JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.link) return true;
    const found = installed[path];
    return found === undefined ? entry.optional === true : found.version === entry.version;
  });
}

async function installPackages(node) {
  const options = ['ci', '--include=dev', '--prefer-offline', '--loglevel=error'];
  const npm = process.env.npm_execpath ?? '';
  const child = /npm-cli\.[cm]?js$/.test(npm)
    ? spawn(node, [npm, ...options], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawn('npm', options, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  const release = tieTo(child);
  const outcome = await new Promise((resolve) => {
    child.once('error', (error) => resolve(error.code === 'ENOENT' ? 'npm was not found' : error.message));
    child.once('exit', (code, signal) => resolve(code === 0 ? null : `npm ci ended with ${signal ?? `exit code ${code}`}`));
  });
  release();
  if (outcome === null) return;
  throw new PlainError(
    `Packages could not be installed: ${outcome}. This step needs npm and its registry once; later starts work offline. `
      + 'Check the network (behind a proxy: `npm config set proxy …`) and run the same command again.',
  );
}

function runsWantedNode() {
  const node = findOwnNode();
  if (node === null) return false;
  try {
    return execFileSync(node, ['-v'], { encoding: 'utf8' }).startsWith(`v${wantedMajor}.`);
  } catch {
    return false;
  }
}

function checkOwnNode() {
  if (runsWantedNode()) return;
  throw new PlainError(
    `Packages are installed but node_modules/node/bin does not run as Node ${wantedMajor}. Its install script was probably held back: `
      + 'run `npm ci --ignore-scripts=false` and try again.',
  );
}

/**
 * Path of the Node that runs this script. npm puts our own first on the path, and Windows refuses to delete a running
 * program, which `npm ci` would have to, but lets it be renamed.
 */
function moveRunningNodeAside() {
  if (process.platform !== 'win32' || process.execPath !== findOwnNode()) return process.execPath;
  const aside = inProject('out', `node-${process.pid}.exe`);
  renameSync(process.execPath, aside);
  return aside;
}
