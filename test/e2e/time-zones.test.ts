import { describe, expect, it } from 'vitest';
import type { Settings, SettingsRecord } from '../../src/contract/model/settings.ts';
import { hasBrowser } from './browser.ts';
import { candles, legend, openInstrument, panel, waitForText } from './desk-parts.ts';
import { storeBars } from './store-bars.ts';
import { useWorkstation } from './workstation.ts';

const stepMs = 15 * 60_000;

/** Quarters of an hour up to the start of the last one. */
function quartersUntil(lastMs: number, count = 120): string {
  const lines = ['time,open,high,low,close,volume'];
  for (let i = count - 1; i >= 0; i--) {
    const price = (100 + Math.sin(i / 5)).toFixed(2);
    lines.push(`${new Date(lastMs - i * stepMs).toISOString()},${price},${price},${price},${price},5`);
  }
  return lines.join('\n');
}

describe.runIf(hasBrowser)('times in New York', () => {
  const desk = useWorkstation({ timezoneId: 'America/New_York' });
  const showIn = async (timeDisplay: Settings['timeDisplay']): Promise<void> => {
    const { version } = await desk.ask<SettingsRecord>('GET', '/settings');
    await desk.ask('POST', '/settings', { version, changes: { timeDisplay } });
  };
  const open = async (symbol: string): Promise<void> => {
    const page = desk.page();
    await openInstrument(page, symbol);
    await expect.poll(() => candles(page).getAttribute('aria-label')).toMatch(new RegExp(`^Candles of ${symbol}, 15m, since`));
  };

  it('tell the hour apart that the clock goes through twice, on the chart and in the columns', async () => {
    const page = desk.page();
    await storeBars(desk, 'SUMMER', '15m', quartersUntil(Date.UTC(2025, 10, 2, 5, 30)));
    await storeBars(desk, 'WINTER', '15m', quartersUntil(Date.UTC(2025, 10, 2, 6, 30)));
    await page.reload();
    await candles(page).waitFor();
    await showIn('local');
    await page.keyboard.type('15m');
    await page.keyboard.press('Enter');
    await open('SUMMER');
    await waitForText(legend(page), '01:30 EDT');
    // The chart holds both hours; shifted times would have stood one upon the other, which it refuses.
    await open('WINTER');
    await waitForText(legend(page), '01:30 EST');
    await page.getByRole('tab', { name: 'Statistics' }).click();
    await waitForText(panel(page, 'Statistics'), '2025-11-02 01:30 EST');
    await page.getByRole('tab', { name: 'Chart' }).click();
  });

  it('leave out the hour that is missing in spring', async () => {
    const page = desk.page();
    await storeBars(desk, 'SPRING', '15m', quartersUntil(Date.UTC(2025, 2, 9, 7)));
    await page.reload();
    // An arrangement is stored a moment after it was changed; this one may not have been.
    await page.getByRole('tab', { name: 'Chart' }).click();
    await candles(page).waitFor();
    await open('SPRING');
    await waitForText(legend(page), '03:00');
  });

  it('are those of the exchange or of UTC where that is chosen', async () => {
    const page = desk.page();
    for (const choice of ['utc', 'exchange'] as const) {
      await showIn(choice);
      await waitForText(legend(page), '07:00');
    }
    await showIn('local');
    await waitForText(legend(page), '03:00');
  });
});
