import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { defineConfig } from 'vite';

const root = import.meta.dirname;

/**
 * Entries that exist: the programs, and every worker wherever it lies under `src/main/workers`. All files, shared chunks
 * too, land in one folder, so that `workerUrl` finds a worker by its name alone.
 */
function findEntries(): Record<string, string> {
  const files = globSync(['src/main/{serve,cli,index}.ts', 'src/main/workers/**/*-worker.ts'], { cwd: root });
  const entries: Record<string, string> = {};
  for (const file of files.sort()) {
    const name = basename(file, '.ts');
    if (entries[name] !== undefined) throw new Error(`Two entries are called ${name}: ${file} and ${entries[name]}. Rename one: built files share a folder.`);
    entries[name] = join(root, file);
  }
  return entries;
}

// The part that runs on Node: plain ESM with every package left outside, because some carry native code or workers of their own.
export default defineConfig({
  root,
  logLevel: 'warn',
  publicDir: false,
  ssr: { external: true, target: 'node' },
  build: {
    ssr: true,
    target: 'node24',
    sourcemap: true,
    minify: false,
    outDir: process.env['TAPEDECK_BUILD_DIR'] ?? 'out/main',
    emptyOutDir: true,
    rolldownOptions: {
      input: findEntries(),
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' },
    },
  },
});
