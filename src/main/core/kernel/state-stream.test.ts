import { describe, expect, it } from 'vitest';
import { StateMailbox } from './state-stream.ts';

describe('a state mailbox', () => {
  it('keeps the newest value of each key, however many were put in', async () => {
    const mailbox = new StateMailbox<string, number>();
    for (let i = 0; i < 100_000; i++) mailbox.put(i % 2 === 0 ? 'even' : 'odd', i);
    expect(mailbox.size).toBe(2);
    expect((await mailbox.batches().next()).value).toEqual([99_998, 99_999]);
  });

  it('wakes a waiting reader and gives only what is new', async () => {
    const mailbox = new StateMailbox<string, number>();
    const batches = mailbox.batches();
    const first = batches.next();
    mailbox.put('a', 1);
    expect((await first).value).toEqual([1]);
    mailbox.put('b', 2);
    expect((await batches.next()).value).toEqual([2]);
  });

  it('ends when closed or aborted, also while waiting', async () => {
    const closed = new StateMailbox<string, number>();
    const waiting = closed.batches().next();
    closed.close();
    expect((await waiting).done).toBe(true);

    const aborted = new StateMailbox<string, number>();
    const controller = new AbortController();
    const batch = aborted.batches(controller.signal).next();
    controller.abort();
    expect((await batch).done).toBe(true);
    expect((await aborted.batches(AbortSignal.abort()).next()).done).toBe(true);
  });

  it('takes nothing more once its reader has left', async () => {
    const mailbox = new StateMailbox<string, number>();
    mailbox.put('a', 1);
    for await (const batch of mailbox.batches()) {
      expect(batch).toEqual([1]);
      break;
    }
    mailbox.put('a', 2);
    expect(mailbox.size).toBe(0);
  });
});
