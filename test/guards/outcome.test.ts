import { expect, it } from 'vitest';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from './plant.ts';

type Outcome = { readonly name: string; readonly seconds: number; readonly passed: number; readonly failed: number; readonly skipped: number; readonly wantedMinutes?: number };

it('the summary of a run says which kind of test took longer than it may', async () => {
  const { describeOutcome } = (await import(pathToFileURL(join(projectRoot, 'scripts/lib/run-project.mjs')).href)) as { describeOutcome(outcome: Outcome): string };
  const outcome = { name: 'unit', seconds: 180, passed: 7, failed: 0, skipped: 1 };
  expect(describeOutcome({ ...outcome, wantedMinutes: 3 })).toBe('unit       180.0 s   7 passed, 1 skipped');
  expect(describeOutcome({ ...outcome, seconds: 181, wantedMinutes: 3 })).toBe('unit       181.0 s   7 passed, 1 skipped, longer than the 3 min that it may take on a machine of its own');
  expect(describeOutcome(outcome)).toBe('unit       180.0 s   7 passed, 1 skipped');
});
