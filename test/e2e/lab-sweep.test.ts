import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Sweep, SweepResults } from '../../src/contract/model/sweep.ts';
import { hasBrowser } from './browser.ts';
import { findFaults } from './find-faults.ts';
import { storeBars } from './store-bars.ts';
import { useWorkstation } from './workstation.ts';
import { days } from './wavy-days.ts';

type Run = { readonly runId: string; readonly status: string; readonly title: string };

describe.runIf(hasBrowser)('a sweep in the lab', () => {
  const desk = useWorkstation();
  const panel = (): Locator => desk.page().getByRole('tabpanel', { name: 'Sweep', exact: true });
  const setup = (): Locator => desk.page().getByRole('form', { name: 'Set-up of a sweep' });
  const field = (name: string): Locator => setup().getByRole('textbox', { name, exact: true });
  const start = (): Locator => setup().getByRole('button', { name: 'Start the sweep' });
  const estimate = (): Locator => setup().getByRole('status', { name: 'Estimate' });
  const ranking = (): Locator => desk.page().getByRole('region', { name: /^Trials ranked by/ });
  const map = (): Locator => desk.page().getByRole('figure', { name: /^Map of/ });
  const sweeps = (): Promise<Sweep[]> => desk.ask<Sweep[]>('GET', '/sweeps');
  const say = async (locator: Locator, words: RegExp): Promise<void> => {
    await expect.poll(() => locator.innerText()).toMatch(words);
  };

  beforeAll(async () => {
    await storeBars(desk, 'WAVE', '1d', days(900));
    const page = desk.page();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.getByRole('button', { name: 'Lab F2' }).click();
    await page.getByRole('combobox', { name: 'Series' }).click();
    await page.getByRole('option', { name: 'FILE:WAVE 1d' }).click();
    await page.getByRole('tab', { name: 'Sweep', exact: true }).click();
  }, 120_000);

  it('begins with an example around what the lab has set, and says how much it would be', async () => {
    await setup().waitFor();
    await say(estimate(), /\d+ trials of \d+ combinations · about .* here\s*over whole columns · 900 bars, 2020-01-01 to 2022-06-18/);
    expect(await findFaults(desk.page())).toEqual([]);
    expect(await sweeps(), 'an estimate records nothing').toEqual([]);
  });

  it('says what is wrong under its field, and what the application refuses in its words; nothing starts', async () => {
    await field('Fast average, from').fill('x');
    await setup().getByText(/^⚠ Fast average takes whole numbers from 1 to/).waitFor();
    await expect.poll(() => start().isDisabled()).toBe(true);
    await field('Fast average, from').fill('4');
    await field('Only where').fill('fast <');
    await say(estimate(), /The condition "fast <" cannot be read/);
    await expect.poll(() => start().isDisabled()).toBe(true);
    await field('Only where').fill('fast < slow');
    expect(await sweeps()).toEqual([]);
  });

  it('asks before it runs very many', async () => {
    const wide: readonly (readonly [string, string])[] = [['Fast average, from', '1'], ['Fast average, to', '1500'], ['Fast average, step', '1'], ['Slow average, from', '1'], ['Slow average, to', '1600'], ['Slow average, step', '1']];
    for (const [name, text] of wide) await field(name).fill(text);
    await say(estimate(), /1,\d{3},\d{3} trials of 2,400,000 combinations/);
    await start().click();
    const dialog = desk.page().getByRole('dialog', { name: 'That is a great many trials' });
    await say(dialog, /1,\d{3},\d{3} trials, about .* on this computer/);
    await dialog.getByRole('button', { name: 'Not now' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await sweeps()).toEqual([]);
  });

  it('shows map and ranking as trials come in, can be held and goes on to its end', async () => {
    const narrow: readonly (readonly [string, string])[] = [['Fast average, from', '2'], ['Fast average, to', '150'], ['Slow average, from', '3'], ['Slow average, to', '200']];
    for (const [name, text] of narrow) await field(name).fill(text);
    await say(estimate(), /18,476 trials/);
    await start().click();
    await panel().getByRole('button', { name: 'Pause' }).click();
    await say(panel().getByRole('status', { name: 'Progress' }), /Paused/i);
    await map().waitFor();
    const [paused] = await sweeps();
    expect(paused?.status).toBe('paused');
    expect(paused?.done).toBeLessThan(paused?.trials ?? 0);
    await panel().getByRole('button', { name: 'Go on' }).click();
    await say(panel().getByRole('status', { name: 'Progress' }), /Complete\s*18,476 of 18,476/i);
    await say(panel().getByRole('region', { name: 'Ranking' }), /the best 5,000 of 18,476/);
    const [{ sweepId, best }] = await sweeps() as [Sweep];
    await say(map().locator('figcaption'), new RegExp(`Best at fast ${best?.params['fast']}, slow ${best?.params['slow']}: ${best?.sharpe?.toFixed(2)}`));
    const { results: [first] } = await desk.ask<SweepResults>('GET', `/sweeps/${sweepId}/results?limit=1`);
    await say(ranking().getByRole('row').nth(1), new RegExp(`1\\s+${first?.params['fast']}\\s+${first?.params['slow']}\\s+${first?.sharpe?.toFixed(2)}`));
    expect(await findFaults(desk.page())).toEqual([]);
  });

  it('keeps lines inside a stretch, by pointer and by keys, and the ranking with them', async () => {
    const page = desk.page();
    await panel().getByRole('button', { name: 'Lines', exact: true }).click();
    const lines = page.getByRole('figure', { name: /^Trials as lines/ });
    await lines.focus();
    for (const key of ['ArrowRight', 'ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowUp']) await page.keyboard.press(key);
    await say(lines.locator('figcaption'), /of 1,500 lines kept.*fast [\d.]+ to/s);
    await say(panel().getByRole('region', { name: 'Ranking' }), /of 1,500 lines kept/);
    expect(await findFaults(page)).toEqual([]);
    await lines.focus();
    await page.keyboard.press('Escape');
    await say(lines.locator('figcaption'), /Drag along an axis/);
    await panel().getByRole('button', { name: 'Map', exact: true }).click();
  });

  it('runs the combination of a cell in the lab, from the keyboard', async () => {
    const page = desk.page();
    await map().focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('PageUp');
    await page.keyboard.press('Home');
    const text = await map().locator('figcaption').innerText();
    const [, fast, slow] = /fast (\d+), slow (\d+)/.exec(text) ?? [];
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await desk.ask<Run[]>('GET', '/backtests'))[0]?.status).toBe('done');
    expect((await desk.ask<Run[]>('GET', '/backtests'))[0]?.title).toBe(`sma-cross ${fast}/${slow} on WAVE`);
    // What is opened is the same run as the trial was.
    await page.getByLabel('Headline figures').waitFor();
    expect(await page.getByRole('tab', { name: 'Result', exact: true }).getAttribute('aria-selected')).toBe('true');
  });

  it('sets strategies beside each other on several series, and runs the best of a pair', async () => {
    const page = desk.page();
    await storeBars(desk, 'TIDE', '1d', days(400));
    await page.getByRole('tab', { name: 'Sweep', exact: true }).click();
    await panel().getByRole('button', { name: 'New sweep…' }).click();
    const narrow: readonly (readonly [string, string])[] = [['Fast average, from', '4'], ['Fast average, to', '6'], ['Slow average, from', '10'], ['Slow average, to', '12']];
    for (const [name, text] of narrow) await field(name).fill(text);
    await setup().getByRole('button', { name: '+ All stored 1d bars (2)' }).click();
    await setup().getByRole('combobox', { name: 'Strategy' }).click();
    await page.getByRole('option', { name: 'Buy and hold' }).click();
    await say(estimate(), /^20 trials · about .*2 series, 1,300 bars/s);
    await start().click();
    await say(panel().getByRole('status', { name: 'Progress' }), /Complete\s*20 of 20/i);
    const pairs = page.getByRole('grid', { name: 'Best sharpe ratio of each strategy on each series' });
    await expect.poll(() => pairs.getByRole('gridcell').count()).toBe(4);
    expect(await findFaults(page)).toEqual([]);
    await page.getByTitle(/^buy-and-hold on TIDE: /).click();
    await say(panel().getByRole('region', { name: 'Ranking' }), /buy-and-hold on TIDE: 1 trial/);
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await desk.ask<Run[]>('GET', '/backtests'))[0]?.title).toBe('buy-and-hold on TIDE');
    await expect.poll(async () => (await desk.ask<Run[]>('GET', '/backtests'))[0]?.status).toBe('done');
  });

  it('is there again after a restart', async () => {
    await desk.restart();
    const page = desk.page();
    await page.getByRole('button', { name: 'Lab F2' }).click();
    await page.getByRole('tab', { name: 'Sweep', exact: true }).click();
    await say(panel().getByRole('status', { name: 'Progress' }), /Complete/i);
    await ranking().waitFor();
  });
});
