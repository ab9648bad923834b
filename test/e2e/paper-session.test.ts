import { describe, expect, it } from 'vitest';
import type { PaperSession } from '../../src/contract/model/paper-session.ts';
import { hasBrowser } from './browser.ts';
import { panel, waitForText } from './desk-parts.ts';
import { findFaults } from './find-faults.ts';
import { useWorkstation } from './workstation.ts';

describe.runIf(hasBrowser)('a strategy on paper', () => {
  const desk = useWorkstation();
  const sessions = (): Promise<PaperSession[]> => desk.ask<PaperSession[]>('GET', '/paper-sessions');

  it('is promoted from a run in the lab past the look-ahead check, and is the backtest over its bars to the byte', async () => {
    const page = desk.page();
    await page.getByRole('button', { name: 'Lab F2', exact: true }).click();
    await page.getByRole('combobox', { name: 'Series' }).waitFor();
    await page.keyboard.press('F5');
    await page.getByRole('button', { name: 'Trade it on paper' }).click();
    const dialog = page.getByRole('dialog', { name: 'Trade it on paper' });
    await dialog.getByRole('group', { name: 'Length of a bar' }).getByRole('button', { name: '1m', exact: true }).click();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Crossing by the minute');
    await dialog.getByRole('button', { name: 'Check it and trade' }).click();
    await waitForText(dialog, 'Crossing by the minute trades on paper.');
    expect((await sessions())[0]).toMatchObject({ name: 'Crossing by the minute', status: 'running', lookAhead: { isClean: true } });
    // Ten minutes of the market pass, and then it is held: what is read is what was traded.
    await desk.ask('POST', '/tape/speed', { speed: 600 });
    await expect.poll(async () => (await sessions())[0]?.bars.live ?? 0).toBeGreaterThan(9);
    await desk.ask('POST', '/tape/pause', {});
    await dialog.getByRole('button', { name: 'Show it' }).click();
    const list = panel(page, 'Strategies on paper');
    await waitForText(list, /sma-cross\s+ACME 1m\s+● Trading/);
    await page.getByRole('button', { name: 'Open…' }).click();
    const open = page.getByRole('dialog', { name: 'Crossing by the minute' });
    await open.getByRole('figure', { name: 'Equity of the session' }).waitFor();
    await open.getByRole('button', { name: 'Compare with a backtest' }).click();
    await waitForText(open, /The session and the backtest over its bars wrote the same [\d,]+ lines, byte for byte/);
    expect(await findFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await open.waitFor({ state: 'detached' });
  });

  it('is stopped, and removed once that is meant', async () => {
    const page = desk.page();
    await panel(page, 'Strategies on paper').getByRole('button', { name: 'Stop', exact: true }).click();
    await page.getByRole('button', { name: 'Go on' }).waitFor();
    expect((await sessions())[0]?.status).toBe('stopped');
    await page.getByRole('button', { name: 'Remove…' }).click();
    await page.getByRole('dialog', { name: 'Remove it?' }).getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText('No strategy trades on paper').waitFor();
    expect(await sessions()).toEqual([]);
  });
});
