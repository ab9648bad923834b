import { describe, expect, it } from 'vitest';
import type { Notice } from '../../app/notices.ts';
import { readMessages, writeMessages } from './kept-messages.ts';

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

  it('leave out that they could not be kept, so that it is not tried for ever', () => {
    expect(readMessages(writeMessages({ seenUntilMs: 0, history: [notice('layout-messages', 5)] })).history).toEqual([]);
  });

  it.each([null, '', '{', '[]', '{"history":{}}', '{"history":[null,{"kind":"shout","title":"a","atMs":1},{"kind":"info","title":1,"atMs":1},{"kind":"info","title":"a","atMs":1e99}],"seenUntilMs":"x"}'])('are none where %s was stored', (saved) => {
    expect(readMessages(saved)).toEqual({ seenUntilMs: 0, history: [] });
  });
});
