/**
 * Where a worker's program lies: its `.ts` file beside the sources, or the built file next to the bundle.
 * The build gives every `<name>-worker.ts` under `src/main/workers` an entry of its own, `out/main/<name>-worker.js`,
 * in the one folder that also holds every shared chunk; so only the file's name counts there.
 *
 * @param importMetaUrl `import.meta.url` of the caller.
 * @param sourcePath path of the worker's `.ts` file, relative to the caller's source file.
 */
export function workerUrl(importMetaUrl: string, sourcePath: string): URL {
  if (new URL(importMetaUrl).pathname.endsWith('.ts')) return new URL(sourcePath, importMetaUrl);
  const name = sourcePath.slice(sourcePath.lastIndexOf('/') + 1).replace(/\.ts$/, '.js');
  return new URL(name, importMetaUrl);
}
