import { readFileSync } from 'node:fs';
import { isAlive } from './lock.mjs';

const lookMs = 500;

/** Calls once when whoever started this process is gone. Returns how to stop looking. */
export function watchParent(onGone) {
  const parent = process.ppid;
  const starter = findStarter(parent);
  const look = setInterval(() => {
    if (process.ppid === parent && isAlive(parent) && findStarter(parent) === starter) return;
    clearInterval(look);
    onGone();
  }, lookMs);
  return () => clearInterval(look);
}

/** npm runs a script through `sh -c`, which outlives a killed npm; so there the shell's own parent counts, where the system tells. */
function findStarter(parent) {
  if (process.env.npm_lifecycle_event === undefined) return null;
  try {
    const isShell = readFileSync(`/proc/${parent}/cmdline`, 'utf8').startsWith('sh\0-c\0');
    return isShell ? Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${parent}/status`, 'utf8'))?.[1]) : null;
  } catch {
    return null;
  }
}
