import { expect, it } from 'vitest';
import type { Notice } from '../../app/notices.ts';
import { countUnread, pickMessages } from './messages-store.ts';

const notice = (kind: Notice['kind'], atMs: number): Notice => ({ id: `${kind}-${atMs}`, kind, title: kind, atMs });
const history = [notice('refusal', 50), notice('info', 40), notice('risk', 30), notice('buy', 20), notice('warn', 10)];

it('counts warnings, refusals and risk that came after the last look', () => {
  expect([0, 10, 30, 50].map((seenUntilMs) => countUnread(history, seenUntilMs))).toEqual([3, 2, 1, 0]);
});

it('shows all, or what warns, newest first', () => {
  expect([pickMessages(history, false).length, pickMessages(history, true).map((one) => one.kind)]).toEqual([5, ['refusal', 'risk', 'warn']]);
});
