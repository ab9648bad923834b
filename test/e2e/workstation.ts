import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, BrowserContext, Page, ViewportSize } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { openBrowser } from './browser.ts';
import { startHost, type Host } from './host.ts';
import { listenForComplaints, type Complaints } from './complaints.ts';

export type WorkstationOptions = {
  /** Seed of the simulated market; the same seed is the same market. */
  readonly seed?: number;
  /** Market time per real time from the start on. */
  readonly speed?: number;
  readonly viewport?: ViewportSize;
  /** Whether the introduction was seen already (default true), so that nothing lies over the desk. */
  readonly tourDone?: boolean;
  /** Further arguments of Chromium. */
  readonly browserArgs?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Whose clock the browser's computer has, such as America/New_York. */
  readonly timezoneId?: string;
};

/** The built workstation with its window in Chromium: the real host in a process of its own on a data folder of its own. */
export type Workstation = {
  readonly dataFolder: () => string;
  /** The window; a new page after each start. */
  readonly page: () => Page;
  readonly host: () => Host;
  readonly browser: () => Browser;
  readonly context: () => BrowserContext;
  /** What pages complained about and what nobody has forgiven; a test that leaves any fails. */
  readonly complaints: Complaints;
  /** A further window of the same workstation; `before` is done to it before it loads. */
  openPage(before?: (page: Page) => Promise<void>): Promise<Page>;
  /** A procedure over REST, as a program calls it: `ask('GET', '/orders')`; rejects with the answer's sentence. */
  ask<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<T>;
  /** The status and body of a procedure over REST, errors too. */
  tryAsk(method: string, path: string, body?: unknown): Promise<{ readonly status: number; readonly body: unknown }>;
  /** Stops the host in order (SIGTERM), starts it again on the same data folder and opens the window anew. */
  restart(): Promise<Page>;
  /** The same after `kill -9`, with the window open all the while. */
  killAndStart(): Promise<Page>;
};

/** What is not there within this is missing, also on a machine that has much else to do; what has to be quick says so itself. */
export const patienceMs = 30_000;

/** A workstation for the tests of a file: begun before them, ended and removed after them. */
export function useWorkstation(options: WorkstationOptions = {}): Workstation {
  const complaints = listenForComplaints();
  let dataFolder: string | undefined;
  let browser: Browser | undefined;
  let context: BrowserContext | undefined;
  let host: Host | undefined;
  let page: Page | undefined;
  let isLoggedIn = false;

  const openPage: Workstation['openPage'] = async (before) => {
    const opened = await there(context).newPage();
    opened.setDefaultTimeout(patienceMs);
    await before?.(opened);
    await complaints.listenTo(opened);
    // The link logs in once; what opens after it has the cookie.
    await opened.goto(isLoggedIn ? new URL('/', there(host).link).href : there(host).link);
    isLoggedIn = true;
    return opened;
  };
  const start = async (): Promise<Page> => {
    host = await startHost(there(dataFolder), options);
    isLoggedIn = false;
    context = await there(browser).newContext({ viewport: options.viewport ?? { width: 1440, height: 900 }, ...(options.timezoneId === undefined ? {} : { timezoneId: options.timezoneId }) });
    page = await openPage();
    return page;
  };
  const tryAsk: Workstation['tryAsk'] = (method, path, body) => there(host).ask(method, path, body);

  beforeAll(async () => {
    await ensureBuilt();
    dataFolder = mkdtempSync(join(tmpdir(), 'tapedeck-e2e-'));
    browser = await openBrowser(options.browserArgs);
    host = await startHost(dataFolder, options);
    if (options.tourDone !== false) expect(await host.ask('POST', '/settings', { version: 0, changes: { tourDone: true } })).toMatchObject({ status: 200 });
    context = await browser.newContext({ viewport: options.viewport ?? { width: 1440, height: 900 }, ...(options.timezoneId === undefined ? {} : { timezoneId: options.timezoneId }) });
    page = await openPage();
  }, 180_000);

  afterEach(() => {
    expect(complaints.take(), 'what the browser complained about').toEqual([]);
  });

  afterAll(async () => {
    complaints.stop();
    await browser?.close();
    await host?.stop();
    if (dataFolder !== undefined) rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  }, 60_000);

  return {
    complaints, openPage, tryAsk,
    dataFolder: () => there(dataFolder),
    page: () => there(page),
    host: () => there(host),
    browser: () => there(browser),
    context: () => there(context),
    async ask<T>(method: string, path: string, body?: unknown) {
      const answer = await tryAsk(method, path, body);
      if (answer.status >= 300) throw new Error(`${method} ${path} gave ${answer.status}: ${JSON.stringify(answer.body)}`);
      return answer.body as T;
    },
    async restart() {
      await there(context).close();
      await there(host).stop();
      return start();
    },
    async killAndStart() {
      // From here on the window rightly complains that nobody is there.
      complaints.pause();
      await there(host).kill();
      await there(context).close();
      complaints.go();
      return start();
    },
  };
}

/** Builds where the sources have changed; several test files may ask at once. */
async function ensureBuilt(): Promise<void> {
  await promisify(execFile)(process.execPath, [join(import.meta.dirname, '../../scripts/build.mjs')]);
}

function there<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The workstation has not started.');
  return value;
}
