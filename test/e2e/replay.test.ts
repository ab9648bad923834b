import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Replay, ReplayState } from '../../src/contract/model/replay.ts';
import { hasBrowser } from './browser.ts';
import { panel, rows, waitForText } from './desk-parts.ts';
import { findFaults } from './find-faults.ts';
import { storeBars } from './store-bars.ts';
import { useWorkstation } from './workstation.ts';

/** Days whose close is 100 plus the number of the day, so that every fill is known beforehand. */
const risingDays = (count: number): string => {
  const lines = ['time,open,high,low,close,volume'];
  for (let day = 0; day < count; day++) {
    const open = 100 + day;
    lines.push(`${new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10)},${open},${open + 2},${open - 2},${open + 1},1000`);
  }
  return lines.join('\n');
};

describe.runIf(hasBrowser)('the practice desk', () => {
  const desk = useWorkstation();
  const figure = (name: string): Locator => desk.page().getByRole('region', { name: 'Practice account' }).getByRole('group', { name, exact: true });
  const present = (): Locator => desk.page().getByRole('timer', { name: 'Present of the replay' });
  const button = (name: string | RegExp): Locator => desk.page().getByRole('button', { name, exact: true });
  const open = async (): Promise<ReplayState> => {
    const [newest] = await desk.ask<Replay[]>('GET', '/replays');
    return desk.ask<ReplayState>('GET', `/replays/${newest?.replayId ?? ''}`);
  };

  beforeAll(async () => {
    await storeBars(desk, 'RISE', '1d', risingDays(40));
  }, 60_000);

  it('plays a stored series bar by bar: an order fills on the next bar, a step back takes it away, and giving another there is asked about', async () => {
    const page = desk.page();
    // Colours are judged as they come to rest, not on their way.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.keyboard.press('F4');
    await button('Choose bars…').click();
    const sheet = page.getByRole('dialog', { name: 'New replay' });
    await waitForText(sheet, 'FILE:RISE 1d');
    await sheet.getByRole('textbox', { name: 'From' }).fill('2024-01-11');
    await sheet.getByRole('textbox', { name: 'To' }).fill('2024-01-31');
    await sheet.getByRole('textbox', { name: 'Commission %' }).fill('0');
    await sheet.getByRole('button', { name: 'Start the replay' }).click();
    await waitForText(present(), /2024-01-11\s.*Bar 1 of 21/);
    await page.getByRole('img', { name: 'Candles of RISE, 1d, up to 2024-01-11' }).waitFor();

    await panel(page, 'Ticket').getByRole('textbox', { name: 'Qty' }).fill('10');
    await button('▲ Buy').click();
    await waitForText(rows(page, 'Orders').first(), /Buy Mkt\s+10/);
    await waitForText(figure('Position'), 'flat');
    expect(await button('▲ Buy').evaluate((element) => element === document.activeElement), 'Space is for the tape after a click').toBe(false);
    await button('One bar on (→)').click();
    await waitForText(figure('Position'), /\+10 @ 111\.00/);
    await page.keyboard.press('ArrowRight');
    await waitForText(present(), 'Bar 3 of 21');
    await waitForText(figure('Equity'), '10,020.00');
    await waitForText(rows(page, 'Position').first(), /Long\s+10/);

    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await waitForText(present(), 'Bar 1 of 21');
    await waitForText(figure('Position'), 'flat');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await waitForText(figure('Equity'), '10,020.00');
    await button('▲ Buy').click();
    await waitForText(rows(page, 'Orders').first(), /Buy Mkt/);
    await page.keyboard.press('ArrowLeft');
    await waitForText(panel(page, 'Ticket'), 'You stepped back');
    await button('▼ Sell').click();
    const question = page.getByRole('dialog', { name: 'Drop what you did later?' });
    await waitForText(question, 'one order on later bars');
    await question.getByRole('button', { name: 'Keep it' }).click();
    await question.waitFor({ state: 'detached' });
    expect((await open()).laterIntents).toBe(1);
    expect(await findFaults(page)).toEqual([]);
  });

  it('closes, is there after a reload as it was left, and finishes with a score that is a recorded run', async () => {
    const page = desk.page();
    await button('Close the position').click();
    await page.getByRole('button', { name: 'Drop and go on from here' }).click();
    await waitForText(rows(page, 'Orders').first(), /Sell Mkt/);
    await button('One bar on (→)').click();
    await waitForText(rows(page, 'Trades').first(), /Long\s+10\s+111\.00[^]*112\.00/);
    await waitForText(figure('Equity'), '10,010.00');
    await page.reload();
    await waitForText(present(), 'Bar 3 of 21');
    await waitForText(rows(page, 'Trades').first(), /Long/);

    await button('Finish').click();
    await page.getByRole('dialog', { name: 'Finish this replay?' }).getByRole('button', { name: 'Finish here' }).click();
    const score = page.getByRole('region', { name: 'Score of the replay' });
    await waitForText(score, '+0.10%');
    await waitForText(score, /1 dropped/);
    const { replay } = await open();
    expect([replay.status, replay.cursor]).toEqual(['finished', 2]);
    await score.getByRole('button', { name: 'Open as a run' }).click();
    await page.getByRole('region', { name: 'Trades of the run' }).getByRole('row').nth(1).waitFor();
  });
});
