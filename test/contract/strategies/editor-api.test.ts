import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { apiTable, membersOf, strategyApi, type ApiObject } from '../../../src/contract/model/strategy-api.ts';
import { GuestCursor, GuestTimeframe, GuestView } from '../../../src/main/workers/compute/guest/guest-cursor.ts';
import { GuestOrder, GuestTrade } from '../../../src/main/workers/compute/guest/guest-holdings.ts';
import { listIndicators } from '../../../src/quant/indicators/index.ts';
import { parseRules, toTypeScript } from '../../../src/quant/rules/index.ts';
import { createTypeChecker, type TypeChecker } from '../../../src/renderer/features/editor/code/check-types.ts';
import { named, templates } from '../../../src/renderer/features/editor/templates.ts';

const page = readFileSync(new URL('../../../docs/strategies.md', import.meta.url), 'utf8');
const examples = Array.from(page.matchAll(/^<!-- example -->\n```ts\n(.*?)^```$/gms), (match) => match[1] ?? '');
const rules = parseRules(/^```rules\n(.*?)^```$/ms.exec(page)?.[1] ?? '');
const indicators = listIndicators().map(({ name }) => name);

describe('the table of the API', () => {
  it.each(Object.keys(strategyApi) as (keyof typeof strategyApi)[])('is what the page says: %s', (name) => {
    expect(page, 'docs/strategies.md shows another table; src/contract/model/strategy-api.ts is its source').toContain(apiTable(name));
  });

  const own = (prototype: object): string[] => Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor' && name !== 'valueOf');
  it.each<[ApiObject, string[]]>([
    ['cursor', [...own(GuestCursor.prototype), 'ind']], ['longer', [...own(GuestTimeframe.prototype), 'ind']], ['indicator', own(GuestView.prototype)], ['trade', own(GuestTrade.prototype)], ['pending', own(GuestOrder.prototype)],
  ])('names what a strategy is given, all of it and nothing else: %s', (object, names) => {
    expect(membersOf(object).map(({ name }) => name).toSorted()).toEqual(names.toSorted());
  });
});

describe('types in the editor', () => {
  let checker: TypeChecker;
  beforeAll(() => {
    const require = createRequire(import.meta.url);
    const folder = dirname(require.resolve('typescript-6'));
    const libs = Object.fromEntries(readdirSync(folder).filter((name) => /^lib\.(?:es5|es20(?:1[5-9]|2[0-3])(?:\..*)?|decorators(?:\..*)?)\.d\.ts$/.test(name)).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
    checker = createTypeChecker(require('typescript-6'), libs);
  });
  const faults = (source: string): string[] => checker.check(source, indicators).map(({ from, message }) => `${source.slice(0, from).split('\n').length}: ${message}`);
  const file = (body: string, more = ''): string => `import { defineStrategy } from 'tapedeck';\nexport const strategy = defineStrategy({\n  name: 'x', params: { fast: 5 },\n  indicators: (p) => ({ quick: ['sma', { timePeriod: p.fast }] }),${more}\n  onBar(c, p) {\n    ${body}\n  },\n});\n`;

  it('have nothing against the examples of the page, templates, and what rules are written as', () => {
    for (const source of [...examples, toTypeScript(rules), ...templates.filter(({ kind }) => kind === 'typescript').map((one) => named(one, 'x'))]) expect(faults(source), source).toEqual([]);
    expect(examples.length).toBe(11);
  });

  it.each([
    ['a member that is not there', 'c.buyy();', "6: Property 'buyy' does not exist on type 'Cursor<\"quick\">'. Did you mean 'buy'?"],
    ['an indicator that is not there', 'if (c.ind.slow > 1) c.buy();', "6: Property 'slow' does not exist"],
    ['a parameter that is not there', 'c.buy({ size: p.slow });', "6: Property 'slow' does not exist"],
    ['an option that orders do not have', 'c.buy({ stoploss: 5 });', "6: Object literal may only specify known properties, but 'stoploss' does not exist"],
    ['a text in the place of a number', "c.close('half');", "6: Argument of type 'string' is not assignable to parameter of type 'number'."],
    ['the network', "fetch('https://example.org');", "6: Cannot find name 'fetch'."],
    ['a bracket that is missing', 'if (c.isFlat { c.buy();', "6: ')' expected."],
  ])('find %s', (_, body, said) => {
    const [first = 'nothing'] = faults(file(body));
    expect(first.slice(0, said.length)).toBe(said);
  });

  it('find an indicator of a name that there is not', () => {
    expect(faults(file('c.buy();').replace("'sma'", "'smaa'")).join()).toMatch(/"smaa"/);
  });

  it('say what stands at a place', () => {
    const source = file('c.close();');
    expect(checker.describe(source, source.indexOf('c.close') + 3)).toMatchObject({ type: expect.stringContaining('close(share?: number): void'), text: 'closes every open trade of the symbol, or half of each' });
    expect(checker.describe(source, source.indexOf('\n'))).toBeNull();
  });
});
