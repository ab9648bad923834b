import { beforeEach, expect, it } from 'vitest';
import { clearCompared, mostCompared, toggleCompared, useCompared } from './compare-store.ts';

beforeEach(clearCompared);

it('keeps the runs in the order in which they were ticked, and lets one go that is ticked again', () => {
  for (const runId of ['a', 'b', 'c', 'b']) toggleCompared(runId);
  expect(useCompared.getState().runIds).toEqual(['a', 'c']);
});

it('lets the earliest go where there is no room for one more', () => {
  for (let k = 0; k <= mostCompared; k++) toggleCompared(`run-${k}`);
  expect(useCompared.getState().runIds).toHaveLength(mostCompared);
  expect(useCompared.getState().runIds).not.toContain('run-0');
});
