import { afterAll, describe, expect, it } from 'vitest';
import { faultOf, onBarFile, openTestPool, runCode, tsCode } from './run-code.ts';

const pool = openTestPool();
afterAll(() => pool.dispose());

const at = (bar: number, body: string): string => onBarFile(`if (c.index === ${bar}) {\n${body}\n}`);

describe('a strategy that fails', () => {
  it.each([
    ['throws', at(37, "throw new Error('nothing to buy')"), 'test.ts, line 5, on bar 37 (2020-02-07): nothing to buy.'],
    ['throws a text', at(2, "throw 'so what'"), 'test.ts, on bar 2 (2020-01-03): so what.'],
    ['throws something hostile', at(2, "throw { get message() { throw 1; }, toString() { throw 2; } }"), 'test.ts, on bar 2 (2020-01-03): It threw something of the kind object.'],
    ['reads what is not there', at(3, 'c.nothing.value'), "test.ts, line 5, on bar 3 (2020-01-04): Cannot read properties of undefined (reading 'value')."],
    ['orders NaN units', at(4, 'c.buy({ size: NaN })'), 'test.ts, line 5, on bar 4 (2020-01-05): A buy order has size NaN; it must be a number above 0.'],
    ['asks for the next bar', at(5, 'c.bar(1)'), 'test.ts, line 5, on bar 5 (2020-01-06): A strategy asked for offset 1; only 0 (now) and negative offsets (the past) can be read.'],
    ['closes more than all', at(5, 'c.buy({ size: 1 })\n} if (c.index === 8) {\nc.close(2)'), 'test.ts, line 7, on bar 8 (2020-01-09): A trade cannot be closed by 2; the share must be above 0 and at most 1.'],
    ['never ends its recursion', at(6, 'const f = () => f() + 1; f()'), 'test.ts, line 5, on bar 6 (2020-01-07): Maximum call stack size exceeded.'],
    ['is async', onBarFile('').replace('onBar(', 'async onBar('), 'test.ts, on bar 0 (2020-01-01): onBar is async; a strategy decides at once, so take async and await out.'],
  ])('%s: its run ends with line, bar and reason', async (_, source, sentence) => {
    expect(await faultOf(pool, source)).toBe(sentence);
  });

  it.each([
    ['is not TypeScript', onBarFile('const a = ;'), 'test.ts, line 4: Expression expected.'],
    ['has more than types', onBarFile('', 'enum Side { Buy }'), 'test.ts, line 2: TypeScript enum is not supported: only types that can be erased are; write it as JavaScript.'],
    ['imports a module', `import fs from 'node:fs';\n${onBarFile('')}`, "test.ts, line 1: A strategy imports defineStrategy from 'tapedeck' and nothing else, not 'node:fs'."],
    ['imports more of ours', `\nimport { defineStrategy, Cursor } from 'tapedeck';\nexport const strategy = 1;`, "test.ts, line 2: A strategy imports defineStrategy from 'tapedeck' and nothing else, not Cursor."],
    ['imports as it runs', onBarFile("import('node:fs');"), "test.ts, line 4: A strategy imports defineStrategy from 'tapedeck' and nothing else, not 'node:fs'."],
    ['exports nothing', "import { defineStrategy } from 'tapedeck';", 'test.ts: It exports no strategy; write export const strategy = defineStrategy({ … }).'],
    ['exports something else', "import { defineStrategy } from 'tapedeck';\nexport const strategy = { name: 'x' };", 'test.ts: Its strategy was not made by defineStrategy; write export const strategy = defineStrategy({ … }).'],
    ['has no onBar', "import { defineStrategy } from 'tapedeck';\n\nexport const strategy = defineStrategy({ name: 'x', onbar() {} });", 'test.ts, line 3: A strategy has no onbar; did you mean onBar?'],
    ['asks for an indicator that is not there', "import { defineStrategy } from 'tapedeck';\nexport const strategy = defineStrategy({ name: 'x', indicators: () => ({ a: ['smaa'] }), onBar() {} });", 'test.ts: There is no indicator smaa; did you mean sma?'],
    ['gives its state a function', "import { defineStrategy } from 'tapedeck';\nexport const strategy = defineStrategy({ name: 'x', state: { f() {} }, onBar() {} });", 'test.ts, line 2: state holds a function; it may hold numbers, texts, lists and plain objects.'],
    ['waits', "import { defineStrategy } from 'tapedeck';\nawait 1;\nexport const strategy = 1;", 'test.ts, line 2: A strategy waits for nothing; take the await out.'],
  ])('%s: it is refused in one sentence', async (_, source, sentence) => {
    expect(await faultOf(pool, source)).toBe(sentence);
  });

  it('tells programs the same as data', async () => {
    expect(await runCode(pool, tsCode(at(37, 'null.x')))).toMatchObject({ error: { reason: 'failed', details: { file: 'test.ts', line: 5, bar: 37, timeMs: 1_581_033_600_000 } } });
  });

  it('runs over every comment and odd layout with the right lines', async () => {
    const odd = "/* import x from 'y' */ import {\n  defineStrategy, // the one\n} from \"tapedeck\"; // import('z')\nconst text = `a ${1 + 1} import`; const pattern = /[/'\"]import/g;\nexport const strategy = defineStrategy({ name: 'odd', onBar(c) {\n  if (c.index === 1) throw new Error(text + pattern.source);\n} });";
    expect(await faultOf(pool, odd)).toBe("test.ts, line 6, on bar 1 (2020-01-02): a 2 import[/'\"]import.");
  });
});
