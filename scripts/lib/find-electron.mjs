import { existsSync, readFileSync } from 'node:fs';
import { inProject } from './project.mjs';

/**
 * Path of the installed Electron, or null where there is none or no display to show it on. Its package is never
 * imported: that would try to download it.
 */
export function findElectron() {
  const pathFile = inProject('node_modules', 'electron', 'path.txt');
  if (!existsSync(pathFile) || !hasDisplay()) return null;
  const program = inProject('node_modules', 'electron', 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(program) ? program : null;
}

function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);
}
