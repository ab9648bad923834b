import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { trueMinus } from '../../src/renderer/ui/format.ts';
import { hasBrowser, openBrowser } from './browser.ts';
import { waitForText } from './desk-parts.ts';
import { findFaults } from './find-faults.ts';
import { storeBars } from './store-bars.ts';
import { patienceMs, useWorkstation } from './workstation.ts';

type Run = { readonly runId: string; readonly status: string; readonly title: string };

const days = (count: number): string => {
  const lines = ['time,open,high,low,close,volume'];
  for (let i = 0; i < count; i++) {
    const price = 100 + 20 * Math.sin(i / 25) + 5 * Math.sin(i / 7) + (i % 5);
    lines.push(`${new Date(Date.UTC(2018, 0, 1) + i * 86_400_000).toISOString().slice(0, 10)},${price.toFixed(2)},${(price + 1).toFixed(2)},${(price - 1).toFixed(2)},${(price + 0.4).toFixed(2)},1000`);
  }
  return lines.join('\n');
};

describe.runIf(hasBrowser)('the reports of the lab', () => {
  const desk = useWorkstation();
  const tab = (name: string) => desk.page().getByRole('tab', { name, exact: true });
  const region = (name: string) => desk.page().getByRole('region', { name, exact: true });
  const run = async (params: Record<string, number>, settings: object): Promise<string> => {
    const { runId } = await desk.ask<Run>('POST', '/backtests', { series: [{ instrumentId: 'FILE:WAVE', timeframe: '1d' }], strategy: 'sma-cross', params, settings });
    await vi.waitFor(async () => expect((await desk.ask<Run>('GET', `/backtests/${runId}`)).status).toBe('done'), { timeout: patienceMs });
    return runId;
  };
  let [plain, costly] = ['', ''];

  beforeAll(async () => {
    await storeBars(desk, 'WAVE', '1d', days(900));
    plain = await run({ fast: 5, slow: 20 }, { exclusive: true });
    costly = await run({ fast: 5, slow: 20 }, { exclusive: true, commissionRate: 0.002, slippageRate: 0.001 });
    const page = desk.page();
    await page.keyboard.press('F2');
    await page.reload();
    await page.getByRole('button', { name: 'Lab F2' }).click();
    await page.getByLabel('Headline figures').waitFor();
  }, 120_000);

  it('say in the headline what the run is worth, as the verdict has it, and whether a bar was ambiguous', async () => {
    const { headline, reasons } = await desk.ask<{ headline: string; reasons: { title: string; sentence: string }[] }>('GET', `/backtests/${costly}/verdict`);
    const rest = trueMinus(headline.slice(headline.indexOf(': ') + 3));
    await waitForText(desk.page().locator('body'), rest);
    await desk.page().getByText('No bar was ambiguous').waitFor();
    await desk.page().getByRole('button', { name: new RegExp(rest.slice(0, 20).replaceAll(/[()]/g, '.')) }).click();
    const honesty = region('Honesty of the run');
    for (const { title } of reasons) await honesty.getByRole('button', { name: new RegExp(title) }).waitFor();
    const [first] = reasons;
    await honesty.getByRole('button', { name: new RegExp(first?.title ?? '') }).press('Enter');
    await honesty.getByText(trueMinus(first?.sentence ?? '')).first().waitFor();
    await waitForText(honesty, /Trials\s+2\s+of this idea/i);
  });

  it('explain each figure that is clicked, in the dialect that is read', async () => {
    const page = desk.page();
    await page.getByLabel('Headline figures').getByRole('button', { name: 'Reward for risk' }).click();
    await waitForText(page.getByRole('dialog'), /mean\(r − f\) \/ s\(r\)[\s\S]*sample deviation[\s\S]*Sharpe, The Sharpe ratio, 1994[\s\S]*Computed from returns/);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Other dialects' }).click();
    await page.getByRole('menuitem', { name: 'QuantStats' }).click();
    const figures = page.getByLabel('Figures of the run');
    await figures.getByRole('button', { name: 'sharpe', exact: true }).click();
    await waitForText(page.getByRole('dialog'), 'quantstats.stats 0.0.81');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Plain', exact: true }).click();
    await figures.getByText('Growth in all').waitFor();
  });

  it('analyse the run: pictures with figures that the application gives, for another window, and against another series', async () => {
    const page = desk.page();
    await tab('Analysis').click();
    for (const name of ['Equity against the benchmark', 'Return over 63 periods', 'Histogram of the returns by day', 'Histogram of the returns of trades', 'Trades by how far the price went against them', 'Share of the equity at work']) await page.getByRole('figure', { name, exact: true }).waitFor();
    const { costs, excursions } = await desk.ask<{ costs: { verdict: string; parts: { title: string }[] }; excursions: { verdict: string } }>('GET', `/backtests/${costly}/analysis`);
    await waitForText(region('Costs'), costs.verdict);
    expect(costs.parts.map(({ title }) => title)).toEqual(['Commission', 'Slippage']);
    await waitForText(region('Trades on their way'), excursions.verdict);
    await page.getByRole('group', { name: 'Periods in the window of rolling figures' }).getByRole('button', { name: '21', exact: true }).click();
    await page.getByRole('figure', { name: 'Return over 21 periods' }).waitFor();
    await page.getByRole('combobox', { name: 'Held against' }).click();
    await page.getByRole('option', { name: 'FILE:WAVE 1d' }).click();
    await waitForText(region('Against a benchmark'), 'FILE:WAVE 1d');
    await page.getByRole('group', { name: 'Whose falls' }).getByRole('button', { name: 'Of the benchmark' }).click();
    await waitForText(region('Worst falls'), 'Run meanwhile');
  });

  it('are read with the keys, and a trade is chosen from its point', async () => {
    const page = desk.page();
    const scatter = page.getByRole('figure', { name: 'Trades by how far the price went against them' });
    await scatter.focus();
    await page.keyboard.press('End');
    await waitForText(scatter, /Trade \d+: [\d.]+% against, result/);
    const number = /Trade (\d+)/.exec(await scatter.innerText())?.[1];
    await page.keyboard.press('Enter');
    await expect.poll(() => region('Trades of the run').locator('[aria-selected=true] td').first().textContent()).toBe(number);
  });

  it('find runs by words and tags that were written to them', async () => {
    const page = desk.page();
    const runs = page.getByRole('tabpanel', { name: 'Runs' }).getByRole('region', { name: 'Runs' });
    await runs.getByRole('row').nth(2).click();
    await runs.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Tags and note' });
    await dialog.getByRole('textbox', { name: 'Tags' }).fill('good, to look at');
    await dialog.getByRole('textbox', { name: 'Note' }).fill('Enters before the turn.');
    await dialog.getByRole('button', { name: 'Keep' }).click();
    await runs.getByText('#good').waitFor();
    expect(await desk.ask<Run>('GET', `/backtests/${plain}`)).toMatchObject({ tags: ['good', 'to look at'], note: 'Enters before the turn.' });
    const find = page.getByRole('searchbox', { name: 'Find' });
    for (const words of ['before turn', '#good']) {
      await find.fill(words);
      await expect.poll(() => runs.getByRole('row').count(), { message: words }).toBe(2);
    }
    await find.fill('nothing like it');
    await page.getByText('No such run').waitFor();
    await find.fill('');
    await expect.poll(() => runs.getByRole('row').count()).toBe(3);
  });

  it('lay ticked runs side by side, with what was not the same and where the gap comes from', async () => {
    const page = desk.page();
    await tab('Compare').click();
    await page.getByText('Nothing to compare yet').waitFor();
    for (const tick of [0, 1]) await page.getByRole('checkbox', { name: /^Compare sma-cross/ }).nth(tick).click();
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await page.getByRole('figure', { name: 'Growth of the runs' }).waitFor();
    await waitForText(region('What the runs were made with'), /commission rate[\s\S]*0\.002[\s\S]*slippage rate/);
    await waitForText(region('Figures of the runs'), 'Growth in all');
    await waitForText(region('Where the gap comes from'), /Other prices[\s\S]*Fees and carry/);
  });

  it('are taken elsewhere as a page that opens without a network, and as tables', async () => {
    const page = desk.page();
    await tab('Result').click();
    const take = async (item: string): Promise<{ readonly name: string; readonly text: string }> => {
      await page.getByRole('button', { name: 'Export…' }).click();
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: item }).click()]);
      return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
    };
    const { name, text } = await take('Export a page (HTML)');
    expect(name).toMatch(/^sma-cross-5-20-on-WAVE-.*\.html$/);
    const browser = await openBrowser();
    try {
      const alone = await browser.newPage();
      const asked: string[] = [];
      const said: string[] = [];
      alone.on('request', (request) => void asked.push(request.url()));
      alone.on('console', (message) => void said.push(message.text()));
      await alone.setContent(text);
      await alone.getByRole('heading', { name: 'sma-cross 5/20 on WAVE' }).waitFor();
      await alone.getByRole('img', { name: 'Equity', exact: true }).waitFor();
      expect([asked, said]).toEqual([[], []]);
      expect(await findFaults(alone)).toEqual([]);
    } finally {
      await browser.close();
    }
    expect((await take('Export trades (CSV)')).text).toMatch(/^number,symbol,side/);
    expect((await take('Export equity (CSV)')).text.trimEnd().split('\n')).toHaveLength(901);
  });

  it('of several series on one cash show one price at a time, that of the chosen trade', async () => {
    const page = desk.page();
    const setup = page.getByRole('form', { name: 'Setup' });
    await setup.getByRole('combobox', { name: 'With the same cash' }).click();
    await page.getByRole('option', { name: 'SIM:ACME' }).click();
    await setup.getByRole('list', { name: 'Further series' }).getByText('SIM:ACME 1d').waitFor();
    await page.keyboard.press('F5');
    await page.getByText('WAVE, ACME', { exact: true }).first().waitFor();
    await tab('Price').click();
    const prices = page.getByRole('tabpanel', { name: 'Price' });
    await prices.getByRole('combobox', { name: 'Series' }).click();
    await page.getByRole('option', { name: 'ACME', exact: true }).click();
    await prices.getByRole('img', { name: /^Candles of SIM:ACME, 1d/ }).waitFor();
    await page.getByRole('button', { name: 'Use its setup' }).click();
    await setup.getByRole('button', { name: 'Leave SIM:ACME 1d out' }).click();
    await expect.poll(() => setup.getByRole('list', { name: 'Further series' }).count()).toBe(0);
  });

  it.each(['dark', 'light'] as const)('have no fault that shuts anybody out, %s', async (theme) => {
    const page = desk.page();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const { version } = await desk.ask<{ version: number }>('GET', '/settings');
    await desk.ask('POST', '/settings', { version, changes: { theme } });
    await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe(theme);
    await tab('Honesty').click();
    for (const name of ['Analysis', 'Compare', 'Result']) {
      await tab(name).click();
      await page.getByRole('status').first().waitFor({ state: 'attached' });
      expect(await findFaults(page), name).toEqual([]);
    }
  });
});
