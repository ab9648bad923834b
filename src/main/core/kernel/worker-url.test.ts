import { expect, it } from 'vitest';
import { workerUrl } from './worker-url.ts';

it('points at the TypeScript file when the caller runs from its source', () => {
  const url = workerUrl('file:///app/src/main/adapters/pool/piscina-job-port.ts', '../../workers/compute/compute-worker.ts');
  expect(url.href).toBe('file:///app/src/main/workers/compute/compute-worker.ts');
});

it('points beside the bundle when the caller was built, whatever chunk it landed in', () => {
  for (const chunk of ['serve.js', 'piscina-job-port-Cx81.js']) {
    const url = workerUrl(`file:///app/out/main/${chunk}`, '../../workers/compute/compute-worker.ts');
    expect(url.href).toBe('file:///app/out/main/compute-worker.js');
  }
});

it('keeps spaces and other escaped characters of the folder', () => {
  expect(workerUrl('file:///my%20app/out/main/cli.js', './import-worker.ts').href).toBe('file:///my%20app/out/main/import-worker.js');
});
