import { describe, expect, it } from 'vitest';
import type { Notice } from '../../app/notices.ts';
import { mergeMessages, readMessages, writeMessages } from './kept-messages.ts';

const notice = (id: string, atMs: number, more: Partial<Notice> = {}): Notice => ({ id, kind: 'warn', title: `Of ${id}`, atMs, ...more });

describe('kept messages', () => {
  it('come back as they were told, without what could be done about them then', () => {
    const history = [notice('b', 20, { kind: 'buy', text: 'Commission 1.00', action: { label: 'Undo', run: () => {} } }), notice('a', 10)];
    expect(readMessages(writeMessages({ seenUntilMs: 15, history }))).toEqual({
      seenUntilMs: 15, history: [{ id: 'kept-0', kind: 'buy', title: 'Of b', text: 'Commission 1.00', atMs: 20 }, { id: 'kept-1', kind: 'warn', title: 'Of a', atMs: 10 }],
    });
  });

  it('are the newest that there is room for', () => {
    const many = Array.from({ length: 150 }, (_, k) => notice(`n${k}`, 1_000 - k));
    expect(readMessages(writeMessages({ seenUntilMs: 0, history: many })).history.map(({ atMs }) => atMs)).toEqual(many.slice(0, 100).map(({ atMs }) => atMs));
    const long = many.map((one) => ({ ...one, text: 'x'.repeat(2_000) }));
    const text = writeMessages({ seenUntilMs: 0, history: long });
    expect(text.length).toBeLessThan(48_000);
    expect(readMessages(text).history.length).toBeGreaterThan(15);
  });

  it('of two windows are those of both, newest first, and what both said once', () => {
    const ours = [notice('c', 9_000, { title: 'Filled' }), notice('b', 8_000, { title: 'Filled' }), notice('a', 10)];
    const theirs = [notice('kept-0', 9_500, { title: 'Stopped' }), notice('kept-1', 8_900, { title: 'Filled' }), notice('kept-2', 7_900, { title: 'Filled' }), notice('kept-3', 7_800, { title: 'Filled' })];
    expect(mergeMessages(ours, theirs).map(({ id, atMs }) => `${id} ${atMs}`)).toEqual(['kept-0 9500', 'c 9000', 'b 8000', 'kept-3 7800', 'a 10']);
    expect(mergeMessages([notice('b', 20_000, { title: 'Filled' })], [notice('a', 10_000, { title: 'Filled' })]), 'the same said later is another').toHaveLength(2);
  });

  it('leave out that they could not be kept, so that it is not tried for ever', () => {
    expect(readMessages(writeMessages({ seenUntilMs: 0, history: [notice('layout-messages', 5)] })).history).toEqual([]);
  });

  it.each([null, '', '{', '[]', '{"history":{}}', '{"history":[null,{"kind":"shout","title":"a","atMs":1},{"kind":"info","title":1,"atMs":1},{"kind":"info","title":"a","atMs":1e99}],"seenUntilMs":"x"}'])('are none where %s was stored', (saved) => {
    expect(readMessages(saved)).toEqual({ seenUntilMs: 0, history: [] });
  });
});
