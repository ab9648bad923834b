import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Order } from '../../src/contract/model/order.ts';
import type { SettingsRecord } from '../../src/contract/model/settings.ts';
import { hasBrowser } from './browser.ts';
import { choose, panel, statusBar, tape, ticket, waitForText, watched } from './desk-parts.ts';
import { useWorkstation } from './workstation.ts';

const dialog = (page: Page, name: string): Locator => page.getByRole('dialog', { name });
const tour = (page: Page, step: number): Locator => page.getByRole('complementary', { name: `Tour, ${step} of 4` });

describe.runIf(hasBrowser)('the tour', () => {
  const desk = useWorkstation({ tourDone: false });
  const isDone = async (): Promise<boolean> => (await desk.ask<SettingsRecord>('GET', '/settings')).settings.tourDone;

  it('walks through the desk with the keyboard, leaves the desk usable, and is not shown again', async () => {
    const page = desk.page();
    await tour(page, 1).getByRole('button', { name: 'Next' }).and(page.locator(':focus')).waitFor();
    await choose(page, 'VOLT');
    await tour(page, 1).getByRole('button', { name: 'Next' }).press('Enter');
    await waitForText(tour(page, 2), 'armed');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await waitForText(tour(page, 4), 'CSV');
    expect(await isDone()).toBe(false);
    await page.keyboard.press('Escape');
    await tour(page, 4).waitFor({ state: 'detached' });
    await expect.poll(isDone).toBe(true);
    await page.reload();
    await waitForText(statusBar(page), 'Connected');
    await watched(page, 'ACME').waitFor();
    expect(await page.getByRole('complementary').count()).toBe(0);
  });

  it('is begun again from the palette', async () => {
    const page = desk.page();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('tour');
    await page.getByRole('option', { name: /^Tour of the desk/, selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await tour(page, 1).getByRole('button', { name: 'Skip' }).click();
    await tour(page, 1).waitFor({ state: 'detached' });
  });
});

describe.runIf(hasBrowser)('the window', () => {
  const desk = useWorkstation();
  const settings = async () => (await desk.ask<SettingsRecord>('GET', '/settings')).settings;
  const wears = (page: Page): Promise<unknown> => page.evaluate(() => ({ ...document.documentElement.dataset }));

  it('wears what is chosen at once, and after it was opened anew', async () => {
    const page = desk.page();
    await page.keyboard.press('Control+Comma');
    const sheet = dialog(page, 'Settings');
    for (const name of ['Light', 'Green up', 'Roomy', 'This computer']) await sheet.getByRole('button', { name }).click();
    await expect.poll(() => wears(page)).toEqual({ theme: 'light', upDown: 'green-red', density: 'roomy' });
    await expect.poll(settings).toMatchObject({ theme: 'light', upDown: 'green-red', density: 'roomy', timeDisplay: 'local' });
    await page.reload();
    await expect.poll(() => wears(page)).toEqual({ theme: 'light', upDown: 'green-red', density: 'roomy' });
    await desk.ask('POST', '/settings', { version: (await desk.ask<SettingsRecord>('GET', '/settings')).version, changes: { theme: 'dark', upDown: 'blue-orange', density: 'dense', timeDisplay: 'exchange' } });
    await expect.poll(() => wears(page), { message: 'a change made elsewhere' }).toEqual({ theme: 'dark', upDown: 'blue-orange', density: 'dense' });
  });

  it('rebinds keys, names the command that has them, and gives the usual ones back', async () => {
    const page = desk.page();
    await page.keyboard.press('Control+Comma');
    const sheet = dialog(page, 'Settings');
    await sheet.getByRole('button', { name: 'Keys', exact: true }).click();
    await sheet.getByRole('button', { name: /^Keys of Ticket: sell/ }).click();
    await page.keyboard.press('b');
    await waitForText(sheet, 'B belongs to “Ticket: buy”');
    await sheet.getByRole('button', { name: 'Take it' }).click();
    await expect.poll(async () => (await settings()).hotKeys).toEqual({ 'trade.sell': 'KeyB', 'trade.buy': '' });
    await sheet.getByRole('button', { name: 'Keys of Ticket: sell: B' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('b');
    await ticket(page).getByRole('button', { name: /Sell/, pressed: true }).waitFor();
    await page.keyboard.press('Control+Comma');
    await sheet.getByRole('button', { name: 'Keys', exact: true }).click();
    await sheet.getByRole('button', { name: 'Reset all' }).click();
    await expect.poll(async () => (await settings()).hotKeys).toEqual({});
    await sheet.getByRole('button', { name: 'Keys of Ticket: buy: B' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('b');
    await ticket(page).getByRole('button', { name: /Buy/, pressed: true }).waitFor();
  });

  it('finds commands in the sheet of keys, and names whose charts these are', async () => {
    const page = desk.page();
    await page.keyboard.press('Shift+?');
    await dialog(page, 'Keys').getByRole('textbox', { name: 'Find' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.type('kill');
    await waitForText(dialog(page, 'Keys'), /KILL[^]*Ctrl ⇧ K/);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('about');
    await page.getByRole('option', { name: /^About Tapedeck/, selected: true }).waitFor();
    await page.keyboard.press('Enter');
    const about = dialog(page, 'About Tapedeck');
    await waitForText(about, /Engine\s*\d/);
    expect(await about.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href')))).toEqual(expect.arrayContaining(['https://www.tradingview.com/', '/api/v1/docs']));
    await page.keyboard.press('Escape');
  });

  it('takes letters for an instrument and digits for a timeframe, and leaves keys with a command alone', async () => {
    const page = desk.page();
    await choose(page, 'ACME');
    await page.keyboard.type('qbi');
    await page.getByRole('option', { name: /^QBIT/, selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await ticket(page).getByRole('heading', { name: 'QBIT' }).waitFor();
    await page.keyboard.type('15');
    await waitForText(dialog(page, 'Timeframe'), '15m bars');
    await page.keyboard.press('Enter');
    await page.getByRole('img', { name: /^Candles of QBIT, 15m, since/ }).waitFor();
    await page.keyboard.type('7');
    await waitForText(dialog(page, 'Timeframe'), 'not offered');
    await page.keyboard.press('Escape');
    await page.keyboard.press('s');
    await ticket(page).getByRole('button', { name: /Sell/, pressed: true }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('puts an order in words in the ticket, disarmed, and sends nothing', async () => {
    const page = desk.page();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('buy 10 amce stop 330 gtc');
    await page.getByRole('option', { name: /^Did you mean buy 10 acme stop 330 gtc/, selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: /Put in ticket, disarmed/, selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await ticket(page).getByRole('heading', { name: 'ACME' }).waitFor();
    await ticket(page).getByRole('button', { name: 'Stop', pressed: true }).waitFor();
    await expect.poll(() => ticket(page).getByRole('textbox').evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value))).toEqual(['10', '330']);
    await waitForText(ticket(page), 'Until cancelled');
    await ticket(page).getByRole('button', { name: /^Arm to send/ }).waitFor();
    expect(await desk.ask<readonly Order[]>('GET', '/orders')).toEqual([]);
  });

  it('keeps its panes as wide as they are, however often it is left and opened anew', async () => {
    const page = desk.page();
    const chart = page.getByRole('img', { name: /^Candles of .*since/ });
    const width = async (): Promise<number> => {
      await chart.waitFor();
      return (await panel(page, 'Chart').boundingBox())?.width ?? 0;
    };
    const stored = async () => JSON.parse((await desk.ask<{ readonly layout: string }>('GET', '/layouts/trade')).layout) as { readonly grid: unknown };
    const goRound = async (): Promise<void> => {
      await page.keyboard.press('F2');
      await panel(page, 'Setup').waitFor();
      await page.keyboard.press('F1');
      await chart.waitFor();
      // Another panel in front is a change that is stored, with all sizes.
      for (const title of ['Positions', 'Orders']) await panel(page, title).click();
    };
    // Leaving stores what was changed before.
    for (let round = 0; round < 2; round++) await goRound();
    const [first, { grid }] = [await width(), await stored()];
    for (let round = 0; round < 2; round++) await goRound();
    await page.reload();
    await chart.waitFor();
    await goRound();
    expect([await width(), (await stored()).grid]).toEqual([first, grid]);
  });

  it('keeps what was changed right before it was loaded anew', async () => {
    const page = desk.page();
    for (const title of [/^News/, /^Messages/, /^Orders/]) {
      await page.getByRole('tab', { name: title }).click();
      await page.reload();
      await page.getByRole('tab', { name: title, selected: true }).waitFor();
    }
  });

  it('keeps what two windows said', async () => {
    const [page, other] = [desk.page(), await desk.openPage()];
    const call = async (window: Page, name: string): Promise<void> => {
      await tape(window).getByRole('button', { name: 'Call trouble on the market' }).click();
      await window.getByRole('menuitem', { name: new RegExp(`^${name}`) }).click();
      await window.getByRole('list', { name: 'Notices' }).getByText(`${name} called`).waitFor();
    };
    await other.getByRole('tab', { name: /^Messages/ }).waitFor();
    await call(page, 'Gap');
    await call(other, 'Crash');
    await call(page, 'Feed loss');
    // Where one window finds that the other stored something meanwhile, it has to ask twice.
    await expect.poll(async () => (await desk.ask<{ layout: string }>('GET', '/layouts/messages')).layout).toMatch(/Feed loss called[^]*Crash called[^]*Gap called/);
    for (const window of [page, other]) {
      await window.reload();
      await window.getByRole('tab', { name: /^Messages/ }).click();
      await waitForText(panel(window, 'Messages'), /Feed loss called[^]*Crash called[^]*Gap called/);
    }
    await other.close();
    await page.getByRole('tab', { name: /^Orders/ }).click();
  });

  it('keeps what it said, also over a reload, and counts what nobody has read', async () => {
    const page = desk.page();
    await page.getByRole('status', { name: /unread/ }).waitFor({ state: 'detached' });
    await tape(page).getByRole('button', { name: 'Call trouble on the market' }).click();
    await page.getByRole('menuitem', { name: /^Halt/ }).click();
    await page.getByRole('status', { name: '1 unread' }).waitFor();
    await page.getByRole('tab', { name: /^Messages/ }).click();
    await waitForText(panel(page, 'Messages'), /Warning[^]*Halt called/);
    await page.getByRole('status', { name: '1 unread' }).waitFor({ state: 'detached' });
    const kept = async () => JSON.parse((await desk.ask<{ layout: string }>('GET', '/layouts/messages')).layout) as { readonly seenUntilMs: number; readonly history: readonly { readonly title: string; readonly atMs: number }[] };
    const halt = (all: Awaited<ReturnType<typeof kept>>) => all.history.find(({ title }) => title.startsWith('Halt called'));
    await expect.poll(async () => { const all = await kept(); return (halt(all)?.atMs ?? Infinity) <= all.seenUntilMs; }, { message: 'it is kept, and that it was read' }).toBe(true);
    await page.reload();
    // An arrangement is stored a moment after it was changed; this one may not have been.
    await page.getByRole('tab', { name: /^Messages/ }).click();
    await waitForText(panel(page, 'Messages'), /Warning[^]*Halt called/);
    expect(await page.getByRole('status', { name: /unread/ }).count(), 'what was read before stays read').toBe(0);
    await page.getByRole('tab', { name: /^Orders/ }).click();
  });

  it('offers a command in the palette as soon as it can be given, and takes it away again', async () => {
    const page = desk.page();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('resume');
    await waitForText(dialog(page, 'Commands and instruments'), 'Nothing is called that');
    await desk.ask('POST', '/risk/kill', { reason: 'by another door' });
    const resume = page.getByRole('option', { name: /^Resume trading/, selected: true });
    await resume.waitFor();
    await desk.ask('POST', '/risk/resume', {});
    await resume.waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
  });

  it('stops trading by its keys from within a field, and by its button over a sheet', async () => {
    const page = desk.page();
    const isStopped = async (): Promise<boolean> => (await desk.ask<{ readonly isHalted: boolean }>('GET', '/risk/status')).isHalted;
    await ticket(page).getByRole('textbox').first().click();
    await page.keyboard.press('Control+Shift+K');
    await expect.poll(isStopped).toBe(true);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('resume');
    await page.getByRole('option', { name: /^Resume trading/, selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(isStopped).toBe(false);
    await page.keyboard.press('Control+Comma');
    await dialog(page, 'Settings').waitFor();
    await page.getByRole('button', { name: /KILL/, includeHidden: true }).click();
    await expect.poll(isStopped).toBe(true);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('resume');
    await page.getByRole('option', { name: /^Resume trading/, selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(isStopped).toBe(false);
  });
});

describe.runIf(hasBrowser)('a lost connection', () => {
  const desk = useWorkstation();

  it('is said over the deck with old figures kept, then that this browser is logged out, and goes when all is well again', async () => {
    const page = desk.page();
    await page.getByRole('img', { name: /^Candles of ACME, .*since/ }).waitFor();
    const cookies = await desk.context().cookies();
    desk.complaints.pause();
    // From here on the next socket is refused; the present one stays.
    await desk.context().clearCookies();
    // An application that does not answer is noticed by its heartbeat.
    desk.host().child.kill('SIGSTOP');
    try {
      await page.getByText('Connection lost.').waitFor();
      await waitForText(page.getByLabel(/^Attempt \d/), /try \d/);
      expect(await page.getByRole('img', { name: /^Candles of ACME, .*since/ }).count(), 'the chart stays').toBe(1);
      expect(await page.locator('[data-connection="lost"]').count()).toBe(1);
      await page.keyboard.press('F2');
      await waitForText(page.getByRole('main'), 'The workspace is not there yet');
      await page.keyboard.press('F1');
    } finally {
      desk.host().child.kill('SIGCONT');
    }
    await page.getByText('This browser is logged out.').waitFor();
    await desk.context().addCookies(cookies);
    await page.getByText('This browser is logged out.').waitFor({ state: 'detached' });
    await waitForText(statusBar(page), 'Connected');
    await page.getByRole('img', { name: /^Candles of ACME, .*since/ }).waitFor();
    desk.complaints.go();
  });
});

describe.runIf(hasBrowser)('a small window', () => {
  const desk = useWorkstation({ viewport: { width: 1_280, height: 720 } });

  it('has room for every column that its tables show', async () => {
    const page = desk.page();
    await choose(page, 'ACME');
    await desk.ask('POST', '/orders', { instrumentId: 'SIM:ACME', side: 'buy', type: 'market', quantity: '10' });
    await desk.ask('POST', '/orders', { instrumentId: 'SIM:ACME', side: 'buy', type: 'limit', quantity: '10', limitPrice: '300' });
    for (const name of ['Watchlist', 'Positions', 'Orders', 'Time & sales']) {
      const table = panel(page, name).getByRole('region');
      await table.getByRole('row').nth(1).waitFor();
      await expect.poll(() => table.evaluate((element) => element.scrollWidth - element.clientWidth), { message: `pixels of ${name} out of sight` }).toBe(0);
    }
    await waitForText(panel(page, 'Orders'), /Working[^]*Filled/);
    await panel(page, 'Orders').getByRole('button', { name: 'Cancel buy ACME' }).click();
    await waitForText(panel(page, 'Orders'), 'Cancelled');
  });
});
