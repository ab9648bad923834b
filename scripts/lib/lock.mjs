import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const beatMs = 1_000;
const staleMs = 15_000;

/**
 * Runs `body` while no other process holds the same lock. The file carries the owner's process id and is touched
 * every second, so that a lock left by a killed owner (even one from another container) is taken over.
 */
export async function withLock(path, { onWait }, body) {
  mkdirSync(dirname(path), { recursive: true });
  const mine = `${process.pid} ${Date.now()}`;
  for (let told = false; !tryTake(path, mine); await sleep(100)) {
    if (removeIfStale(path) || told) continue;
    told = true;
    onWait();
  }
  const beat = setInterval(() => touch(path), beatMs);
  try {
    return await body();
  } finally {
    clearInterval(beat);
    removeIfMine(path, mine);
  }
}

/** A hard link appears with its content or not at all, so nobody ever reads a half-written owner. */
function tryTake(path, content) {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, content);
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Whoever was suspended for so long that another took over leaves that one's lock alone. */
function removeIfMine(path, mine) {
  try {
    if (readFileSync(path, 'utf8') === mine) rmSync(path, { force: true });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

function removeIfStale(path) {
  const aside = `${path}.stale-${process.pid}`;
  try {
    const owner = readFileSync(path, 'utf8');
    if (isAlive(Number.parseInt(owner, 10)) && Date.now() - statSync(path).mtimeMs < staleMs) return false;
    renameSync(path, aside);
    // Between the look and the rename another process may have taken over: give its lock back.
    if (readFileSync(aside, 'utf8') !== owner) linkSync(aside, path);
    rmSync(aside, { force: true });
    return true;
  } catch {
    return true; // Released meanwhile: try again at once.
  }
}

function touch(path) {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // Taken over while this process was suspended; the work is idempotent.
  }
}

/** Whether a process with this id runs on this machine. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
