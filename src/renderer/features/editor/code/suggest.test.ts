import { describe, expect, it } from 'vitest';
import type { IndicatorInfo } from '../../../../contract/model/indicator.ts';
import { suggest } from './suggest.ts';

const indicator = (name: string, title: string, params: readonly string[], outputs: readonly string[]): IndicatorInfo => ({
  name, title, group: 'g', inputs: ['close'], params: params.map((one) => ({ name: one, title: one, default: 20, min: 2, max: 100, isInteger: true })),
  outputs: outputs.map((one) => ({ name: one, pane: 'price', style: 'line' })), warmup: 19, description: `${title}.`, source: 's',
});
const indicators = [indicator('sma', 'Simple moving average', ['timePeriod'], ['sma']), indicator('bbands', 'Bollinger bands', ['timePeriod', 'deviations'], ['upper', 'middle', 'lower'])];

const head = "import { defineStrategy } from 'tapedeck';\n\nexport const strategy = defineStrategy({\n  name: 'x',\n  params: { fast: { default: 5, min: 2, max: 9 }, slow: 20 },\n  indicators: (p) => ({ quick: ['sma', { timePeriod: p.fast }], top: ['bbands', {}, 'upper'] }),\n";
const tail = '\n  },\n});\n';
/** Suggestions at the `|` in the body of onBar. */
const inBody = (body: string, args = 'c, p') => at(`${head}  onBar(${args}) {\n    ${body}${tail}`);
const at = (text: string): readonly string[] => suggest(text.replace('|', ''), text.indexOf('|'), indicators)?.options.map(({ label }) => label) ?? [];

describe('suggest', () => {
  it('knows the cursor, whatever it is called, and what follows from it', () => {
    expect(inBody('c.|')).toEqual(expect.arrayContaining(['bar', 'buy', 'sell', 'close', 'isFlat', 'ind', 'crossedAbove']));
    expect(inBody('if (cursor.isF|) return;', 'cursor')).toContain('isFlat');
    expect(inBody("c.of('B').|")).toContain('buy');
    expect(inBody('c.bar(-1).|')).toEqual(['timeMs', 'open', 'high', 'low', 'close', 'volume']);
    expect(inBody('c.position.|')).toEqual(['size', 'profit']);
    expect(inBody('c.ind.|')).toEqual(['quick', 'top']);
    expect(inBody('c.ind.quick.|')).toEqual(['value', 'at']);
    expect(inBody('p.|')).toEqual(['fast', 'slow']);
  });

  it('says nothing in a comment', () => {
    expect(at(`${head}  // a word|\n})`)).toEqual([]);
    expect(at(`${head}  /* c.|`)).toEqual([]);
    expect(inBody('/* a comment */ c.|')).toContain('buy');
    expect(inBody("const url = 'http://x'; c.|")).toContain('buy');
  });

  it('knows variables by what they were set to', () => {
    expect(inBody("const other = c.of('B');\n    other.|")).toContain('buy');
    expect(inBody('const [trade] = c.trades;\n    trade.|')).toContain('stopLoss');
    expect(inBody('for (const order of c.orders) order.|')).toContain('cancel');
    expect(inBody('c.trades[0].|')).toContain('entryPrice');
    expect(inBody('const bar = c.bar();\n    bar.|')).toContain('close');
    expect(inBody('const a = b; const b = a; a.|')).toEqual([]);
    expect(inBody('Math.|')).toEqual([]);
  });

  it('offers what an order, a definition and an indicator take, where a key can stand', () => {
    expect(inBody('c.buy({ |')).toEqual(expect.arrayContaining(['size', 'limit', 'stopLoss', 'trail']));
    expect(inBody("c.buy({ size: 5, tif: 'day', st|")).toContain('stopLoss');
    expect(inBody('c.buy({ size: |')).toEqual([]);
    expect(inBody('c.buy({ size: (2 + 3), |')).toContain('limit');
    expect(at("defineStrategy({\n  name: 'a { b',\n  |")).toEqual(expect.arrayContaining(['params', 'indicators', 'onBar', 'signals']));
    expect(at(`${head.replace("['sma', { timePeriod: p.fast }]", "['sma', { | }]")}})`)).toEqual(['timePeriod']);
  });

  it('offers indicators, their outputs and columns inside quotes', () => {
    expect(at("indicators: () => ({ a: ['|'] })")).toEqual(['sma', 'bbands']);
    expect(at("indicators: () => ({ a: '|' })")).toEqual(['sma', 'bbands']);
    expect(at("indicators: () => ({ a: ['bbands', { timePeriod: 5 }, 'u|'] })")).toEqual(['upper', 'middle', 'lower']);
    expect(at("indicators: () => ({ a: ['sma', {}, { of: '|' }] })")).toEqual(['open', 'high', 'low', 'close', 'volume']);
    expect(inBody("c.buy({ tif: '|' })")).toEqual([]);
  });

  it('writes in the place of what is typed, with the usual value', () => {
    const source = "indicators: () => ({ a: ['sma', { tim";
    const found = suggest(source, source.length, indicators);
    expect(found?.from).toBe(source.length - 3);
    expect(found?.options[0]).toMatchObject({ label: 'timePeriod', detail: '20', snippet: 'timePeriod: ${1:20}', info: 'timePeriod, from 2 to 100.' });
  });

  it('says nothing in a plain word', () => {
    expect(inBody('const x = 1|')).toEqual([]);
    expect(at('|')).toEqual([]);
  });
});
