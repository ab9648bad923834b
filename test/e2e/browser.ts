import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Path of the system's Chromium: TAPEDECK_BROWSER, else the search path; null where there is none. */
function findBrowser(): string | null {
  const chosen = process.env['TAPEDECK_BROWSER'];
  if (chosen !== undefined && chosen !== '') return chosen;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path)) ?? null;
}

const executablePath = findBrowser();

/**
 * Whether tests in a browser can run. Without one they are not run and say so, except where REQUIRE_BROWSER=1 asks for them:
 * there they run and fail.
 */
export const hasBrowser = executablePath !== null || process.env['REQUIRE_BROWSER'] === '1';
if (!hasBrowser) console.warn('not run: no browser');

/** A browser that talks to nobody but the pages it is given. */
export async function openBrowser(moreArgs: readonly string[] = []): Promise<Browser> {
  if (executablePath === null) throw new Error('REQUIRE_BROWSER=1, but no Chromium or Chrome was found; install one or name it in TAPEDECK_BROWSER');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox', '--headless', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync',
      ...moreArgs,
    ],
  });
}
