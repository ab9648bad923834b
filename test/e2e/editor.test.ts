import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BacktestResult } from '../../src/contract/model/backtest.ts';
import type { Rules } from '../../src/contract/model/rule.ts';
import type { SettingsRecord } from '../../src/contract/model/settings.ts';
import type { StrategyDetail } from '../../src/contract/model/strategy.ts';
import { hasBrowser } from './browser.ts';
import { useWorkstation } from './workstation.ts';

type Run = { runId: string; status: string; failure: string | null };
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function findFaults(page: Page): Promise<string[]> {
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined))));
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({ resultTypes: ['violations'] }));
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(' · ')}`);
}

describe.runIf(hasBrowser)('the editor of strategies', () => {
  const desk = useWorkstation();
  const parts = () => {
    const page = desk.page();
    const editor = page.getByRole('tabpanel', { name: 'Editor' });
    return {
      page, editor,
      rule: (number: number): Locator => editor.getByRole('listitem', { name: `Rule ${number}`, exact: true }),
      field: (name: string): Locator => editor.getByLabel(name, { exact: true }),
      form: (name: string): Locator => editor.getByRole('group', { name: 'Form of the rules' }).getByRole('button', { name, exact: true }),
      foot: editor.getByRole('status').last(),
      code: editor.getByRole('textbox', { name: /^Code of/ }),
      save: editor.getByRole('button', { name: /^Save/ }),
      dialog: page.getByRole('dialog'),
    };
  };
  const recorded = (): Promise<Run[]> => desk.ask<Run[]>('GET', '/backtests');
  const stored = async (name: string): Promise<Rules> => JSON.parse((await desk.ask<StrategyDetail>('GET', `/strategies/${encodeURIComponent(name)}`)).code?.source ?? 'null') as Rules;
  const openEditor = async (): Promise<void> => {
    const { page, editor } = parts();
    await page.keyboard.press('F2');
    await page.getByRole('button', { name: /^Run.* F5$/ }).waitFor();
    await page.getByRole('tab', { name: 'Editor' }).click();
    await editor.waitFor();
  };
  const make = async (template: string, name: string): Promise<void> => {
    const { page, dialog, editor } = parts();
    await page.getByRole('button', { name: 'New strategy', exact: true }).click();
    await dialog.getByRole('button', { name: new RegExp(`^${template}`) }).click();
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
    await dialog.getByRole('button', { name: 'Make it' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('region', { name: 'Yours' }).getByRole('button', { name, exact: false }).and(page.locator('[aria-pressed=true]')).waitFor();
    await editor.getByText('Saved, and it can be run.').waitFor();
  };
  /** Runs what is in the editor; gives how the run ended. */
  const run = async (): Promise<Run> => {
    const before = new Set((await recorded()).map(({ runId }) => runId));
    await parts().page.keyboard.press('F5');
    const fresh = async (): Promise<Run | undefined> => (await recorded()).find(({ runId, status }) => !before.has(runId) && (status === 'done' || status === 'failed'));
    await expect.poll(fresh).toBeDefined();
    const ended = await fresh();
    if (ended === undefined) throw new Error('There is no run.');
    return ended;
  };

  beforeAll(openEditor, 60_000);

  it('shows what a ready-made strategy does, and makes a copy that trades the same', async () => {
    const { page, editor, foot } = parts();
    await editor.getByRole('heading', { name: 'Moving averages crossing' }).waitFor();
    const ready = await run();
    await editor.getByRole('button', { name: 'Copy as rules' }).click();
    await editor.getByText('moving-averages-crossing-mine.json').waitFor();
    await expect.poll(() => foot.textContent()).toContain('Saved, and it can be run.');
    await page.getByRole('form', { name: 'Setup' }).getByRole('textbox', { name: 'fast' }).waitFor();
    const copy = await run();
    const [made, copied] = await Promise.all([ready, copy].map(({ runId }) => desk.ask<BacktestResult>('GET', `/backtests/${runId}/result`)));
    expect(copied?.trades).toEqual(made?.trades);
    expect(made?.trades.length).toBeGreaterThan(2);
  });

  it('lets a person who never wrote code build rules of blocks, run them unsaved, read the result, and save', async () => {
    const { page, editor, rule, field, foot, save } = parts();
    await make('Empty rules', 'First steps');
    // What is read: another length for the average, and strength beside it.
    await field('average: timePeriod').fill('80');
    await editor.getByRole('region', { name: 'Indicators' }).getByRole('button', { name: 'Indicator' }).click();
    await field('Name of indicator 2').fill('strength');
    await field('Kind of strength').selectOption('rsi');
    await field('strength: timePeriod').fill('5');
    // When: also weak; then with a stop and a target.
    await rule(1).getByRole('button', { name: 'Condition for rule 1', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Compare or cross' }).click();
    await expect.poll(() => field('rule 1, condition 3: left').inputValue(), { message: 'what was added last is compared with a number' }).toBe('indicator strength');
    await field('rule 1, condition 3: how they stand').selectOption('below');
    await field('rule 1, condition 3: right: number').fill('60');
    await field('rule 1, condition 2: how they stand').selectOption('above');
    await rule(1).getByRole('button', { name: 'Stop, target, size for rule 1, action 1' }).click();
    await page.getByRole('menuitem', { name: 'stop loss' }).click();
    await field('rule 1, action 1: stop loss: how far').fill('4');
    const plain = editor.getByRole('complementary', { name: 'In plain words' });
    await plain.getByText('When nothing is held and the close is above average and strength is below 60, buy with stop loss 4 percent.').waitFor();
    await expect.poll(() => foot.textContent()).toContain('F5 runs what is written here, saved or not.');

    expect((await run()).status).toBe('done');
    await page.getByLabel('Figures of the run').getByText('Growth in all').waitFor();
    expect((await stored('First steps')).indicators).toHaveLength(1);
    await save.click();
    await editor.getByText('Saved, and it can be run.').waitFor();
    const rules = await stored('First steps');
    expect(rules.indicators.map(({ as, name, params }) => [as, name, params['timePeriod']])).toEqual([['average', 'sma', 80], ['strength', 'rsi', 5]]);
    expect(rules.rules[0]?.act).toEqual([{ do: 'buy', stopLoss: { percent: 4 } }]);
  });

  it('adds, moves and removes rules with the keyboard alone, and with the pointer', async () => {
    const { page, editor, rule, field } = parts();
    await editor.getByRole('region', { name: 'Rules', exact: true }).getByRole('button', { name: 'Rule', exact: true }).focus();
    await page.keyboard.press('Enter');
    await rule(3).waitFor();
    await field('rule 3, action 1: what is done').focus();
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => field('rule 3, action 1: what is done').inputValue()).toBe('cancel');
    await rule(3).getByRole('button', { name: /^Move rule 3/ }).focus();
    await page.keyboard.press('Alt+ArrowUp');
    await expect.poll(() => field('rule 2, action 1: what is done').inputValue()).toBe('cancel');
    await rule(2).getByRole('button', { name: /^Move rule 2/ }).and(page.locator(':focus')).waitFor();
    const [grip, first] = [await rule(2).getByRole('button', { name: /^Move rule 2/ }).boundingBox(), await rule(1).boundingBox()];
    if (grip === null || first === null) throw new Error('There are no cards.');
    await page.mouse.move(grip.x + 5, grip.y + 5);
    await page.mouse.down();
    await page.mouse.move(first.x + 20, first.y + 8, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => field('rule 1, action 1: what is done').inputValue()).toBe('cancel');
    await rule(1).getByRole('button', { name: 'Remove rule 1', exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => editor.getByRole('listitem').count()).toBe(2);
    await expect.poll(() => field('rule 1, action 1: what is done').inputValue()).toBe('buy');
  });

  it('marks what is no number and leaves the rules as they were, and says what rules contradict', async () => {
    const { editor, field, foot } = parts();
    await field('average: timePeriod').fill('eighty');
    await expect.poll(() => field('average: timePeriod').getAttribute('aria-invalid')).toBe('true');
    await field('strength: timePeriod').focus();
    await expect.poll(() => field('average: timePeriod').inputValue()).toBe('80');
    await editor.getByRole('button', { name: 'Remove strength' }).click();
    await expect.poll(() => foot.textContent()).toContain('There is no indicator called strength');
    await editor.getByRole('button', { name: 'More about this strategy' }).click();
    await parts().page.getByRole('menuitem', { name: 'Discard the changes…' }).click();
    await parts().dialog.getByRole('button', { name: 'Discard' }).click();
    await expect.poll(() => field('strength: timePeriod').inputValue()).toBe('5');
  });

  it('writes the same rules as sentences and as JSON, and keeps a program of them', async () => {
    const { page, editor, form, foot, field } = parts();
    await form('Sentences').click();
    const sentences = editor.getByRole('textbox', { name: 'Rules as sentences' });
    await sentences.getByText('When something is held').click();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('When a short position is held, clse.');
    await expect.poll(() => foot.textContent()).toMatch(/Line \d+.*was expected, not "clse"/);
    await editor.locator('.cm-line:has(.cm-faulty)').filter({ hasText: 'clse' }).waitFor();
    for (let k = 0; k < 5; k++) await page.keyboard.press('Backspace');
    await page.keyboard.type('close.');
    await expect.poll(() => foot.textContent()).toContain('F5 runs');
    await form('JSON').click();
    await editor.getByRole('textbox', { name: 'Rules as JSON' }).click();
    await page.keyboard.press('Control+End');
    await editor.getByRole('textbox', { name: 'Rules as JSON' }).getByText('"short"').waitFor();
    await form('Blocks').click();
    await expect.poll(() => field('rule 3, condition 1: what is held').inputValue()).toBe('short');
    await form('TypeScript').click();
    await editor.getByRole('textbox', { name: 'Rules as TypeScript' }).getByText('defineStrategy({').waitFor();
    await editor.getByRole('button', { name: 'Keep as a TypeScript file' }).click();
    await parts().code.getByText('c.position.size < 0').waitFor();
  });

  it('keeps what is not saved over a reload', async () => {
    const { page, editor, field } = parts();
    await page.getByRole('region', { name: 'Yours' }).getByRole('button', { name: 'First steps' }).first().click();
    await parts().form('Blocks').click();
    await expect.poll(() => field('rule 3, condition 1: what is held').inputValue()).toBe('short');
    await field('average: timePeriod').fill('33');
    await editor.getByText('● not saved').waitFor();
    await expect.poll(async () => (await desk.ask<{ layout: string }>('GET', '/layouts/strategy-drafts')).layout).toContain('33');
    await page.reload();
    await openEditor();
    await page.getByRole('region', { name: 'Yours' }).getByRole('button', { name: 'First steps' }).first().click();
    await expect.poll(() => field('average: timePeriod').inputValue()).toBe('33');
    expect((await stored('First steps')).indicators[0]?.params['timePeriod']).toBe(80);
  });

  it('shows first what somebody else wrote into the file meanwhile', async () => {
    const { page, editor, field } = parts();
    const theirs = { ...(await stored('First steps')), params: [{ name: 'theirs', default: 3, min: 1, max: 9, isInteger: true }] };
    await desk.ask('POST', '/strategies', { file: 'first-steps.json', source: JSON.stringify(theirs) });
    await page.keyboard.press('Control+s');
    const alert = editor.getByRole('alert').filter({ hasText: 'changed elsewhere' });
    await alert.waitFor();
    expect((await stored('First steps')).params).toEqual(theirs.params);
    await alert.getByRole('button', { name: 'Take theirs' }).click();
    await expect.poll(() => field('Name of parameter 1').inputValue()).toBe('theirs');
    await expect.poll(() => field('average: timePeriod').inputValue()).toBe('80');
  });

  describe.each(['dark', 'light'] as const)('%s', (theme) => {
    it('has no serious fault, in blocks, text and sheets', async () => {
      const { page, editor, form, dialog } = parts();
      await page.emulateMedia({ reducedMotion: 'reduce' });
      const { version } = await desk.ask<SettingsRecord>('GET', '/settings');
      await desk.ask('POST', '/settings', { version, changes: { theme } });
      await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe(theme);
      await form('Blocks').click();
      await editor.getByRole('region', { name: 'Rules', exact: true }).waitFor();
      expect(await findFaults(page)).toEqual([]);
      await form('TypeScript').click();
      await editor.getByRole('textbox', { name: 'Rules as TypeScript' }).waitFor();
      expect(await findFaults(page)).toEqual([]);
      await page.getByRole('button', { name: 'New strategy', exact: true }).click();
      await dialog.waitFor();
      expect(await findFaults(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    });
  });
});
