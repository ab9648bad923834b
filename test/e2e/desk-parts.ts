import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { patienceMs } from './workstation.ts';

/** Parts of the window by role and name, as a person or a screen reader finds them. */

export const panel = (page: Page, title: string): Locator => page.getByRole('tabpanel', { name: title, exact: true });
export const ticket = (page: Page): Locator => page.getByRole('form', { name: 'Order ticket' });
export const tape = (page: Page): Locator => page.getByRole('region', { name: 'Tape' });
export const account = (page: Page): Locator => page.getByRole('region', { name: 'Account' });
export const statusBar = (page: Page): Locator => page.getByRole('contentinfo');
export const notices = (page: Page): Locator => page.getByRole('list', { name: 'Notices' });
export const clock = (page: Page): Locator => tape(page).getByRole('timer', { name: 'Time of the market' });
export const legend = (page: Page): Locator => panel(page, 'Chart').getByRole('group', { name: 'Bar and indicators' });
export const candles = (page: Page): Locator => panel(page, 'Chart').getByRole('img', { name: /^Candles of/ });
export const rows = (page: Page, title: string): Locator => panel(page, title).getByRole('row').filter({ has: page.getByRole('cell') });

/** A line of the watchlist. */
export const watched = (page: Page, symbol: string): Locator => rows(page, 'Watchlist').filter({ has: page.getByRole('strong').filter({ hasText: new RegExp(`^${symbol}$`) }) });

/** A figure as it is written, as a number; NaN where there is none. */
export const numberIn = (text: string | null): number => {
  const found = /[+−-]?\d[\d,]*(?:\.\d+)?/.exec(text ?? '')?.[0];
  return found === undefined ? Number.NaN : Number(found.replaceAll(',', '').replace('−', '-'));
};

/** The newest price of an instrument in the watchlist. */
export const lastOf = async (page: Page, symbol: string): Promise<number> => numberIn(await watched(page, symbol).getByRole('cell').nth(2).textContent());

/** Waits until something reads otherwise than before, and gives both. */
export async function waitForChange(read: () => Promise<string | null>, what: string, timeout = patienceMs): Promise<{ readonly before: string; readonly after: string }> {
  const before = (await read()) ?? '';
  let after = before;
  await expect.poll(async () => (after = (await read()) ?? ''), { timeout, message: what }).not.toBe(before);
  return { before, after };
}

/** Waits until a part of the window says something; what it said instead stands in the failure. */
export async function waitForText(locator: Locator, text: string | RegExp, timeout = patienceMs): Promise<void> {
  const wanted = typeof text === 'string' ? new RegExp(text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')) : text;
  await expect.poll(() => locator.innerText({ timeout: 1_000 }).catch(() => ''), { timeout, message: String(locator) }).toMatch(wanted);
}

/** Lets the window draw so many frames. */
export const drawFrames = (page: Page, count: number): Promise<void> =>
  page.evaluate((frames) => new Promise<void>((resolve) => {
    const next = (left: number): void => void (left === 0 ? resolve() : requestAnimationFrame(() => next(left - 1)));
    next(frames);
  }), count);

/** Chooses an instrument in the watchlist, and waits until the panels show it. */
export async function choose(page: Page, symbol: string): Promise<void> {
  await watched(page, symbol).click();
  await ticket(page).getByRole('heading', { name: symbol }).waitFor();
  await page.getByRole('img', { name: new RegExp(`^Candles of ${symbol}, .*since`) }).waitFor();
}

/** Chooses an instrument by its symbol in the palette, also one that the watchlist does not show. */
export async function openInstrument(page: Page, symbol: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill(symbol);
  await page.getByRole('option', { name: new RegExp(`^${symbol}`), selected: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** Sets the market's speed on the scale. */
export async function setSpeed(page: Page, speed: number): Promise<void> {
  const slider = tape(page).getByRole('slider', { name: 'Speed of the market' });
  const target = [0.25, 1, 2, 4, 10, 60, 300, 3_600].indexOf(speed);
  for (let at = Number(await slider.inputValue()); at !== target; at += Math.sign(target - at)) {
    await slider.press(at < target ? 'ArrowRight' : 'ArrowLeft');
    await expect.poll(async () => Number(await slider.inputValue())).toBe(at + Math.sign(target - at));
  }
  // The scale shows at once what is wanted; here it counts that the market has it.
  await expect.poll(() => page.evaluate(async () => ((await (await fetch('/api/v1/tape/status')).json()) as { readonly speed: number }).speed)).toBe(speed);
}

export type Terms = { readonly side?: 'Buy' | 'Sell'; readonly type?: 'Limit' | 'Market' | 'Stop'; readonly quantity?: string; readonly limit?: string; readonly stop?: string };

/** Fills the ticket in; what is left out stays as it stands. */
export async function fillIn(page: Page, { side, type, quantity, limit, stop }: Terms): Promise<void> {
  const form = ticket(page);
  if (type !== undefined) await form.getByRole('button', { name: type, exact: true }).click();
  if (side !== undefined) await form.getByRole('group', { name: 'Side' }).getByRole('button', { name: side }).click();
  if (quantity !== undefined) await form.getByRole('textbox', { name: 'Qty' }).fill(quantity);
  if (limit !== undefined) await form.getByRole('textbox', { name: 'Limit' }).fill(limit);
  if (stop !== undefined) await form.getByRole('textbox', { name: 'Stop' }).fill(stop);
}

export const armSwitch = (page: Page): Locator => ticket(page).getByRole('switch', { name: 'Arm ticket' });
export const isArmed = async (page: Page): Promise<boolean> => (await armSwitch(page).getAttribute('aria-checked')) === 'true';

/** Arms the ticket: for one order, so that it is safe again as soon as that is sent. */
export async function arm(page: Page): Promise<void> {
  await expect.poll(() => isArmed(page), { message: 'the order before was sent' }).toBe(false);
  await armSwitch(page).click();
  await expect.poll(() => isArmed(page)).toBe(true);
}

/** Arms the ticket and sends it with Enter in the field of the quantity. */
export async function send(page: Page): Promise<void> {
  await arm(page);
  // While the answer to the order before is awaited, it says so instead.
  await ticket(page).getByRole('button', { name: /^Send ·/ }).waitFor();
  await ticket(page).getByRole('textbox', { name: 'Qty' }).press('Enter');
}

/** Holds the market, or lets it go on, and waits until the window has heard of it. */
export async function holdMarket(page: Page, isHeld: boolean): Promise<void> {
  const isPaused = (): Promise<boolean> => page.evaluate(async () => ((await (await fetch('/api/v1/tape/status')).json()) as { readonly isPaused: boolean }).isPaused);
  await tape(page).getByRole('button', { name: isHeld ? /^Pause/ : /^Play/ }).click();
  await tape(page).getByRole('button', { name: isHeld ? /^Play/ : /^Pause/ }).waitFor();
  await expect.poll(isPaused).toBe(isHeld);
}
