import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { hasBrowser } from './browser.ts';
import { candles, drawFrames, legend, numberIn, panel, waitForText } from './desk-parts.ts';
import { useWorkstation } from './workstation.ts';

type Wanted = {
  /** What a trader types to find it. */
  readonly typed: string;
  readonly option: RegExp;
  /** Typed over its first parameter; empty: it has none. */
  readonly set: string;
  readonly label: string;
};

/** From the wish to the reading on the chart: Ctrl I, letters, Tab, digits, Enter. */
const mostKeys = 15;

const wanted: readonly Wanted[] = [
  { typed: 'rsi', option: /^RSI\b/, set: '9', label: 'RSI 9' },
  { typed: 'macd', option: /^MACD\b/, set: '8', label: 'MACD 8 26 9' },
  { typed: 'boll', option: /^BBANDS/, set: '30', label: 'BBANDS 30 2 2' },
  { typed: 'supert', option: /^SUPERTREND/, set: '7', label: 'SUPERTREND 7 3' },
  { typed: 'cloud', option: /^ICHIMOKU/, set: '7', label: 'ICHIMOKU 7 26 52' },
  { typed: 'vpvr', option: /^VOLUME PROFILE/, set: '50', label: 'VOLUME PROFILE 50 24 70' },
  { typed: 'zigz', option: /^ZIGZAG/, set: '.1', label: 'ZIGZAG 0.1' },
  { typed: 'heikin', option: /^HEIKIN ASHI/, set: '', label: 'HEIKIN ASHI' },
  { typed: 'engulf', option: /^Engulfing/, set: '', label: 'Engulfing' },
  { typed: 'yang', option: /^YANG ZHANG/, set: '20', label: 'YANG ZHANG 20 260' },
  { typed: 'hurst', option: /^HURST/, set: '64', label: 'HURST 64' },
  { typed: 'benchmark', option: /^RELATIVE STRENGTH/, set: '20', label: 'RELATIVE STRENGTH 20 vs TAPE' },
];

describe.runIf(hasBrowser)('an indicator in a few steps', () => {
  const desk = useWorkstation();
  const picker = (): Locator => desk.page().getByRole('dialog', { name: 'Add an indicator' });
  const nameOf = (label: string): Locator => legend(desk.page()).getByRole('button', { name: label, exact: true });
  const row = (label: string): Locator => legend(desk.page()).locator('[data-indicator]').filter({ has: desk.page().getByRole('button', { name: label, exact: true }) });
  const settings = async (label: string): Promise<Locator> => {
    await nameOf(label).click();
    const popover = desk.page().getByRole('dialog', { name: /^Settings of / });
    await popover.waitFor();
    return popover;
  };
  const remove = async (label: string): Promise<void> => {
    await nameOf(label).press('Delete');
    await row(label).waitFor({ state: 'detached' });
  };

  it.each(wanted)('$label is found, set, added and read with the keyboard', async ({ typed, option, set, label }) => {
    const page = desk.page();
    await candles(page).and(page.getByRole('img', { name: /since/ })).waitFor();
    let keys = 0;
    const press = async (key: string): Promise<void> => {
      keys += 1;
      await page.keyboard.press(key);
    };
    await press('Control+i');
    await picker().getByRole('combobox', { name: 'Find an indicator' }).and(page.locator(':focus')).waitFor();
    for (const letter of typed) await press(letter);
    await picker().getByRole('option', { name: option, selected: true }).waitFor();
    if (set !== '') await press('Tab');
    for (const digit of set) await press(digit);
    await press('Enter');
    await picker().waitFor({ state: 'detached' });
    await expect.poll(async () => numberIn((await row(label).innerText()).replace(label, '')), { message: 'its newest value', timeout: 10_000 }).not.toBeNaN();
    expect(keys).toBeLessThanOrEqual(mostKeys);
    await remove(label);
  });

  it('one on another is added, set and read with the mouse, and taken away with one click', async () => {
    const page = desk.page();
    let clicks = 0;
    const click = async (target: Locator): Promise<void> => {
      clicks += 1;
      await target.click();
    };
    await row('EMA 9').hover();
    await click(row('EMA 9').getByRole('button', { name: 'More about EMA 9' }));
    await click(page.getByRole('menuitem', { name: 'Put an indicator on it…' }));
    await click(picker().getByRole('button', { name: /^Momentum/ }));
    await click(picker().getByRole('option', { name: /^RSI\b/ }));
    await waitForText(picker().getByRole('combobox', { name: 'Reads' }), 'EMA 9');
    await click(picker().getByRole('button', { name: 'Add to chart' }));
    await waitForText(row('RSI 14 of EMA 9'), /\d\s*$/);
    expect(clicks, 'from the line to the value of what reads it').toBe(5);
    await row('RSI 14 of EMA 9').hover();
    await row('RSI 14 of EMA 9').getByRole('button', { name: 'Remove RSI 14 of EMA 9' }).click();
    await row('RSI 14 of EMA 9').waitFor({ state: 'detached' });
    // Off the chart, whose legend otherwise reads the bar under the mouse.
    await page.mouse.move(5, 5);
  });

  it('an anchored VWAP begins with the day unless it is said, and says where', async () => {
    const page = desk.page();
    await page.keyboard.press('Control+i');
    await page.keyboard.type('anchored');
    await picker().getByRole('option', { name: /^ANCHORED VWAP/, selected: true }).waitFor();
    const begins = await picker().getByLabel('Begins at', { exact: true }).inputValue();
    const { nowMs } = await desk.ask<{ nowMs: number }>('GET', '/tape/status');
    expect(begins.slice(0, 10)).toBe(new Date(nowMs).toISOString().slice(0, 10));
    await page.keyboard.press('Enter');
    await waitForText(row(`ANCHORED VWAP ${begins.replace('T', ' ')} 1`), /\d\.\d\d\s+\d+\.\d\d\s+\d+\.\d\d/);
    await remove(`ANCHORED VWAP ${begins.replace('T', ' ')} 1`);
  });

  it('leaves the newest values in the legend when its pane goes from under the mouse', async () => {
    const page = desk.page();
    await desk.ask('POST', '/tape/pause');
    await page.keyboard.press('Control+i');
    await page.keyboard.type('rsi');
    await picker().getByRole('option', { name: /^RSI\b/, selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await waitForText(row('RSI 14'), /\d\s*$/);
    const newest = await row('EMA 9').innerText();
    const box = await candles(page).boundingBox();
    if (box === null) throw new Error('There is no chart.');
    await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.85);
    await expect.poll(() => row('EMA 9').innerText()).not.toBe(newest);
    await remove('RSI 14');
    await page.mouse.move(5, 5);
    await expect.poll(() => row('EMA 9').innerText()).toBe(newest);
    await desk.ask('POST', '/tape/play');
  });

  it('what lies outside the prices in sight says so, and what has no value, too', async () => {
    const page = desk.page();
    await page.keyboard.press('Control+i');
    await page.keyboard.type('zigz');
    await picker().getByRole('option', { name: /^ZIGZAG/, selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await waitForText(row('ZIGZAG 5'), 'below what is in sight');
    await remove('ZIGZAG 5');

    await page.keyboard.press('Control+i');
    await page.keyboard.type('anchored');
    await picker().getByRole('option', { name: /^ANCHORED VWAP/, selected: true }).waitFor();
    await picker().getByLabel('Begins at', { exact: true }).fill('2030-01-01T00:00');
    await page.keyboard.press('Enter');
    await waitForText(row('ANCHORED VWAP 2030-01-01 00:00 1'), 'no value on these bars yet');
    await remove('ANCHORED VWAP 2030-01-01 00:00 1');
  });

  it('a channel is filled between its bands; the fill goes, comes and takes another colour', async () => {
    const page = desk.page();
    await desk.ask('POST', '/tape/pause');
    await page.keyboard.press('Control+i');
    await page.keyboard.type('boll');
    await picker().getByRole('option', { name: /^BBANDS/, selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await waitForText(row('BBANDS 20 2 2'), /\d\.\d\d\s*$/);
    const box = await candles(page).boundingBox();
    if (box === null) throw new Error('The chart has no place.');
    // Right of the settings, where the bands are; below the legend.
    const clip = { x: box.x + box.width * 0.7, y: box.y + 40, width: box.width * 0.2, height: box.height * 0.5 };
    const look = async (): Promise<string> => {
      await drawFrames(page, 3);
      return (await page.screenshot({ clip })).toString('base64');
    };
    const popover = await settings('BBANDS 20 2 2');
    const fill = popover.getByRole('switch', { name: 'Fill' });
    const filled = await look();
    await fill.click();
    await expect.poll(look).not.toBe(filled);
    await fill.click();
    await expect.poll(look).toBe(filled);
    await popover.getByRole('group', { name: 'Colour of Fill' }).getByRole('button', { name: 'Falling' }).click();
    await expect.poll(look).not.toBe(filled);
    await page.keyboard.press('Escape');
    await popover.waitFor({ state: 'detached' });
    await page.mouse.move(5, 5);
    await remove('BBANDS 20 2 2');
    await desk.ask('POST', '/tape/play');
  });

  it.each([
    ['vpvr', /^VOLUME PROFILE/, 'VOLUME PROFILE 100 24 70', 'volume_profile'],
    ['tpo', /^MARKET PROFILE/, 'MARKET PROFILE 24 70', 'market_profile'],
  ] as const)('a profile, found as %s, shows its point of control inside its value area, as it is computed', async (typed, option, label, name) => {
    const page = desk.page();
    await desk.ask('POST', '/tape/pause');
    await page.keyboard.press('Control+i');
    await page.keyboard.type(typed);
    await picker().getByRole('option', { name: option, selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await panel(page, 'Chart').getByRole('button', { name: label, exact: true }).waitFor();
    const { outputs } = await desk.ask<{ outputs: Record<'poc' | 'high' | 'low', readonly (number | null)[]> }>('POST', '/indicators/compute', { instrumentId: 'SIM:ACME', timeframe: '1m', name });
    const [poc, high, low] = [outputs.poc, outputs.high, outputs.low].map((column) => column.at(-1) ?? Number.NaN) as [number, number, number];
    expect(low).toBeLessThanOrEqual(poc);
    expect(poc).toBeLessThanOrEqual(high);
    await expect.poll(async () => (await row(label).locator('b').allInnerTexts()).map(Number)).toEqual([poc, high, low].map((value) => Number(value.toFixed(2))));
    await remove(label);
    await desk.ask('POST', '/tape/play');
  });
});
