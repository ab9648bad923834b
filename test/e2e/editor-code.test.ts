import type { Locator } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { StrategyDetail } from '../../src/contract/model/strategy.ts';
import { hasBrowser } from './browser.ts';
import { useWorkstation } from './workstation.ts';

type Run = { runId: string; status: string; failure: string | null };

describe.runIf(hasBrowser)('strategies in TypeScript in the window', () => {
  const desk = useWorkstation();
  const parts = () => {
    const page = desk.page();
    const editor = page.getByRole('tabpanel', { name: 'Editor' });
    return { page, editor, code: editor.getByRole('textbox', { name: /^Code of/ }), foot: editor.getByRole('status').last(), offered: editor.getByRole('listbox'), save: editor.getByRole('button', { name: /^Save/ }) };
  };
  const recorded = (): Promise<Run[]> => desk.ask<Run[]>('GET', '/backtests');
  const line = (text: string): Locator => parts().code.locator('.cm-line').filter({ hasText: text });
  const stored = async (): Promise<string> => (await desk.ask<StrategyDetail>('GET', '/strategies/my-cross.ts')).code?.source ?? '';
  /** Puts the cursor at the end of the line with this text. */
  const goTo = async (text: string): Promise<void> => {
    await line(text).first().click();
    await parts().page.keyboard.press('End');
  };

  const faulty = (text: string): Locator => parts().code.locator('.cm-line:has(.cm-faulty)').filter({ hasText: text });

  beforeAll(async () => {
    const { page, code } = parts();
    await page.keyboard.press('F2');
    await page.getByRole('button', { name: 'New strategy', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /^TypeScript/ }).click();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('my cross');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await code.waitFor();
  }, 60_000);

  // Each begins with what is stored.
  afterEach(async () => {
    const { page, editor } = parts();
    if ((await editor.getByText('● not saved').count()) > 0) {
      await editor.getByRole('button', { name: 'More about this strategy' }).click();
      await page.getByRole('menuitem', { name: 'Discard the changes…' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
    }
    await editor.getByText('Saved, and it can be run.').waitFor();
  });

  it('offers what the API knows: members, indicators with their parameters, options of orders', async () => {
    const { page, offered } = parts();
    await goTo('// Asked on the close');
    await page.keyboard.press('Enter');
    await page.keyboard.type('if (c.is');
    await offered.getByRole('option', { name: /isFlat/ }).click();
    await page.keyboard.type(') c.buy({ stopL');
    await offered.getByRole('option', { name: /stopLoss/ }).click();
    await page.keyboard.type('95');
    await line('if (c.isFlat) c.buy({ stopLoss: 95').waitFor();
    await goTo('params:');
    await page.keyboard.press('Enter');
    await page.keyboard.type("indicators: () => ({ band: ['kelt");
    await offered.getByRole('option', { name: /^keltner/ }).first().click();
    await line("band: ['keltner'").waitFor();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type(', { ');
    await offered.getByRole('option', { name: /^multiplier/ }).click();
    await line("band: ['keltner', { multiplier: 2").waitFor();
  });

  it('says at their place what types do not fit, and what stands there', async () => {
    const { page, code } = parts();
    await goTo('// Asked on the close');
    await page.keyboard.press('Enter');
    await page.keyboard.type('c.byu();');
    await code.locator('.cm-lintRange-warning').getByText('byu').waitFor();
    await code.locator('.cm-lintRange-warning').getByText('byu').hover();
    await parts().editor.getByText(/Property 'byu' does not exist on type/).waitFor();
  });

  it('shows the line of what cannot be read, while it is written', async () => {
    const { page, foot } = parts();
    await goTo('// Asked on the close');
    await page.keyboard.press('Enter');
    await page.keyboard.type('let = 5;');
    await expect.poll(() => foot.textContent()).toMatch(/Line 9/);
    await faulty('let = 5;').waitFor();
  });

  it('runs what is written without saving it, and shows the line at which a run failed', async () => {
    const { page, foot } = parts();
    await goTo('// Asked on the close');
    await page.keyboard.press('Enter');
    await page.keyboard.type('if (c.index > 100) c.buy({ size: Number.NaN });');
    await expect.poll(() => foot.textContent()).toContain('F5 runs what is written here');
    await page.keyboard.press('F5');
    await expect.poll(() => foot.textContent()).toMatch(/Line 9 On bar \d+ .*A buy order has size NaN/);
    await faulty('Number.NaN').waitFor();
    const [failed] = await recorded();
    expect([failed?.status, failed?.failure]).toEqual(['failed', expect.stringMatching(/^my-cross\.ts, line 9, on bar \d+/)]);
    expect(await stored()).not.toContain('NaN');
  });

  it('takes the parameters that are being written into the setup, and runs with them', async () => {
    const { page, foot } = parts();
    await goTo('params:');
    for (let k = 0; k < 3; k++) await page.keyboard.press('ArrowLeft');
    await page.keyboard.type(', third: 7');
    await page.getByRole('form', { name: 'Setup' }).getByRole('textbox', { name: 'third' }).waitFor();
    await expect.poll(() => foot.textContent()).toContain('F5 runs what is written here');
    const before = (await recorded()).length;
    await page.keyboard.press('F5');
    await expect.poll(async () => (await recorded()).filter(({ status }) => status === 'done').length).toBe(before);
    await page.getByLabel('Figures of the run').getByText('Growth in all').waitFor();
  });

  it('keeps the text over a reload, and saves it with Ctrl S', async () => {
    const { page, code, editor } = parts();
    await goTo('// Asked on the close');
    await page.keyboard.type(' And a third.');
    await editor.getByText('● not saved').waitFor();
    await expect.poll(async () => (await desk.ask<{ layout: string }>('GET', '/layouts/strategy-drafts')).layout).toContain('third');
    await page.reload();
    await page.getByRole('button', { name: 'Lab F2' }).waitFor();
    await page.keyboard.press('F2');
    await page.getByRole('button', { name: /^Run.* F5$/ }).waitFor();
    await page.getByRole('tab', { name: 'Editor' }).click();
    await page.getByRole('region', { name: 'Yours' }).getByRole('button', { name: 'my cross' }).click();
    await code.getByText('third').first().waitFor();
    expect(await stored()).not.toContain('third');
    await page.keyboard.press('Control+s');
    await editor.getByText('Saved, and it can be run.').waitFor();
    expect(await stored()).toContain('third');
  });

  it('never takes a letter that is typed for a command of the desk', async () => {
    const { page, code } = parts();
    await goTo('// Asked on the close');
    await page.keyboard.type(' bskjl?');
    await code.getByText('bskjl?').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    // Tab writes a step of indentation; after Esc it leaves. The first Esc may be taken by a list of words that is about to be looked for.
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    await expect.poll(() => page.evaluate(() => document.activeElement?.hasAttribute('data-editor') ?? false)).toBe(false);
  });
});
