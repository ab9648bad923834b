import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { makeStrategyPage, strategyPagePath } from '../../scripts/reference/strategy-page.ts';

it('the page of ready-made strategies says what their definitions say', () => {
  expect(readFileSync(strategyPagePath, 'utf8'), 'run node scripts/reference/strategy-page.ts').toBe(makeStrategyPage());
});
