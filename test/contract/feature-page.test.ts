import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { featurePagePath, makeFeaturePage } from '../../scripts/reference/feature-page.ts';

it('the page of features says what their definitions say', () => {
  expect(readFileSync(featurePagePath, 'utf8'), 'run node scripts/reference/feature-page.ts').toBe(makeFeaturePage());
});
