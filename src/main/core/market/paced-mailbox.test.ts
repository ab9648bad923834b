import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../adapters/clock/index.ts';
import { PacedMailbox } from './paced-mailbox.ts';

function open(options: { maxKeys?: number } = {}) {
  const pacer = createManualClock();
  const controller = new AbortController();
  const mailbox = new PacedMailbox<string, number>({ pacer, perSecond: 10, ...options });
  const stream = mailbox.batches(controller.signal);
  const got: number[][] = [];
  /** Reads on in the background; what came is in `got`. */
  const readAll = async (): Promise<void> => {
    for await (const batch of stream) got.push(batch);
  };
  return { pacer, controller, mailbox, stream, got, readAll };
}

/** Lets everything that waits for a promise run. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a paced mailbox', () => {
  it('gives the first value at once, then the latest of each key at its pace', async () => {
    const { pacer, mailbox, got, readAll } = open();
    void readAll();
    await settle();
    mailbox.put('a', 1);
    await settle();
    expect(got).toEqual([[1]]);
    for (let i = 2; i < 50; i++) mailbox.put('a', i);
    mailbox.put('b', 7);
    pacer.advance(99);
    await settle();
    expect(got).toEqual([[1]]);
    pacer.advance(1);
    await settle();
    expect(got).toEqual([[1], [49, 7]]);
  });

  it('keeps the beat of others of its pace, whenever each was opened', async () => {
    const pacer = createManualClock();
    const told: string[] = [];
    const openAt = async (name: string, ms: number) => {
      pacer.advance(ms - pacer.monotonicMs());
      const mailbox = new PacedMailbox<string, number>({ pacer, perSecond: 8 });
      void (async () => {
        for await (const _batch of mailbox.batches(new AbortController().signal)) told.push(`${name} at ${pacer.monotonicMs()}`);
      })();
      await settle();
      return mailbox;
    };
    const mailboxes = [await openAt('prices', 10), await openAt('book', 83)];
    for (let ms = 83; ms <= 400; ms++) {
      for (const mailbox of mailboxes) mailbox.put('ACME', ms);
      await settle();
      expect(pacer.pendingCount, 'one timer wakes both in one turn').toBeLessThanOrEqual(1);
      pacer.advance(1);
    }
    expect(told.slice(2)).toEqual([125, 250, 375].flatMap((ms) => [`prices at ${ms}`, `book at ${ms}`]));
  });

  it('never gives more batches than its pace, however often something changes', async () => {
    const { pacer, mailbox, got, readAll } = open();
    void readAll();
    for (let ms = 0; ms < 1_000; ms++) {
      mailbox.put('a', ms, ms % 3 === 0);
      await settle();
      pacer.advance(1);
    }
    // One more for the first, and one that was urgent ahead of its time.
    expect(got.length).toBeLessThanOrEqual(12);
    expect(got.length).toBeGreaterThanOrEqual(10);
  });

  it('gives at once what is urgent, and waits the longer afterwards', async () => {
    const { pacer, mailbox, got, readAll } = open();
    void readAll();
    mailbox.put('a', 1);
    await settle();
    mailbox.put('a', 2, true);
    await settle();
    expect(got).toEqual([[1], [2]]);
    mailbox.put('a', 3);
    pacer.advance(199);
    await settle();
    expect(got).toEqual([[1], [2]]);
    pacer.advance(1);
    await settle();
    expect(got).toEqual([[1], [2], [3]]);
  });

  it('holds at most so many keys of a reader who does not read, the newest, and no timer', async () => {
    const { pacer, mailbox, stream } = open({ maxKeys: 3 });
    for (let i = 0; i < 10_000; i++) mailbox.put(`key ${i}`, i);
    expect([mailbox.size, pacer.pendingCount]).toEqual([3, 0]);
    expect((await stream.next()).value).toEqual([9_997, 9_998, 9_999]);
  });

  it.each(['idle', 'between two batches'])('ends when the signal aborts while its reader is %s, and leaves no timer', async (state) => {
    const { pacer, controller, mailbox, readAll } = open();
    const reading = readAll();
    for (const value of state === 'idle' ? [] : [1, 2]) {
      mailbox.put('a', value);
      await settle();
    }
    controller.abort();
    await reading;
    mailbox.put('a', 3);
    expect([mailbox.size, pacer.pendingCount]).toEqual([0, 0]);
  });

  it('ends with the error that it was given', async () => {
    const { mailbox, readAll } = open();
    const reading = readAll();
    await settle();
    mailbox.fail(new Error('the history is gone'));
    await expect(reading).rejects.toThrow('the history is gone');
  });
});
