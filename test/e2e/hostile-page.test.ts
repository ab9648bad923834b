import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { anOrder, startTestHost, type TestHost } from '../stories/node-host-fixture.ts';
import { hasBrowser, openBrowser } from './browser.ts';
import { attack, type Target } from './hostile-page-attacks.ts';
import { startHostileServer } from './hostile-page-server.ts';

describe.runIf(hasBrowser)('a hostile page in the same browser', () => {
  let at: TestHost;
  let hostile: Awaited<ReturnType<typeof startHostileServer>>;
  let browser: Browser;
  let context: BrowserContext;
  /** What the browser complains about on our own page: console errors, which include reports of the content policy. */
  const complaints: string[] = [];

  beforeAll(async () => {
    [at, hostile, browser] = await Promise.all([startTestHost(), startHostileServer(), openBrowser(['--host-resolver-rules=MAP rebound.example 127.0.0.1'])]);
    context = await browser.newContext();
    await (await openDesk(at.host.url())).close();
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all([at?.close(), hostile?.close()]);
  });

  const openDesk = async (url: string): Promise<Page> => {
    const page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    const traffic: string[] = [];
    page.on('request', (request) => traffic.push(`asked ${request.url()}`));
    page.on('response', (response) => traffic.push(`${response.status()} ${response.url()}`));
    page.on('requestfailed', (request) => traffic.push(`${request.failure()?.errorText} ${request.url()}`));
    await page.goto(url);
    // Shows what the page said and heard instead where this fails.
    await vi.waitFor(async () => expect(await page.innerText('body'), traffic.join('\n')).toContain('SIM:ACME'), { timeout: 20_000, interval: 100 });
    return page;
  };

  const target = (): Target => ({
    origins: [at.browser, at.program, ...['localhost', '0.0.0.0', 'rebound.example'].map((name) => `${name}:${at.host.port}`)].map((host) => `http://${host}`),
    socketPath: '/api/v1/socket',
    order: anOrder,
    redirector: `http://127.0.0.1:${hostile.port}/redirect`,
  });

  /** Runs every attack from a page and says what it got; what a page cannot see is counted at the core. */
  const attackFrom = async (address: string): Promise<{ attempts: number; loot: string[]; calls: number; orders: number }> => {
    const before = { calls: at.callCount(), orders: at.orderCount() };
    const page = await context.newPage();
    await page.goto(address);
    const attempts = await page.evaluate(attack, target());
    await page.close();
    const loot = attempts.filter(({ got }) => got !== null).map(({ attack: name, got }) => `${name}: ${got}`);
    return { attempts: attempts.length, loot, calls: at.callCount() - before.calls, orders: at.orderCount() - before.orders };
  };

  it.each([
    ['of another port', () => `http://127.0.0.1:${hostile.port}/`],
    ['of localhost', () => `http://localhost:${hostile.port}/`],
    ['of another name under localhost', () => `http://evil.localhost:${hostile.port}/`],
    ['of a name that leads to this computer', () => `http://rebound.example:${hostile.port}/`],
    ['of our own secret name on another port, to which the browser sends our cookie', () => `http://${new URL(`http://${at.browser}`).hostname}:${hostile.port}/`],
    ['of a name that was made to lead to us', () => `http://rebound.example:${at.host.port}/`],
    ['of our port under the common name', () => `http://localhost:${at.host.port}/`],
  ])(
    '%s gets nothing and does nothing',
    async (_name, address) => {
      const result = await attackFrom(address());
      expect(result).toEqual({ attempts: expect.any(Number), loot: [], calls: 0, orders: 0 });
      expect(result.attempts).toBeGreaterThan(300);
    },
  );

  it('leaves our own page as it was: logged in, without a complaint, and able to place an order', async () => {
    const desk = await openDesk(`http://${at.browser}/`);
    const status = await desk.evaluate(async (order) => (await fetch('/api/v1/orders', { method: 'POST', headers: { 'content-type': 'application/json' }, body: order })).status, anOrder);
    expect([status, at.orderCount()], 'the same request from our own page counts, so the counters work').toEqual([200, 1]);
    expect(at.callCount()).toBeGreaterThan(0);
    await desk.getByRole('link', { name: 'API' }).click();
    await desk.getByRole('heading', { name: 'Tapedeck API' }).waitFor();
    expect(complaints).toEqual([]);
  });
});
