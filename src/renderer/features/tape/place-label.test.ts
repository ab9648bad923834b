import { expect, it } from 'vitest';
import { leanOf } from './place-label.ts';

it('labels lean inwards at both ends of the ruler, and stand over their ticks between', () => {
  expect([0, 0.02, 0.04, 0.5, 0.96, 0.98, 1].map(leanOf)).toEqual(['right', 'right', undefined, undefined, undefined, 'left', 'left']);
});
