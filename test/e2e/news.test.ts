import { describe, expect, it } from 'vitest';
import type { NewsItem } from '../../src/contract/model/news.ts';
import { hasBrowser } from './browser.ts';
import { candles, choose, panel, rows, tape, waitForText } from './desk-parts.ts';
import { useWorkstation } from './workstation.ts';

describe.runIf(hasBrowser)('the news', () => {
  const desk = useWorkstation();

  it('tells of trouble that was called: a row in the panel and a sheet on the tape, with the headline as its tip', async () => {
    const page = desk.page();
    await choose(page, 'ACME');
    await page.getByRole('tab', { name: /^News/ }).click();
    await desk.ask('POST', '/tape/scenarios', { kind: 'gap', instrumentId: 'SIM:ACME' });
    await waitForText(panel(page, 'News'), /Acme Robotics jumps (up|down) on unexpected news/);
    const mark = tape(page).getByRole('button', { name: /^News: Acme Robotics jumps/ });
    await mark.waitFor();
    expect(await mark.getAttribute('title')).toMatch(/^Acme Robotics jumps (up|down) on unexpected news · \d\d:\d\d:\d\d$/);
  });

  it('a row brings its instrument and its moment into view, also one of days ago', async () => {
    const page = desk.page();
    const news = await desk.ask<NewsItem[]>('GET', '/market/news');
    const old = news.findLast((item) => item.instrumentId !== null && item.instrumentId !== 'SIM:ACME') as NewsItem;
    const symbol = (old.instrumentId as string).slice('SIM:'.length);
    await panel(page, 'News').getByRole('region', { name: 'News' }).press('End');
    await rows(page, 'News').filter({ hasText: old.headline }).first().click();
    await expect.poll(() => candles(page).getAttribute('aria-label')).toContain(`Candles of ${symbol},`);
    const begin = async (): Promise<number> => {
      const [, date, time] = /since (\S+) (\S+)/.exec((await candles(page).getAttribute('aria-label')) ?? '') ?? [];
      return date === undefined ? Number.POSITIVE_INFINITY : Date.parse(`${date}T${time}:00Z`);
    };
    await expect.poll(begin, { message: 'bars as old as the headline' }).toBeLessThanOrEqual(old.timeMs);
  });

  it('the book of another instrument is as deep as there is room for', async () => {
    const page = desk.page();
    await choose(page, 'BYTE');
    await expect.poll(() => panel(page, 'Depth').getByRole('button').count()).toBeGreaterThan(6);
  });
});
