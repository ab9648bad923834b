import type { CDPSession, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { hasBrowser } from './browser.ts';
import { candles, drawFrames, panel, waitForChange } from './desk-parts.ts';
import { useWorkstation } from './workstation.ts';

const megabyte = 2 ** 20;
/** Fifty times with `npm run faults`; a dozen with `npm test`, whose bounds are the same. */
const rounds = process.env['TAPEDECK_FAULT_ROUNDS'] === undefined ? 12 : 50;
const titles = ['Watchlist', 'Chart', 'Depth', 'Time & sales', 'Orders', 'Positions', 'Order ticket'];

type Load = { readonly heap: number; readonly nodes: number; readonly listeners: number };

/** What the page holds after everything that nobody holds is gone. */
async function weigh(session: CDPSession): Promise<Load> {
  for (let pass = 0; pass < 3; pass++) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const read = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return { heap: read('JSHeapUsedSize'), nodes: read('Nodes'), listeners: read('JSEventListeners') };
}

describe.runIf(hasBrowser)('panels that are opened and closed', () => {
  const desk = useWorkstation();
  const resetLayout = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: 'Panels of this workspace' }).click();
    await page.getByRole('menuitem', { name: 'Reset the layout of this workspace' }).click();
    await panel(page, 'Order ticket').waitFor();
    await drawFrames(page, 2);
  };
  const closeAll = async (page: Page): Promise<void> => {
    for (const title of titles) {
      await page.getByRole('tab', { name: title, exact: true }).press('Delete');
      await page.getByRole('tab', { name: title, exact: true }).waitFor({ state: 'detached' });
    }
  };

  it('leave nothing behind, in the page or on the host', async () => {
    let frames = 0;
    const page = await desk.openPage(async (opened) => void opened.on('websocket', (socket) => socket.on('framereceived', () => void (frames += 1))));
    await desk.page().close();
    await candles(page).and(page.getByRole('img', { name: /since/ })).waitFor();
    const session = await desk.context().newCDPSession(page);
    await session.send('Performance.enable');
    /** Messages a second while a second of the market passes, with all panels closed. */
    const hearClosed = async (): Promise<number> => {
      await closeAll(page);
      await drawFrames(page, 10);
      const [before, at] = [frames, performance.now()];
      await page.evaluate(() => new Promise((resolve) => void setTimeout(resolve, 2_000)));
      const rate = (frames - before) / ((performance.now() - at) / 1_000);
      await resetLayout(page);
      return rate;
    };

    // Twice before the first look: what is loaded or compiled once does not count.
    for (let round = 0; round < 3; round++) await resetLayout(page);
    const quiet = await hearClosed();
    const before = { page: await weigh(session), host: desk.host().memory() };
    for (let round = 0; round < rounds; round++) await resetLayout(page);
    const loud = await hearClosed();
    const after = { page: await weigh(session), host: desk.host().memory() };

    console.log(`after ${rounds} rounds: heap ${((after.page.heap - before.page.heap) / megabyte).toFixed(1)} MB, nodes ${after.page.nodes - before.page.nodes}, listeners ${after.page.listeners - before.page.listeners}, host ${((after.host - before.host) / megabyte).toFixed(1)} MB, messages a second ${quiet.toFixed(0)} → ${loud.toFixed(0)}`);
    expect(after.page.heap - before.page.heap, 'bytes of script').toBeLessThan(6 * megabyte);
    expect(after.page.nodes - before.page.nodes, 'nodes of the document').toBeLessThan(1_500);
    expect(after.page.listeners - before.page.listeners, 'listeners').toBeLessThan(300);
    // One book that is still watched would send some thirty messages a second.
    expect(loud, 'streams that are still read').toBeLessThan(quiet * 1.3 + 10);
    expect(after.host - before.host, 'bytes of the host').toBeLessThan(60 * megabyte);
    await waitForChange(() => panel(page, 'Depth').innerText(), 'the panels are alive');
  }, 20_000 + 8_000 * rounds);
});
