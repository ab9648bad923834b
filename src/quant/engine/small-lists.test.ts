import fc from 'fast-check';
import { expect, it } from 'vitest';
import { putFirst, takeOut } from './small-lists.ts';

it('takes out of a list and puts before it as splice and unshift do', () => {
  fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: 1 }), { maxLength: 9 }), fc.nat(), (items, place) => {
    const [ours, theirs] = [items.slice(), items.slice()];
    putFirst(ours, 0);
    theirs.unshift(0);
    expect(ours).toEqual(theirs);
    const item = theirs[place % theirs.length]!;
    takeOut(ours, item);
    theirs.splice(theirs.indexOf(item), 1);
    expect(ours).toEqual(theirs);
  }));
});
