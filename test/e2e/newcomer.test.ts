import { describe, expect, it } from 'vitest';
import { hasBrowser } from './browser.ts';
import { account, candles, choose, clock, drawFrames, holdMarket, lastOf, legend, notices, numberIn, panel, rows, setSpeed, statusBar, tape, ticket, waitForChange, waitForText, watched } from './desk-parts.ts';
import { useWorkstation } from './workstation.ts';

type Status = { readonly nowMs: number; readonly speed: number; readonly isPaused: boolean; readonly scenarios: readonly { readonly kind: string; readonly instrumentId: string | null }[] };

describe.runIf(hasBrowser)('a newcomer at the desk', () => {
  const desk = useWorkstation();
  const status = (): Promise<Status> => desk.ask<Status>('GET', '/tape/status');

  it('sees at least 24 instruments with price, change and spread within five seconds, and prices that move', async () => {
    const show = async (): Promise<number> => {
      const started = performance.now();
      const page = await desk.openPage();
      await expect.poll(async () => (await rows(page, 'Watchlist').allInnerTexts()).filter((text) => text.split('\t').slice(2, 5).every((figure) => /\d/.test(figure))).length).toBeGreaterThanOrEqual(24);
      await waitForChange(async () => (await rows(page, 'Watchlist').allInnerTexts()).join('\n'), 'prices move');
      const ms = performance.now() - started;
      await page.close();
      return ms;
    };
    // Whatever else the machine does makes it later, never earlier: the best of three is nearest to what the window needs.
    let bestMs = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 3 && bestMs >= 5_000; round++) bestMs = Math.min(bestMs, await show());
    expect(bestMs, 'milliseconds until prices are there and move').toBeLessThan(5_000);
  });

  it('sees candles whose last one forms', async () => {
    const page = desk.page();
    await candles(page).and(page.getByRole('img', { name: /since 20\d\d-/ })).waitFor();
    await waitForChange(() => legend(page).innerText(), 'the forming bar');
    await waitForText(legend(page), /O [\d,.]+ *\n? *H [\d,.]+/);
    const isDrawn = await candles(page).locator('canvas').first().evaluate((canvas) => {
      const { data } = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, (canvas as HTMLCanvasElement).width, (canvas as HTMLCanvasElement).height) ?? { data: [] };
      return new Set(new Uint32Array(Uint8ClampedArray.from(data).buffer)).size;
    });
    expect(isDrawn, 'colours on the canvas of the prices').toBeGreaterThan(4);
  });

  it.each(['5m', '15m', '1h', '4h', '1d', '1m'])('sees bars of %s', async (timeframe) => {
    const page = desk.page();
    await panel(page, 'Chart').getByRole('button', { name: timeframe, exact: true }).click();
    await page.getByRole('img', { name: new RegExp(`^Candles of ACME, ${timeframe}, since`) }).waitFor();
    await waitForText(legend(page), /C\s*[\d,.]+/);
  });

  it('reaches older bars by going back', async () => {
    const page = desk.page();
    const since = async (): Promise<string> => (await candles(page).getAttribute('aria-label'))?.split('since ')[1] ?? '';
    const first = await since();
    const box = await candles(page).boundingBox();
    if (box === null) throw new Error('The chart is not in sight.');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await expect.poll(async () => {
      await page.mouse.wheel(-2_000, 0);
      return since();
    }).not.toBe(first);
    expect((await since()) < first, 'ISO dates sort as text').toBe(true);
  });

  it('sees a book and trades that move', async () => {
    const page = desk.page();
    await waitForChange(() => panel(page, 'Depth').innerText(), 'the book');
    await waitForChange(() => rows(page, 'Time & sales').first().innerText(), 'time and sales');
  });

  it('sees the account, that it is paper money, and that everything works', async () => {
    const page = desk.page();
    for (const name of ['Equity', 'Day P&L', 'Cash', 'Buying power']) await waitForText(account(page), new RegExp(`${name.replace('&', '&')}\\s+[+−]?[\\d,.]+`, 'i'));
    await waitForText(page.getByRole('banner'), 'PAPER');
    await waitForText(statusBar(page), 'Connected');
    expect(await statusBar(page).innerText()).not.toMatch(/CHECK|FAILED/);
  });

  it('holds the market, moves it on by a second, and lets it go on', async () => {
    const page = desk.page();
    await holdMarket(page, true);
    const held = await status();
    const look = async (): Promise<string[]> => [await clock(page).innerText(), await panel(page, 'Watchlist').innerText(), await panel(page, 'Time & sales').innerText()];
    // What was on its way when the market was held comes to rest first.
    let before = await look();
    await expect.poll(async () => {
      await drawFrames(page, 20);
      const [earlier, now] = [before, await look()];
      before = now;
      return now.join() === earlier.join();
    }).toBe(true);
    await drawFrames(page, 40);
    expect([await look(), (await status()).nowMs, held.isPaused]).toEqual([before, held.nowMs, true]);

    await tape(page).getByRole('button', { name: /^Step one second/ }).click();
    const stepped = Math.floor(held.nowMs / 1_000) * 1_000 + 1_000;
    await expect.poll(async () => (await status()).nowMs).toBe(stepped);
    await waitForText(clock(page), new Date(stepped).toISOString().slice(11, 19));

    await holdMarket(page, false);
    await waitForChange(() => clock(page).innerText(), 'the clock');
  });

  it('hastens the market sixtyfold', async () => {
    const page = desk.page();
    await setSpeed(page, 60);
    const [first, firstAt] = [await status(), performance.now()];
    let last = first;
    await expect.poll(async () => (last = await status()).nowMs - first.nowMs).toBeGreaterThan(60_000);
    // Both sides of the share grow by what looking costs on a busy machine.
    expect((last.nowMs - first.nowMs) / (performance.now() - firstAt), 'a minute of the market takes a second').toBeGreaterThan(20);
    await setSpeed(page, 1);
  });

  describe('calls trouble', () => {
    const call = async (name: RegExp): Promise<void> => {
      const page = desk.page();
      await tape(page).getByRole('button', { name: 'Call trouble on the market' }).click();
      await page.getByRole('menuitem', { name }).click();
    };

    it('a gap: the price jumps by about 8 % at once', async () => {
      const page = desk.page();
      await choose(page, 'VOLT');
      const before = await lastOf(page, 'VOLT');
      await call(/^Gap · VOLT/);
      await waitForText(notices(page), 'Gap called');
      await expect.poll(async () => Math.abs((await lastOf(page, 'VOLT')) / before - 1)).toBeGreaterThan(0.06);
    });

    it('a halt: the window shows it wherever the instrument stands', async () => {
      const page = desk.page();
      await choose(page, 'ACME');
      await call(/^Halt · ACME/);
      await waitForText(watched(page, 'ACME'), 'HALT');
      await waitForText(panel(page, 'Chart'), 'HALT');
      await waitForText(panel(page, 'Depth'), /HALT|halted/);
      expect((await status()).scenarios.at(-1)).toMatchObject({ kind: 'halt', instrumentId: 'SIM:ACME' });
    });

    it('a crash: the whole market falls', async () => {
      const page = desk.page();
      await choose(page, 'TAPE');
      const before = await lastOf(page, 'TAPE');
      await call(/^Crash · whole market/);
      await setSpeed(page, 300);
      await expect.poll(() => lastOf(page, 'TAPE'), { message: `the index from ${before}` }).toBeLessThan(before * 0.94);
      await setSpeed(page, 1);
    });

    it('a feed loss: what stands still is called stale until it comes back', async () => {
      const page = desk.page();
      await call(/^Feed loss · whole market/);
      await waitForText(statusBar(page), /simulated market\s+(CHECK|FAILED)/i);
      // The age grows, though the market's clock stands still.
      await waitForText(panel(page, 'Watchlist'), /STALE (?:[3-9]|[1-9]\d) s/);
      await waitForText(panel(page, 'Chart'), /STALE \d+ s/);
      const line = (): Promise<string> => watched(page, 'ACME').getByRole('cell').nth(2).locator('span').evaluate((span) => getComputedStyle(span).textDecoration);
      await expect.poll(line, { message: 'the price is marked as old' }).toContain('dashed');
      await waitForText(ticket(page), /Prices are \d+ s old/);
      // The feed is silent for half a minute.
      await waitForText(statusBar(page), /simulated market\s+OK/i, 60_000);
      await expect.poll(() => page.getByText(/^STALE|^⚠ Prices are/).count()).toBe(0);
      await expect.poll(line).not.toContain('dashed');
    });
  });

  it('reads figures with a true minus and thousands', () => {
    expect([numberIn('−1,234.50 x'), numberIn('none')]).toEqual([-1_234.5, Number.NaN]);
  });
});
