import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Folder of the project. */
export const projectRoot = dirname(dirname(import.meta.dirname));

/** Writes files (path → text) into a folder of their own, gone when the test is over. `inside` puts it within another folder. */
export function plant(files: Readonly<Record<string, string>>, inside: string = tmpdir()): string {
  const root = mkdtempSync(join(inside, 'planted-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}
