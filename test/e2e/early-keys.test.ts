import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { hasBrowser } from './browser.ts';
import { candles, choose, panel, ticket } from './desk-parts.ts';
import { useWorkstation } from './workstation.ts';

/** Something that is kept back until it is let go. */
function gate(): { readonly isOpen: Promise<void>; readonly open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { isOpen: promise, open: resolve };
}

/** A window that hears nothing of the application until the gate is open. */
const holdBack = (page: Page, { isOpen }: { readonly isOpen: Promise<void> }): Promise<void> =>
  page.routeWebSocket(/\/socket/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => void isOpen.then(() => socket.send(message)));
  });

/** A window that does not get the code of the palette until the gate is open. */
const holdPalette = async (page: Page, { isOpen }: { readonly isOpen: Promise<void> }): Promise<void> =>
  void (await page.route(/\/palette-.*\.js$/, (route) => isOpen.then(() => route.continue())));

describe.runIf(hasBrowser)('keys that are pressed early', () => {
  const desk = useWorkstation();

  it('wait for the list of instruments to be loaded, Enter too', async () => {
    const code = gate();
    const page = await desk.openPage((opened) => holdPalette(opened, code));
    await choose(page, 'ACME');
    await page.keyboard.type('qby');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('it');
    await page.keyboard.press('Enter');
    code.open();
    await ticket(page).getByRole('heading', { name: 'QBIT' }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.close();
  });

  it('are given up with Esc, before there is anything to see', async () => {
    const code = gate();
    const page = await desk.openPage((opened) => holdPalette(opened, code));
    await choose(page, 'ACME');
    await page.keyboard.type('volt');
    await page.keyboard.press('Escape');
    code.open();
    await page.keyboard.press('s');
    await ticket(page).getByRole('button', { name: /Sell/, pressed: true }).waitFor();
    expect([await page.getByRole('dialog').count(), await ticket(page).getByRole('heading', { name: 'ACME' }).count()]).toEqual([0, 1]);
    await page.close();
  });

  it('go on in the field where what came before it stands', async () => {
    const code = gate();
    const page = await desk.openPage((opened) => holdPalette(opened, code));
    await choose(page, 'ACME');
    await page.keyboard.type('vo');
    code.open();
    await page.getByRole('dialog').getByRole('combobox').and(page.locator(':focus')).waitFor();
    await page.keyboard.type('lt');
    expect(await page.getByRole('dialog').getByRole('combobox').inputValue()).toBe('volt');
    await page.close();
  });

  it('make a timeframe in one breath', async () => {
    const page = desk.page();
    await choose(page, 'ACME');
    for (const timeframe of ['15m', '1h', '1m']) {
      await page.keyboard.type(timeframe);
      await page.keyboard.press('Enter');
      await page.getByRole('img', { name: new RegExp(`^Candles of ACME, ${timeframe}, since`) }).waitFor();
    }
  });

  it('hold over what the desk was left with', async () => {
    const page = desk.page();
    await choose(page, 'VOLT');
    await expect.poll(async () => (await desk.ask<{ layout: string }>('GET', '/layouts/desk')).layout).toContain('SIM:VOLT');
    const heard = gate();
    const early = await desk.openPage((opened) => holdBack(opened, heard));
    await early.getByRole('navigation', { name: 'Workspaces' }).waitFor();
    await early.keyboard.press('F2');
    heard.open();
    await panel(early, 'Setup').waitFor();
    await expect.poll(async () => (await desk.ask<{ layout: string }>('GET', '/layouts/desk')).layout).toContain('"workspace":"lab"');
    await early.keyboard.press('F1');
    await candles(early).and(early.getByRole('img', { name: /^Candles of VOLT/ })).waitFor();
    await early.close();
  });
});
