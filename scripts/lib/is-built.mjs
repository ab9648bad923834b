import { readFileSync } from 'node:fs';
import { inProject } from './project.mjs';
import { describeSources } from './sources.mjs';

/** Written by the build: which sources the program in out/main was made from. */
export const stampFile = inProject('out', 'main', '.built-from.json');

/** Whether the built program is that of the present sources, by names, sizes and times of change. */
export const isBuilt = () => readStamp()?.description === describeSources();

export function readStamp() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    return null;
  }
}
