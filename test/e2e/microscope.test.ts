import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasBrowser } from './browser.ts';
import { useWorkstation } from './workstation.ts';

type Run = { runId: string };
type Result = { fills: { bar: number; price: number }[]; trades: { entryBar: number }[] };

describe.runIf(hasBrowser)('the microscope', () => {
  const desk = useWorkstation();

  it('shows a run bar by bar with a reason for each fill, steps with keys, and follows the trade that is chosen', async () => {
    const page = desk.page();
    await page.keyboard.press('F2');
    await page.keyboard.press('F5');
    await page.getByLabel('Figures of the run').waitFor();
    await page.getByText('Microscope', { exact: true }).click();
    const scrubber = page.getByRole('slider', { name: 'Bar of the run' });
    await scrubber.waitFor();
    const [run] = await desk.ask<Run[]>('GET', '/backtests');
    const result = await desk.ask<Result>('GET', `/backtests/${run?.runId ?? ''}/result`);
    const [firstBar = 0] = result.fills.map(({ bar }) => bar);
    await page.getByText('The strategy is not asked yet: its indicators need more bars.').waitFor();

    const happened = page.getByRole('region', { name: 'What happened at the bar' });
    const at = async (bar: number): Promise<void> => {
      await expect.poll(() => scrubber.inputValue()).toBe(String(bar));
    };
    // The order is decided on one bar and filled on the next.
    await page.getByRole('button', { name: /^Next thing that happens/ }).click();
    await at(firstBar - 1);
    await happened.getByText(/^The strategy decided to (buy|sell)\.$/).waitFor();
    await page.getByRole('region', { name: 'Orders open after the bar' }).getByRole('row').nth(1).waitFor();
    await scrubber.focus();
    await page.keyboard.press('ArrowRight');
    await at(firstBar);
    await happened.getByText(/^(Bought|Sold) [\d.]+ units at [\d.]+: a market order fills at the open of [\d.]+\.$/).waitFor();
    await page.keyboard.press('Shift+ArrowLeft');
    await at(firstBar - 1);
    await page.keyboard.press('End');
    await expect.poll(async () => Number(await scrubber.inputValue()) + 1).toBe(Number(await scrubber.getAttribute('max')) + 1);

    await page.getByRole('region', { name: 'Trades of the run' }).getByRole('row').nth(3).click();
    await at(result.trades[2]?.entryBar ?? -1);
    await page.getByRole('img', { name: /^Candles around \d{4}-\d{2}-\d{2}/ }).waitFor();
  });

  it('saves the run as one file, and says which candle was changed when that file comes back', async () => {
    const page = desk.page();
    await page.getByRole('button', { name: 'Export…' }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: /capsule/ }).click()]);
    expect(download.suggestedFilename()).toMatch(/^sma-cross-.*\.capsule\.json$/);
    const saved = await download.path();
    const verify = async (path: string): Promise<void> => {
      // Listened for before anything is pressed: a picker that opens before the browser is told to hand it over is lost.
      const opened = page.waitForEvent('filechooser');
      await page.keyboard.press('Control+k');
      const palette = page.getByRole('dialog', { name: 'Commands and instruments' });
      await palette.waitFor();
      await page.keyboard.type('Verify a capsule');
      await palette.getByRole('option', { name: /Verify a capsule/, selected: true }).waitFor();
      await page.keyboard.press('Enter');
      await (await opened).setFiles(path);
    };
    await verify(saved);
    await page.getByText(/is the same here$/).waitFor();
    const capsule = JSON.parse(readFileSync(saved, 'utf8')) as { series: { high: number[] }[] };
    const [bars] = capsule.series;
    if (bars !== undefined) bars.high[7] = 999;
    const changed = join(desk.dataFolder(), 'changed.json');
    writeFileSync(changed, JSON.stringify(capsule));
    await verify(changed);
    await page.getByText(/^The candle of \w+ at .* has a high that was changed to 999 after the capsule was exported\.$/).first().waitFor();
  });
});
