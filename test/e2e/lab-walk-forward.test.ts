import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Run } from '../../src/contract/model/run.ts';
import type { WalkForwardResult } from '../../src/contract/model/walk-forward.ts';
import { hasBrowser } from './browser.ts';
import { findFaults } from './find-faults.ts';
import { storeBars } from './store-bars.ts';
import { days } from './wavy-days.ts';
import { useWorkstation } from './workstation.ts';

describe.runIf(hasBrowser)('a walk-forward in the lab', () => {
  const desk = useWorkstation();
  const setup = (): Locator => desk.page().getByRole('form', { name: 'Set-up of a walk-forward' });
  const field = (name: string): Locator => setup().getByRole('textbox', { name, exact: true });
  const start = (): Locator => setup().getByRole('button', { name: 'Walk forward', exact: true });
  const folds = (): Locator => desk.page().getByRole('region', { name: 'Folds of the walk-forward' });
  const walks = (): Promise<Run[]> => desk.ask<Run[]>('GET', '/walk-forwards');
  const result = async (): Promise<WalkForwardResult> => desk.ask<WalkForwardResult>('GET', `/walk-forwards/${(await walks())[0]?.runId}/result`);
  const say = async (locator: Locator, words: RegExp): Promise<void> => {
    await expect.poll(() => locator.innerText()).toMatch(words);
  };
  const openTab = async (name: string): Promise<void> => desk.page().getByRole('tab', { name, exact: true }).click();

  beforeAll(async () => {
    await storeBars(desk, 'WAVE', '1d', days(1_100));
    const page = desk.page();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.getByRole('button', { name: 'Lab F2' }).click();
    await page.getByRole('combobox', { name: 'Series' }).click();
    await page.getByRole('option', { name: 'FILE:WAVE 1d' }).click();
    await openTab('Walk-forward');
  }, 120_000);

  it('starts with one click, with windows that fit the bars', async () => {
    await say(setup().getByRole('status', { name: 'Estimate' }), /8 folds × \d+ combinations · about .* here\s*1,100 bars/);
    expect(await field('Train').getAttribute('placeholder')).toBe('300');
    expect(await findFaults(desk.page())).toEqual([]);
    await start().click();
    await folds().waitFor();
    const { folds: found, metrics } = await result();
    expect(found).toHaveLength(8);
    await expect.poll(() => folds().getByRole('row').count()).toBe(9);
    await say(desk.page().getByLabel('Figures of the walk-forward'), new RegExp(`Growth a year\\s*[+\u2212]${Math.abs(Number(metrics['annualReturn']) * 100).toFixed(2)}%`));
    const [first] = found;
    await say(folds().getByRole('row').nth(1), new RegExp(`fast ${first?.params?.['fast']}, slow ${first?.params?.['slow']}`));
    await folds().getByRole('img', { name: /^trained 2020-01-01 to .* tested 2020-/ }).waitFor();
    await desk.page().getByRole('img', { name: /^Equity on unseen bars from 2020-/ }).waitFor();
    await say(desk.page().getByRole('note'), /unseen bars|never saw|gained nothing/);
    expect(await findFaults(desk.page())).toEqual([]);
  });

  it('is anchored, purged and embargoed as it is set', async () => {
    await desk.page().getByRole('button', { name: 'New walk-forward…' }).click();
    await setup().getByRole('button', { name: 'Anchored' }).click();
    for (const [name, text] of [['Train', '200'], ['Test', '150'], ['Purge', '7'], ['Embargo', '3']] as const) await field(name).fill(text);
    await say(setup().getByRole('status', { name: 'Estimate' }), /5 folds ×/);
    await start().click();
    await expect.poll(async () => (await walks()).length).toBe(2);
    await folds().waitFor();
    await expect.poll(() => folds().getByRole('row').count()).toBe(6);
    const { folds: found, spec } = await result();
    expect(spec).toMatchObject({ anchored: true, train: 200, test: 150, purge: 7, embargo: 3 });
    expect(new Set(found.map(({ train }) => train.fromMs)).size, 'every training window begins with the first bar').toBe(1);
  });

  it('says what is wrong with a window, and starts nothing', async () => {
    await desk.page().getByRole('button', { name: 'New walk-forward…' }).click();
    await field('Train').fill('2000');
    await setup().getByText('⚠ One training and one test window need 2160 bars; there are 1100.').waitFor();
    await expect.poll(() => start().isDisabled()).toBe(true);
    await field('Train').fill('abc');
    await setup().getByText('⚠ A whole number of bars, 2 or more.').waitFor();
    await setup().getByRole('button', { name: 'Back' }).click();
    await folds().waitFor();
    expect(await walks()).toHaveLength(2);
  });

  it('runs what a fold chose in the lab, from the keyboard', async () => {
    await folds().focus();
    await desk.page().keyboard.press('ArrowDown');
    await desk.page().keyboard.press('Enter');
    const [first] = (await result()).folds;
    await expect.poll(async () => (await desk.ask<Run[]>('GET', '/backtests')).map(({ title, status }) => [title, status])).toEqual([[`sma-cross ${first?.params?.['fast']}/${first?.params?.['slow']} on WAVE`, 'done']]);
    await desk.page().getByLabel('Headline figures').waitFor();
  });

  it('shows how robust that run is: other orders of its trades, and stress on demand, which can be stopped', async () => {
    const page = desk.page();
    await openTab('Robustness');
    const orders = page.getByRole('region', { name: 'Other orders of the same returns' });
    await orders.getByRole('figure', { name: 'Growth of the paths on their way' }).waitFor();
    await say(orders, /The order was .*: (only )?in [\d.]+% of 10,000 other orders/);
    await page.getByText('Whatever the order, the same returns end at the same place.').waitFor();
    await orders.getByRole('button', { name: 'Drawn again' }).click();
    await say(orders, /paths/);
    await page.getByRole('figure', { name: 'Growth of the paths', exact: true }).waitFor();
    expect(await findFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Put it under stress' }).click();
    await say(page.getByRole('region', { name: 'Other parameters' }), /\d+ of 50 gain/);
    await say(page.getByRole('region', { name: 'Higher costs' }), /costs/);
    await say(page.getByRole('region', { name: 'Later decisions' }), /One bar later it makes/);
    await page.getByRole('figure', { name: 'Growth by costs' }).focus();
    await page.keyboard.press('Home');
    await say(page.getByRole('figure', { name: 'Growth by costs' }).locator('figcaption'), /× 0: .*worst fall/);
    expect(await findFaults(page)).toEqual([]);
  });

  it('is there again after a restart', async () => {
    await desk.restart();
    await desk.page().getByRole('button', { name: 'Lab F2' }).click();
    await openTab('Walk-forward');
    await folds().waitFor();
  });
});
