import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** `npm run faults` asks for more rounds of each fault than the twenty of `npm test`; they take longer in proportion. */
const faultRounds = Number(process.env['TAPEDECK_FAULT_ROUNDS'] ?? 20);

/** One more than there are cores: the tests of storage and threads wait as much as they work. Vitest itself would leave a core idle. */
const unitWorkers = availableParallelism() + 1;

/** What starts programs and waits for them takes two files at a time: one computes while the other waits. Whatever judges time there counts that of the processor. */
const pair = { maxWorkers: Math.min(2, availableParallelism()) };

/**
 * For what another process or a browser has to show: on a busy machine it comes late, and late is not wrong there. Nothing in these
 * projects measures time by how long it polls; what has to be quick says so itself. Unit tests keep the second of Vitest.
 */
const patience = { expect: { poll: { timeout: 10_000 } } };

const project = (name: string, include: string[], extra: Record<string, unknown> = {}) => ({
  test: { name, include, environment: 'node', setupFiles: ['test/property/seed.ts'], testTimeout: 20_000, hookTimeout: 60_000, ...extra },
});

export default defineConfig({
  test: {
    projects: [
      // Limits end what hangs and judge no speed: a unit test takes less than a second, and up to a minute on a busy machine.
      project('unit', ['src/**/*.test.ts', 'test/contract/**/*.test.ts', 'test/golden/**/*.test.ts', 'test/property/**/*.test.ts', 'test/guards/**/*.test.ts'], { maxWorkers: unitWorkers, testTimeout: 60_000, isolate: false, setupFiles: ['test/property/seed.ts', 'test/fresh-modules.ts'] }),
      project('doors', ['test/doors/**/*.test.ts'], { ...patience, testTimeout: 60_000 }),
      project('stories', ['test/stories/**/*.test.ts'], { ...patience, ...pair, testTimeout: 120_000 }),
      project('faults', ['test/faults/**/*.test.ts'], { ...patience, ...pair, testTimeout: 12_000 * Math.max(20, faultRounds) }),
      // A window beside its host in a browser has most to wait for.
      project('e2e', ['test/e2e/**/*.test.ts'], { expect: { poll: { timeout: 30_000 } }, testTimeout: 180_000, fileParallelism: false }),
    ],
  },
});
