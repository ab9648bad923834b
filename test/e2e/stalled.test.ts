import { describe, expect, it } from 'vitest';
import { hasBrowser } from './browser.ts';
import { candles, setSpeed } from './desk-parts.ts';
import { useWorkstation } from './workstation.ts';

const megabyte = 2 ** 20;
/** A minute with `npm run faults`; ten seconds with `npm test`, under the same bounds. */
const stalledMs = process.env['TAPEDECK_FAULT_ROUNDS'] === undefined ? 10_000 : 60_000;

const speed = 10;
/** How old the clock and the newest trade of a lively instrument may be in the window, in real time. */
const allowedRealMs = 1_000;
const currentWithinMs = 2_000;

describe.runIf(hasBrowser)('a window that stands still', () => {
  const desk = useWorkstation();

  it(`for ${stalledMs / 1_000} s costs the host no memory, and is current again within two seconds`, async () => {
    const page = desk.page();
    await candles(page).and(page.getByRole('img', { name: /since/ })).waitFor();
    await setSpeed(page, speed);
    const isCurrent = () => page.evaluate(async (allowedMs) => {
      const { nowMs } = (await (await fetch('/api/v1/tape/status')).json()) as { nowMs: number };
      const [, time, day] = /(\d\d:\d\d:\d\d)[^]*?(\d+ \w+ \d{4})/.exec(document.querySelector('[role=timer]')?.textContent?.replace(/(\d{4})/, '$1 ') ?? '') ?? [];
      const trade = /\d\d:\d\d:\d\d/.exec(document.querySelector('[aria-label="Time and sales"] tbody tr')?.textContent ?? '')?.[0] ?? '';
      const shownMs = [Date.parse(`${day} ${time} UTC`), (nowMs - (nowMs % 86_400_000)) + Date.parse(`1970-01-01T${trade}Z`)];
      return shownMs.every((shown) => Math.abs(shown - nowMs) < allowedMs);
    }, allowedRealMs * speed);
    const session = await desk.context().newCDPSession(page);
    const look = async (message: string): Promise<void> => {
      await expect.poll(isCurrent, { interval: 50, message }).toBe(true);
    };
    /** Stops the window and lets it go on; gives the milliseconds until it was current again. */
    const stall = async (): Promise<number> => {
      // What looking costs on this machine at this moment is no fault of the window.
      const lookAt = performance.now();
      await look('before');
      const lookMs = performance.now() - lookAt;
      await session.send('Debugger.enable');
      const paused = new Promise((resolve) => session.once('Debugger.paused', resolve));
      await session.send('Debugger.pause');
      await paused;
      const before = desk.host().memory();
      let most = before;
      const until = performance.now() + stalledMs;
      // Looked at all the while: what was given back again would not be seen at the end.
      await expect.poll(() => {
        most = Math.max(most, desk.host().memory());
        return performance.now();
      }, { timeout: stalledMs + 5_000, interval: 250 }).toBeGreaterThan(until);
      expect((await desk.ask<{ status: string }>('GET', '/system/health')).status, 'others are served meanwhile').toBe('ready');

      const resumedAt = performance.now();
      await session.send('Debugger.resume');
      await session.send('Debugger.disable');
      await look('the clock and the newest trade are those of now');
      const ms = performance.now() - resumedAt - lookMs;
      console.log(`stalled for ${stalledMs / 1_000} s: host ${((most - before) / megabyte).toFixed(1)} MB more at most, current again after ${ms.toFixed(0)} ms (a look takes ${lookMs.toFixed(0)} ms)`);
      expect(most - before, 'bytes of the host').toBeLessThan(50 * megabyte);
      return ms;
    };
    // Whatever else the machine does makes it later, never earlier: the best of three is nearest to what the window needs.
    let bestMs = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 3 && bestMs >= currentWithinMs; round++) bestMs = Math.min(bestMs, await stall());
    expect(bestMs, 'milliseconds until it is current').toBeLessThan(currentWithinMs);
    await setSpeed(page, 1);
  }, 60_000 + stalledMs * 4);
});
