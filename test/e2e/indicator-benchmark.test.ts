import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { hasBrowser } from './browser.ts';
import { candles, legend, numberIn, waitForText } from './desk-parts.ts';
import { useWorkstation } from './workstation.ts';

describe.runIf(hasBrowser)('indicators that read another instrument, or are candles', () => {
  const desk = useWorkstation();
  const row = (name: string): Locator => legend(desk.page()).locator('[data-indicator]').filter({ has: desk.page().getByRole('button', { name, exact: true }) });

  it('are measured against a fund unless another is named; the legend names it, and it is there after a reload', async () => {
    const page = desk.page();
    await candles(page).and(page.getByRole('img', { name: /since/ })).waitFor();
    await page.keyboard.press('Control+i');
    const picker = page.getByRole('dialog', { name: 'Add an indicator' });
    await picker.getByRole('combobox', { name: 'Find an indicator' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.type('relative strength against');
    await picker.getByRole('option', { name: /^RELATIVE STRENGTH/, selected: true }).waitFor();
    await expect.poll(() => picker.getByRole('combobox', { name: 'Instrument' }).inputValue()).toBe('TAPE');
    await picker.getByRole('textbox', { name: 'Bars' }).fill('20');
    await page.keyboard.press('Enter');
    await waitForText(row('RELATIVE STRENGTH 20 vs TAPE'), /vs TAPE\s*[\d.]+\s*−?[\d.]+\s*$/);
    const request = { instrumentId: 'SIM:ACME', timeframe: '1m', name: 'relative_strength', params: { timePeriod: 20 }, columns: ['close', { instrumentId: 'SIM:TAPE', column: 'close' }] };
    const { outputs } = await desk.ask<{ outputs: { ratio: number[] } }>('POST', '/indicators/compute', request);
    const shown = numberIn((await row('RELATIVE STRENGTH 20 vs TAPE').innerText()).replace('RELATIVE STRENGTH 20 vs TAPE', '').trim().split(/\s+/)[0] ?? '');
    expect(Math.abs(shown / (outputs.ratio.at(-1) ?? Number.NaN) - 1), 'about what is computed').toBeLessThan(0.05);

    await row('RELATIVE STRENGTH 20 vs TAPE').getByRole('button', { name: 'RELATIVE STRENGTH 20 vs TAPE', exact: true }).click();
    const popover = page.getByRole('dialog', { name: /^Settings of / });
    await popover.getByRole('combobox', { name: 'Instrument' }).fill('nope');
    await waitForText(popover, 'There is no instrument nope; TAPE is read until one is named.');
    await popover.getByRole('combobox', { name: 'Instrument' }).fill('teck');
    await row('RELATIVE STRENGTH 20 vs TECK').waitFor();
    await popover.getByRole('combobox', { name: 'Its' }).click();
    await page.getByRole('option', { name: 'High', exact: true }).click();
    await page.keyboard.press('Escape');
    await waitForText(row('RELATIVE STRENGTH 20 vs TECK high'), /TECK high\s*[\d.]+\s*−?[\d.]+\s*$/);
    await expect.poll(async () => (await desk.ask<{ layout: string }>('GET', '/layouts/desk')).layout).toContain('{"instrumentId":"SIM:TECK","column":"high"}');
    await page.reload();
    await waitForText(row('RELATIVE STRENGTH 20 vs TECK high'), /TECK high\s*[\d.]+\s*−?[\d.]+\s*$/);
  });

  it('are candles in the place of those of the bars, or beside them, and are kept so', async () => {
    const page = desk.page();
    await page.keyboard.press('Control+i');
    const picker = page.getByRole('dialog', { name: 'Add an indicator' });
    await picker.getByRole('combobox', { name: 'Find an indicator' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.type('heikin');
    await picker.getByRole('option', { name: /^HEIKIN ASHI/, selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await waitForText(row('HEIKIN ASHI'), /HEIKIN ASHI(\s*[\d.,]+){4}\s*$/);
    await row('HEIKIN ASHI').getByRole('button', { name: 'HEIKIN ASHI', exact: true }).click();
    const popover = page.getByRole('dialog', { name: /^Settings of / });
    await popover.getByRole('switch', { name: 'Candles', exact: true }).waitFor();
    const inPlace = popover.getByRole('switch', { name: "In place of the bars' own candles" });
    expect(await inPlace.isChecked(), 'two sorts of candles over each other say nothing').toBe(true);
    await inPlace.click();
    await expect.poll(async () => (await desk.ask<{ layout: string }>('GET', '/layouts/desk')).layout).toContain('"hidesBars":false');
    await page.reload();
    await waitForText(row('HEIKIN ASHI'), /HEIKIN ASHI(\s*[\d.,]+){4}\s*$/);
  });
});
