import { describe, expect, it } from 'vitest';
import type { SettingsRecord } from '../../src/contract/model/settings.ts';
import { hasBrowser } from './browser.ts';
import { choose, fillIn, lastOf, panel, rows, send, statusBar, waitForText } from './desk-parts.ts';
import { findFaults } from './find-faults.ts';
import { useWorkstation } from './workstation.ts';

describe.runIf(hasBrowser)('the window for everybody', () => {
  const desk = useWorkstation();
  const wear = async (theme: 'dark' | 'light'): Promise<void> => {
    const { version } = await desk.ask<SettingsRecord>('GET', '/settings');
    await desk.ask('POST', '/settings', { version, changes: { theme } });
    await expect.poll(() => desk.page().locator('html').getAttribute('data-theme')).toBe(theme);
  };
  const withDialog = async (open: () => Promise<void>): Promise<string[]> => {
    const page = desk.page();
    await open();
    const dialog = page.getByRole('dialog').last();
    await dialog.waitFor();
    const faults = await findFaults(page);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    return faults;
  };

  it('has orders and a position to look at', async () => {
    const page = desk.page();
    // Colours are judged as they come to rest, not on their way.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await choose(page, 'ACME');
    await fillIn(page, { type: 'Market', quantity: '10' });
    await send(page);
    await waitForText(rows(page, 'Positions').first(), /ACME/);
    await fillIn(page, { type: 'Limit', quantity: '10', limit: ((await lastOf(page, 'ACME')) * 0.95).toFixed(2) });
    await send(page);
    await waitForText(panel(page, 'Orders'), 'Working');
  });

  describe.each(['dark', 'light'] as const)('%s', (theme) => {
    it('Trade has no serious fault', async () => {
      await wear(theme);
      await desk.page().keyboard.press('F1');
      await panel(desk.page(), 'Order ticket').waitFor();
      expect(await findFaults(desk.page())).toEqual([]);
    });

    it.each([['Lab', 'F2'], ['Data', 'F3']])('%s has none', async (name, key) => {
      const page = desk.page();
      await page.keyboard.press(key);
      await page.getByRole('navigation', { name: 'Workspaces' }).getByRole('button', { name: new RegExp(`^${name}`) }).and(page.locator('[aria-current]')).waitFor();
      await waitForText(statusBar(page), 'Connected');
      await page.getByRole('tabpanel').first().waitFor();
      const faults = await findFaults(page);
      await page.keyboard.press('F1');
      expect(faults).toEqual([]);
    });

    it('the statistics have none', async () => {
      const page = desk.page();
      await page.getByRole('tab', { name: 'Statistics' }).click();
      await page.getByRole('figure', { name: 'Histogram of the returns' }).waitFor();
      await page.getByRole('button', { name: 'How Distribution is computed' }).click();
      const faults = await findFaults(page);
      await page.getByRole('tab', { name: 'Chart' }).click();
      expect(faults).toEqual([]);
    });

    it('the palette has none', async () => {
      expect(await withDialog(() => desk.page().keyboard.press('Control+k'))).toEqual([]);
    });

    it('the settings have none', async () => {
      expect(await withDialog(() => desk.page().getByRole('button', { name: 'Settings' }).click())).toEqual([]);
    });

    it('the keys have none', async () => {
      expect(await withDialog(() => desk.page().keyboard.press('Shift+?'))).toEqual([]);
    });

    it('adding an indicator has none', async () => {
      expect(await withDialog(() => panel(desk.page(), 'Chart').getByRole('button', { name: /Indicators/ }).click())).toEqual([]);
    });

    it('tuning an indicator has none', async () => {
      expect(await withDialog(() => panel(desk.page(), 'Chart').getByRole('button', { name: 'EMA 9', exact: true }).click())).toEqual([]);
    });

    it('templates of indicators have none', async () => {
      expect(await withDialog(async () => {
        await panel(desk.page(), 'Chart').getByRole('button', { name: 'Templates' }).click();
        await desk.page().getByRole('menuitem', { name: 'Save these indicators…' }).click();
      })).toEqual([]);
    });

    it('changing an order has none', async () => {
      expect(await withDialog(() => rows(desk.page(), 'Orders').getByRole('button', { name: 'Edit' }).first().click())).toEqual([]);
    });
  });
});
