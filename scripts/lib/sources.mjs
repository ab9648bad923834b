import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inProject, root } from './project.mjs';

const folders = ['src/contract', 'src/quant', 'src/main', 'src/renderer'];
const single = ['vite.main.config.ts', 'vite.window.config.ts', 'tsconfig.base.json', 'tsconfig.node.json', 'tsconfig.dom.json', 'package-lock.json'];

/** Every file that the build reads, relative to the project, sorted. */
function listSources() {
  const files = [...single];
  for (const folder of folders) collect(folder, files);
  return files.sort();
}

function collect(folder, files) {
  for (const entry of readdirSync(inProject(folder), { withFileTypes: true })) {
    if (entry.isDirectory()) collect(`${folder}/${entry.name}`, files);
    else if (/\.(tsx?|json|sql|css|html|svg)$/.test(entry.name) && !/\.test(-d)?\.tsx?$/.test(entry.name)) files.push(`${folder}/${entry.name}`);
  }
}

/** Fast look: names, sizes and times of change. The same text means nothing was touched. */
export function describeSources() {
  const lines = listSources().map((file) => {
    const { size, mtimeMs } = statSync(join(root, file), { throwIfNoEntry: false }) ?? { size: 0, mtimeMs: 0 };
    return `${file} ${size} ${mtimeMs}`;
  });
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

/** Exact look: the content. A touched file with the same content changes nothing. */
export function hashSources() {
  const hash = createHash('sha256');
  for (const file of listSources()) hash.update(`${file}\0`).update(readFileSync(join(root, file))).update('\0');
  return hash.digest('hex');
}
