import { describe, expect, it } from 'vitest';
import type { StrategyInfo } from '../../../contract/model/strategy.ts';
import { withAtHand, type AtHand } from './at-hand.ts';

const param = (name: string) => ({ name, title: name, default: 5, min: 1, max: 9, isInteger: true });
const info = (file?: string, ...params: string[]): StrategyInfo =>
  ({ name: 'mine', title: 'mine', family: 'own', params: params.map(param), vectorised: false, description: '', ...(file === undefined ? {} : { file }) });
const atHand = (read: StrategyInfo | null): AtHand => ({ code: { kind: 'typescript', file: 'mine.ts', source: 'new' }, info: read });

describe('withAtHand', () => {
  it('runs what is being written in the place of its file, with the parameters that it has now', () => {
    const { strategy, code } = withAtHand(info('mine.ts', 'old'), atHand(info('mine.ts', 'fresh')));
    expect(code?.source).toBe('new');
    expect(strategy.params.map(({ name }) => name)).toEqual(['fresh']);
  });

  it('keeps the parameters of the file while what is being written cannot be read', () => {
    const { strategy, code } = withAtHand(info('mine.ts', 'old'), atHand(null));
    expect(code?.source).toBe('new');
    expect(strategy.params.map(({ name }) => name)).toEqual(['old']);
  });

  it('leaves every other strategy alone, ready-made ones too', () => {
    for (const other of [info('other.ts'), info()]) expect(withAtHand(other, atHand(null))).toEqual({ strategy: other, code: null });
    expect(withAtHand(info('mine.ts'), null).code).toBeNull();
  });
});
