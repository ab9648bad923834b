import { describe, expect, it } from 'vitest';
import type { SeriesDescription } from '../../src/contract/model/description.ts';
import { trueMinus } from '../../src/renderer/ui/format.ts';
import { hasBrowser } from './browser.ts';
import { openInstrument, panel, waitForText, watched } from './desk-parts.ts';
import { storeBars } from './store-bars.ts';
import { useWorkstation } from './workstation.ts';

const dayMs = 86_400_000;

/** Daily bars with these closes. */
const daysOf = (closes: readonly number[]): string =>
  ['time,open,high,low,close,volume', ...closes.map((close, i) => `${new Date(Date.UTC(2020, 0, 6) + i * dayMs).toISOString().slice(0, 10)},${close},${close},${close},${close},1`)].join('\n');

describe.runIf(hasBrowser)('the statistics', () => {
  const desk = useWorkstation();
  const part = (name: string) => panel(desk.page(), 'Statistics').getByRole('region', { name, exact: true });
  const head = (name: string) => panel(desk.page(), 'Statistics').getByLabel('Moments').locator('div').filter({ hasText: name }).locator('dd').first();
  const describeAs = (timeframe: string, bars: number): Promise<SeriesDescription> =>
    desk.ask('GET', `/analysis/description?instrumentId=SIM:ACME&timeframe=${timeframe}&bars=${bars}`);
  const type = async (text: string): Promise<void> => {
    await desk.page().keyboard.type(text);
    await desk.page().keyboard.press('Enter');
  };

  it('stand beside the chart and describe its series with the figures that the application gives', async () => {
    const page = desk.page();
    await watched(page, 'ACME').click();
    await page.getByRole('button', { name: '1d', exact: true }).click();
    await page.getByRole('tab', { name: 'Statistics' }).click();
    await waitForText(panel(page, 'Statistics'), 'ACME 1d');
    await part('Distribution').waitFor();
    const { returns, parts } = await describeAs('1d', 3_000);
    if (parts === null) throw new Error('nothing is described');
    await waitForText(panel(page, 'Statistics'), `${returns.toLocaleString('en-US')} returns`);
    await expect.poll(() => head('Volatility a year').innerText()).toBe(`${(parts.distribution.annualVolatility * 100).toFixed(1)}%`);
    for (const [name, { verdict, sentence }] of [['Distribution', parts.distribution], ['Memory of direction', parts.direction], ['Memory of size', parts.size], ['Volatility', parts.volatility]] as const) {
      await waitForText(part(name), verdict);
      await waitForText(part(name), trueMinus(sentence));
    }
    for (const name of ['Histogram of the returns', 'Returns against normal quantiles', 'Regimes over the price', 'Autocorrelation of the returns', 'Autocorrelation of the sizes', 'Volatility and its forecast', 'Volatility by window']) {
      await page.getByRole('figure', { name, exact: true }).waitFor();
    }
  });

  it('cut no name and no figure of the moments, however narrow the panel', async () => {
    const page = desk.page();
    const moments = panel(page, 'Statistics').getByLabel('Moments');
    const cut = (): Promise<string[]> => moments.evaluate((list) => [...list.querySelectorAll('div, dt, dd')].filter((one) => one.scrollWidth > one.clientWidth).map(({ textContent }) => textContent));
    for (const [width, height] of [[1280, 720], [1920, 1080], [1440, 900]] as const) {
      await page.setViewportSize({ width, height });
      await expect.poll(cut, { message: `at ${width}` }).toEqual([]);
    }
  });

  it('are read with the keys: point by point, and how each thing is computed', async () => {
    const page = desk.page();
    const histogram = page.getByRole('figure', { name: 'Histogram of the returns' });
    await histogram.focus();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    await waitForText(histogram, /\d+ returns from [+−]?[\d.]+% to [+−]?[\d.]+%/);
    await page.keyboard.press('Escape');
    await waitForText(histogram, 'normal');
    const how = page.getByRole('button', { name: 'How Distribution is computed' });
    await how.focus();
    await page.keyboard.press('Enter');
    await waitForText(part('Distribution'), /maximum likelihood[\s\S]*Convention[\s\S]*Source/);
    await page.keyboard.press('Enter');
    await expect.poll(() => how.getAttribute('aria-expanded')).toBe('false');
  });

  it('answer what the tests ask in words, with the numbers behind them', async () => {
    const page = desk.page();
    const { parts } = await describeAs('1d', 3_000);
    const rows = part('Tests').getByRole('row').filter({ has: page.getByRole('cell') });
    await expect.poll(() => rows.count()).toBe(parts?.tests.length);
    for (const { question, verdict, title } of parts?.tests ?? []) await rows.filter({ hasText: question }).filter({ hasText: verdict }).filter({ hasText: title }).first().waitFor();
    await part('Tests').getByRole('button', { name: 'Does volatility cluster?' }).press('Enter');
    await waitForText(part('Tests'), 'Engle 1982');
  });

  it('follow the instrument, the timeframe and the number of bars', async () => {
    const page = desk.page();
    await watched(page, 'BYTE').click();
    await waitForText(panel(page, 'Statistics'), 'BYTE 1d');
    await panel(page, 'Statistics').getByRole('group', { name: 'Bars that are described' }).getByRole('button', { name: '500', exact: true }).click();
    await waitForText(panel(page, 'Statistics'), '499 returns');
    await type('1h');
    await waitForText(panel(page, 'Statistics'), /BYTE 1h[\s\S]*across breaks left out/);
    await panel(page, 'Statistics').getByRole('button', { name: 'With gaps' }).click();
    await waitForText(panel(page, 'Statistics'), /499 returns$/m);
  });

  it('of a run are those of its equity', async () => {
    const page = desk.page();
    await page.keyboard.press('F2');
    await page.getByRole('tab', { name: 'Statistics' }).click();
    await waitForText(panel(page, 'Statistics'), 'No run is open');
    await page.keyboard.press('F5');
    await waitForText(panel(page, 'Statistics'), /Equity of .*ACME/);
    await page.getByRole('figure', { name: 'Regimes over the equity' }).waitFor();
    const [run] = await desk.ask<{ runId: string }[]>('GET', '/backtests');
    const { parts, returns } = await desk.ask<SeriesDescription>('GET', `/analysis/description?runId=${run?.runId}`);
    await waitForText(panel(page, 'Statistics'), `${returns.toLocaleString('en-US')} returns`);
    await expect.poll(() => head('Volatility a year').innerText()).toBe(`${((parts?.distribution.annualVolatility ?? 0) * 100).toFixed(1)}%`);
    await page.keyboard.press('F1');
  });

  it('say what is missing where there is too little, or nothing moves', async () => {
    const page = desk.page();
    await storeBars(desk, 'TINY', '1d', daysOf(Array.from({ length: 30 }, (_, i) => 100 + (i % 3))));
    await storeBars(desk, 'FLAT', '1d', daysOf(Array.from({ length: 300 }, () => 100)));
    await page.reload();
    await page.getByRole('tab', { name: 'Statistics' }).waitFor();
    await type('1d');
    await openInstrument(page, 'TINY');
    await waitForText(panel(page, 'Statistics'), /Too few returns[\s\S]*There are 29/);
    await panel(page, 'Statistics').getByRole('button', { name: 'Take all bars' }).click();
    await openInstrument(page, 'FLAT');
    await waitForText(panel(page, 'Statistics'), /It does not move[\s\S]*All 299 returns are zero/);
  });

  it('are asked for one or the other, not both', async () => {
    const { status, body } = await desk.tryAsk('GET', '/analysis/description?runId=run-1&instrumentId=SIM:ACME&timeframe=1d');
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain('must name either instrumentId and timeframe, or runId');
  });
});
