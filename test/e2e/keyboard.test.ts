import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Order } from '../../src/contract/model/order.ts';
import { hasBrowser } from './browser.ts';
import { armSwitch, candles, isArmed, notices, panel, rows, ticket, waitForText, watched } from './desk-parts.ts';
import { useWorkstation } from './workstation.ts';

/** Where the focus is, as a screen reader would say it, and whether a person sees it there. */
const focused = (page: Page): Promise<{ readonly name: string; readonly isSeen: boolean }> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return { name: '', isSeen: true };
    const label = element.getAttribute('aria-label') ?? (element.id === '' ? null : document.querySelector(`label[for="${element.id}"]`)?.textContent) ?? element.closest('label')?.textContent ?? element.textContent ?? '';
    const rings = [element, element.parentElement, element.parentElement?.parentElement].map((one) => (one === null || one === undefined ? null : getComputedStyle(one)));
    const isSeen = rings.some((style) => style !== null && ((style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'));
    return { name: `${element.getAttribute('role') ?? element.tagName.toLowerCase()} ${label.trim().slice(0, 40)}`, isSeen };
  });

describe.runIf(hasBrowser)('the desk without a mouse', () => {
  const desk = useWorkstation();
  const newest = async (): Promise<Order | undefined> => (await desk.ask<Order[]>('GET', '/orders'))[0];

  it('goes round all of the window with Tab, and shows where it is', async () => {
    const page = desk.page();
    await candles(page).and(page.getByRole('img', { name: /since/ })).waitFor();
    await watched(page, 'ACME').waitFor();
    await armSwitch(page).waitFor();
    const seen: string[] = [];
    const unseen: string[] = [];
    for (let step = 0; step < 200; step++) {
      await page.keyboard.press('Tab');
      const { name, isSeen } = await focused(page);
      if (name === '' || (seen.length > 10 && name === seen[0])) break;
      seen.push(name);
      if (!isSeen) unseen.push(name);
    }
    expect(unseen).toEqual([]);
    const order = (text: string): number => seen.findIndex((name) => name.includes(text));
    const stations = ['Trade', 'Settings', 'KILL', 'Filter the watchlist', 'Indicators', 'Arm to send', 'Pause', 'Speed of the market'].map(order);
    expect(stations.every((at) => at >= 0), seen.join('\n')).toBe(true);
    expect(stations.slice(0, 4), 'from the top down').toEqual([...stations.slice(0, 4)].sort((a, b) => a - b));
    await page.keyboard.press('Shift+Tab');
  });

  it('finds an instrument, buys it, changes a resting order and cancels it', async () => {
    const page = desk.page();
    const palette = page.getByRole('dialog', { name: 'Commands and instruments' });
    const openPalette = async (): Promise<void> => {
      await page.keyboard.press('Control+k');
      await palette.waitFor();
    };
    await openPalette();
    await page.keyboard.type('volt');
    await expect.poll(() => palette.getByRole('option', { selected: true }).innerText()).toContain('VOLT');
    await page.keyboard.press('Enter');
    await palette.waitFor({ state: 'detached' });
    await ticket(page).getByRole('heading', { name: 'VOLT' }).waitFor();

    await openPalette();
    await page.keyboard.type('buy 10 volt mkt');
    await palette.getByRole('option', { name: /Put in ticket/, selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await palette.waitFor({ state: 'detached' });
    await waitForText(ticket(page), /Buy 10 VOLT at the best price now/);
    expect(await newest(), 'the palette sends nothing').toBe(undefined);

    await reach(page, 'Qty');
    await page.keyboard.press('Alt+a');
    await expect.poll(() => isArmed(page)).toBe(true);
    await page.keyboard.press('Enter');
    await waitForText(notices(page), /Bought 10 VOLT @/);

    await openPalette();
    await page.keyboard.type('buy 20 volt lmt 150');
    await palette.getByRole('option', { name: /Put in ticket/, selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await palette.waitFor({ state: 'detached' });
    await waitForText(ticket(page), /Buy 20 VOLT at 150\.00 or better/);
    await reach(page, 'Qty');
    await page.keyboard.press('Alt+a');
    await ticket(page).getByRole('button', { name: /^Send ·/ }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(newest).toMatchObject({ status: 'working', quantity: '20' });

    const table = panel(page, 'Orders').getByRole('region', { name: 'Orders' });
    await reach(page, 'Orders', 'region');
    await page.keyboard.press('Home');
    await expect.poll(() => rows(page, 'Orders').first().getAttribute('aria-selected')).toBe('true');
    expect(await table.evaluate((element) => element === document.activeElement)).toBe(true);
    // On a title the keys are the title's: it sorts, and the chosen order is let alone.
    const title = table.getByRole('columnheader', { name: 'Qty' });
    for (const key of ['Delete', 'Enter']) await title.getByRole('button').press(key);
    await expect.poll(() => title.getAttribute('aria-sort')).toBe('descending');
    expect([await newest(), await page.getByRole('dialog').count()]).toMatchObject([{ status: 'working', pendingChange: null }, 0]);
    await table.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: /^Change: buy 20 VOLT/ });
    await dialog.waitFor();
    await expect.poll(() => dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    await reach(page, 'Quantity');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('30');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(newest).toMatchObject({ status: 'working', quantity: '30', pendingChange: null });

    await expect.poll(() => table.evaluate((element) => element === document.activeElement), { message: 'focus goes back to the table' }).toBe(true);
    await page.keyboard.press('Delete');
    await expect.poll(newest).toMatchObject({ status: 'cancelled' });
  });

  it('goes to the other workspaces and back, and opens and leaves every sheet', async () => {
    const page = desk.page();
    const current = () => page.getByRole('navigation', { name: 'Workspaces' }).locator('[aria-current]').innerText();
    for (const [key, name] of [['F2', 'Lab'], ['F3', 'Data'], ['F1', 'Trade']] as const) {
      await page.keyboard.press(key);
      await expect.poll(current).toContain(name);
    }
    for (const key of ['Control+k', 'Control+Comma', 'Shift+?']) {
      await page.keyboard.press(key);
      const dialog = page.getByRole('dialog');
      await dialog.waitFor();
      await expect.poll(() => dialog.evaluate((element) => element.contains(document.activeElement)), { message: `${key}: focus is inside` }).toBe(true);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    }
  });
});

/** Presses Tab until a field or table of this name has the focus. */
async function reach(page: Page, name: string, tag = 'input'): Promise<void> {
  for (let step = 0; step < 120; step++) {
    const at = (await focused(page)).name;
    if (at.startsWith(`${tag} ${name}`)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${name} is not reached with Tab.`);
}
