import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { hasBrowser } from './browser.ts';
import { candles, ticket } from './desk-parts.ts';
import { useWorkstation } from './workstation.ts';

const mostBytes = 350 * 1_024;

describe.runIf(hasBrowser)('what the window loads before it is first seen', () => {
  const desk = useWorkstation();

  it('is at most 350 KB of scripts, styles and page, gzipped, and comes from nowhere else', async () => {
    const bodies: Promise<{ readonly url: string; readonly bytes: number }>[] = [];
    let html = '';
    const strangers: string[] = [];
    const page = await desk.openPage(async (opened) => {
      opened.on('request', (request) => void (new URL(request.url()).hostname.endsWith('.localhost') || strangers.push(request.url())));
      opened.on('response', (response) => {
        const kind = response.request().resourceType();
        if (!['document', 'script', 'stylesheet'].includes(kind)) return;
        bodies.push(response.body().then((body) => {
          if (kind === 'document') html = body.toString();
          return { url: new URL(response.url()).pathname, bytes: gzipSync(body).length };
        }));
      });
    });
    await candles(page).and(page.getByRole('img', { name: /since/ })).waitFor();
    await ticket(page).waitFor();
    // Before the first paint the browser needs what the page itself names; panels that come later are not counted.
    const loaded = (await Promise.all(bodies)).filter(({ url }) => url === '/' || html.includes(`"${url}"`));
    const total = loaded.reduce((sum, { bytes }) => sum + bytes, 0);
    expect(total, loaded.toSorted((a, b) => b.bytes - a.bytes).map(({ url, bytes }) => `${(bytes / 1_024).toFixed(1)} KB ${url}`).join('\n')).toBeLessThanOrEqual(mostBytes);
    expect(total, 'something was loaded').toBeGreaterThan(100_000);
    expect(strangers).toEqual([]);
    await page.close();
  });
});
