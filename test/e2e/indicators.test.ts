import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { SettingsRecord } from '../../src/contract/model/settings.ts';
import { hasBrowser } from './browser.ts';
import { candles, choose, legend, numberIn, panel, waitForChange, waitForText } from './desk-parts.ts';
import { useWorkstation } from './workstation.ts';

type Stored = { readonly indicators: readonly { readonly id: string; readonly name: string; readonly params: object; readonly inputs: unknown; readonly looks: Readonly<Record<string, object>>; readonly isShown: boolean }[] };

describe.runIf(hasBrowser)('indicators in the window', () => {
  const desk = useWorkstation();
  const picker = (): Locator => desk.page().getByRole('dialog', { name: 'Add an indicator' });
  const row = (name: string): Locator => legend(desk.page()).locator('[data-indicator]').filter({ has: desk.page().getByRole('button', { name, exact: true }) });
  const stored = async (): Promise<Stored> => JSON.parse((await desk.ask<{ layout: string }>('GET', '/layouts/desk')).layout) as Stored;
  const settings = async (): Promise<SettingsRecord['settings']> => (await desk.ask<SettingsRecord>('GET', '/settings')).settings;
  const openPicker = async (): Promise<void> => {
    await desk.page().keyboard.press('Control+i');
    await picker().getByRole('combobox', { name: 'Find an indicator' }).and(desk.page().locator(':focus')).waitFor();
  };
  /** A name in the legend opens its settings. */
  const tune = async (name: string): Promise<Locator> => {
    await row(name).getByRole('button', { name, exact: true }).click();
    const popover = desk.page().getByRole('dialog', { name: /^Settings of / });
    await popover.waitFor();
    return popover;
  };
  const labels = async (): Promise<string[]> => legend(desk.page()).locator('[data-indicator]').evaluateAll((all) => all.map((one) => one.querySelector('button')?.textContent ?? ''));

  it('are found, looked at, set and added with seven keys', async () => {
    const page = desk.page();
    await candles(page).and(page.getByRole('img', { name: /since/ })).waitFor();
    await openPicker();
    await page.keyboard.type('rsi');
    await picker().getByRole('option', { name: /^RSI/, selected: true }).waitFor();
    await waitForText(picker().getByRole('form'), /Relative strength index[^]*How much of the recent movement was upward[^]*2 to 100,000[^]*Wilder/);
    await picker().getByRole('img', { name: /^Relative strength index on the newest bars of ACME/ }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('7');
    await page.keyboard.press('Enter');
    await waitForText(row('RSI 7'), /RSI 7\s*\d+\.\d\d/);
    const value = numberIn((await row('RSI 7').innerText()).replace('RSI 7', ''));
    expect(value).toBeGreaterThanOrEqual(0);
    expect(value).toBeLessThanOrEqual(100);
  });

  it('are walked through with arrows; Shift Enter adds and leaves the list open; a favourite is offered first and kept', async () => {
    const page = desk.page();
    await openPicker();
    await page.keyboard.type('bollinger');
    await picker().getByRole('option', { name: /^BBANDS/, selected: true }).waitFor();
    await page.keyboard.press('ArrowDown');
    await picker().getByRole('option', { name: /^BOLLINGER WIDTH/i, selected: true }).waitFor();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Alt+s');
    await picker().getByRole('option', { name: /^BBANDS.*favourite/, selected: true }).waitFor();
    await page.keyboard.press('Shift+Enter');
    await waitForText(picker().getByRole('status'), 'BBANDS is on the chart.');
    await page.keyboard.type('macd');
    await picker().getByRole('option', { name: /^MACD\b/, selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await picker().waitFor({ state: 'detached' });
    await row('BBANDS 20 2 2').waitFor();
    await waitForText(row('MACD 12 26 9'), /MACD 12 26 9\s*−?[\d.]+\s*−?[\d.]+\s*−?[\d.]+/);
    expect((await settings()).favouriteIndicators).toEqual(['bbands']);

    await openPicker();
    await waitForText(picker().getByRole('listbox'), /^\s*BBANDS/);
    expect(await picker().getByRole('option').count(), 'the favourites and nothing else').toBe(1);
    await picker().getByRole('button', { name: /^Volume/ }).click();
    await waitForText(picker().getByRole('listbox'), /MFI[^]*OBV/);
    await picker().getByRole('combobox', { name: 'Find an indicator' }).fill('no such thing');
    await waitForText(picker(), 'None is called that');
    await page.keyboard.press('Escape');
    await picker().waitFor({ state: 'detached' });
  });

  it('say what is wrong with a parameter and its range, and keep what was last right', async () => {
    const page = desk.page();
    const popover = await tune('RSI 7');
    const bars = popover.getByRole('textbox', { name: 'Bars' });
    await bars.fill('1');
    await waitForText(popover, 'Bars must be a whole number from 2 to 100,000.');
    expect(await labels()).toContain('RSI 7');
    await bars.fill('14');
    await bars.press('ArrowUp');
    await row('RSI 15').waitFor();
    await bars.fill('14');
    await row('RSI 14').waitFor();
    await page.keyboard.press('Escape');
    await popover.waitFor({ state: 'detached' });
    await expect.poll(async () => (await stored()).indicators.find((one) => one.name === 'rsi')?.params).toEqual({ timePeriod: 14 });
  });

  it('take colours and widths of the window', async () => {
    const page = desk.page();
    const popover = await tune('EMA 9');
    await popover.getByRole('group', { name: 'Colour of EMA' }).getByRole('button', { name: 'Sage' }).click();
    await popover.getByRole('group', { name: 'Width of EMA' }).getByRole('button', { name: '3', exact: true }).click();
    await popover.getByRole('group', { name: 'Dash of EMA' }).getByRole('button', { name: 'Dashed' }).click();
    await expect.poll(async () => (await stored()).indicators[0]?.looks['real']).toEqual({ hue: 'sage', width: 3, dash: 'dashed', isShown: true });
    await expect.poll(() => row('EMA 9').locator('b').evaluate((value) => getComputedStyle(value).color)).toBe(await page.evaluate(() => {
      const probe = document.createElement('i');
      probe.style.color = 'var(--sage)';
      document.body.append(probe);
      const { color } = getComputedStyle(probe);
      probe.remove();
      return color;
    }));
    await page.keyboard.press('Escape');
    await popover.waitFor({ state: 'detached' });
  });

  it('read other indicators, and go with them', async () => {
    const page = desk.page();
    await row('RSI 14').hover();
    await row('RSI 14').getByRole('button', { name: 'More about RSI 14' }).click();
    await page.getByRole('menuitem', { name: 'Put an indicator on it…' }).click();
    await picker().getByRole('combobox', { name: 'Find an indicator' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.type('ema');
    await picker().getByRole('option', { name: /^EMA/, selected: true }).waitFor();
    await waitForText(picker().getByRole('combobox', { name: 'Reads' }), 'RSI 14');
    await picker().getByRole('textbox', { name: 'Bars' }).fill('9');
    await page.keyboard.press('Enter');
    await waitForText(row('EMA 9 of RSI 14'), /\d+\.\d\d\s*$/);
    const onRsi = { instrumentId: 'SIM:ACME', timeframe: '1m', name: 'ema', params: { timePeriod: 9 }, columns: [{ name: 'rsi', params: { timePeriod: 14 }, output: 'real' }] };
    const { outputs } = await desk.ask<{ outputs: { real: number[] } }>('POST', '/indicators/compute', onRsi);
    expect(outputs.real.at(-1), 'a share of the movement as the RSI is').toBeLessThan(100);

    const popover = await tune('RSI 14');
    await popover.getByRole('textbox', { name: 'Bars' }).fill('21');
    await row('EMA 9 of RSI 21').waitFor();
    await page.keyboard.press('Escape');
    await row('RSI 21').getByRole('button', { name: 'Remove RSI 21' }).click();
    await waitForText(page.getByRole('list', { name: 'Notices' }), /RSI 21 was removed[^]*One indicator that read it went with it/);
    await expect.poll(async () => (await labels()).filter((label) => label.includes('RSI'))).toEqual([]);
    await page.getByRole('list', { name: 'Notices' }).getByRole('button', { name: 'Undo' }).click();
    await waitForText(row('EMA 9 of RSI 21'), /\d+\.\d\d\s*$/);
  });

  it('are hidden, moved, doubled and removed from the legend, with keys too', async () => {
    const page = desk.page();
    const before = await labels();
    // Each has a pane of its own, and comes back to its place among them.
    for (const label of before.filter((one) => /^(MACD|RSI|STOCH)/.test(one))) {
      await row(label).hover();
      await row(label).getByRole('button', { name: `Hide ${label}` }).click();
      await expect.poll(() => row(label).innerText()).not.toMatch(/\d\.\d/);
      await row(label).getByRole('button', { name: `Show ${label}` }).click();
      await expect.poll(labels).toEqual(before);
    }
    await waitForText(row('MACD 12 26 9'), /MACD 12 26 9\s*−?[\d.]+\s*−?[\d.]+\s*−?[\d.]+/);
    await row('EMA 21').getByRole('button', { name: 'EMA 21', exact: true }).focus();
    await page.keyboard.press('Alt+ArrowUp');
    await expect.poll(labels).toEqual(['EMA 21', 'EMA 9', ...before.slice(2)]);
    await row('EMA 21').getByRole('button', { name: 'More about EMA 21' }).click();
    await page.getByRole('menuitem', { name: 'Duplicate' }).click();
    await expect.poll(async () => (await labels()).filter((label) => label === 'EMA 21')).toHaveLength(2);
    await row('EMA 21').first().getByRole('button', { name: 'EMA 21', exact: true }).focus();
    await page.keyboard.press('Delete');
    await expect.poll(async () => (await labels()).filter((label) => label === 'EMA 21')).toHaveLength(1);
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent), { message: 'the neighbour has the focus' }).toBe('EMA 21');
  });

  it('are read at the crosshair, and at the newest bar without one', async () => {
    const page = desk.page();
    const ema = (): Promise<string> => row('EMA 9').innerText();
    await page.mouse.move(5, 5);
    await waitForChange(ema, 'the newest value moves with the market');
    const box = await candles(page).boundingBox();
    await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) * 0.25, (box?.y ?? 0) + 150);
    await expect.poll(async () => numberIn((await ema()).replace('EMA 9', ''))).toBeGreaterThan(0);
    const there = await ema();
    await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) * 0.6, (box?.y ?? 0) + 150);
    await expect.poll(ema).not.toBe(there);
    await page.mouse.move(5, 5);
  });

  it('make a template that any chart takes', async () => {
    const page = desk.page();
    await panel(page, 'Chart').getByRole('button', { name: 'Templates' }).click();
    await page.getByRole('menuitem', { name: 'Save these indicators…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Indicator templates' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('All of it');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.getByRole('button', { name: 'Put All of it on the chart' }).waitFor();
    await page.keyboard.press('Escape');
    const before = await labels();
    await row('BBANDS 20 2 2').getByRole('button', { name: 'Remove BBANDS 20 2 2' }).click();
    await choose(page, 'VOLT');
    await panel(page, 'Chart').getByRole('button', { name: 'Templates' }).click();
    await page.getByRole('menuitem', { name: 'All of it' }).click();
    await expect.poll(labels).toEqual(before);
    await waitForText(row('EMA 9 of RSI 21'), /\d+\.\d\d\s*$/);
  });

  it.each([
    ['closed and started again', () => desk.restart()],
    ['killed while it works and started again', () => desk.killAndStart()],
  ])('%s, all of it is there', async (_name, startAgain) => {
    const shown = await labels();
    await expect.poll(async () => (await stored()).indicators.length, { message: 'what is shown is stored' }).toBe(shown.length);
    const [before, chosen] = [await stored(), await settings()];
    const page = await startAgain();
    await page.getByRole('img', { name: /^Candles of VOLT, 1m, since/ }).waitFor();
    await expect.poll(labels).toEqual(shown);
    await waitForText(row('EMA 9 of RSI 21'), /\d+\.\d\d\s*$/);
    expect([await stored(), await settings()]).toEqual([before, chosen]);
    expect(chosen.indicatorTemplates.map((one) => one.name)).toEqual(['All of it']);
  });
});
