import { defineConfig } from 'vitest/config';

const project = (name: string, include: string[], extra: Record<string, unknown> = {}) => ({
  test: { name, include, environment: 'node', testTimeout: 20_000, ...extra },
});

export default defineConfig({
  test: {
    projects: [
      project('unit', ['src/**/*.test.ts', 'test/contract/**/*.test.ts', 'test/golden/**/*.test.ts', 'test/property/**/*.test.ts', 'test/guards/**/*.test.ts']),
      project('doors', ['test/doors/**/*.test.ts'], { testTimeout: 60_000 }),
      project('stories', ['test/stories/**/*.test.ts'], { testTimeout: 120_000, fileParallelism: false }),
      project('faults', ['test/faults/**/*.test.ts'], { testTimeout: 240_000, fileParallelism: false }),
      project('e2e', ['test/e2e/**/*.test.ts'], { testTimeout: 120_000, fileParallelism: false }),
    ],
  },
});
