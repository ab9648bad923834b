import { describe, expect, it } from 'vitest';
import { Disposer, toDisposable } from './disposer.ts';

describe('a disposer', () => {
  it('releases in reverse order, once', () => {
    const disposer = new Disposer();
    const released: string[] = [];
    for (const name of ['a', 'b', 'c']) disposer.defer(() => released.push(name));
    expect(disposer.size).toBe(3);
    disposer.dispose();
    disposer.dispose();
    expect([released, disposer.size]).toEqual([['c', 'b', 'a'], 0]);
  });

  it('what is released early is no longer held', () => {
    const disposer = new Disposer();
    const released: string[] = [];
    disposer.defer(() => released.push('early')).dispose();
    expect(disposer.size).toBe(0);
    disposer.dispose();
    expect(released).toEqual(['early']);
  });

  it('what arrives after disposal is released at once', () => {
    const disposer = new Disposer();
    disposer.dispose();
    let isReleased = false;
    disposer.own(toDisposable(() => (isReleased = true)));
    expect([isReleased, disposer.size]).toEqual([true, 0]);
  });

  it('one that throws does not keep the others alive, and is heard of', () => {
    const disposer = new Disposer();
    const released: string[] = [];
    disposer.defer(() => released.push('first'));
    disposer.defer(() => {
      throw new Error('stuck');
    });
    disposer.defer(() => released.push('last'));
    expect(() => disposer.dispose()).toThrow('stuck');
    expect(released).toEqual(['last', 'first']);
  });

  it('gives back what it owns', () => {
    const item = toDisposable(() => {});
    expect(new Disposer().own(item)).toBe(item);
  });
});
