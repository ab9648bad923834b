import { describe, expect, it } from 'vitest';
import { checkLayers } from '../../scripts/layers/check-layers.ts';
import { doorRules, rules } from '../../scripts/layers/rules.ts';
import { plant, projectRoot } from './plant.ts';

/** One forbidden line: the file it stands in, the line itself, and what the check must say. */
type Plant = { rule: string; file: string; line: string; says: string };

const planted: readonly Plant[] = [
  { rule: 'contract', file: 'contract/api/orders.ts', line: `import { a } from '../../quant/stats/a.ts';`, says: 'imports quant/stats/a.ts' },
  { rule: 'contract', file: 'contract/model/bar.ts', line: `import { Decimal } from 'decimal.js';`, says: 'imports the package decimal.js' },
  { rule: 'contract', file: 'contract/model/bar.ts', line: `import { join } from 'node:path';`, says: 'imports the package node:path' },
  { rule: 'contract-model', file: 'contract/model/bar.ts', line: `import { orders } from '../api/orders.ts';`, says: 'imports contract/api/orders.ts' },
  { rule: 'quant', file: 'quant/stats/a.ts', line: `import { bar } from '../../contract/model/bar.ts';`, says: 'as a value, only its types are allowed' },
  { rule: 'quant', file: 'quant/stats/a.ts', line: `import { type Bar } from '../../contract/model/bar.ts';`, says: 'as a value, only its types are allowed' },
  { rule: 'quant', file: 'quant/stats/a.ts', line: `export type { Orders } from '../../contract/api/orders.ts';`, says: 'imports contract/api/orders.ts' },
  { rule: 'quant', file: 'quant/stats/a.ts', line: `type Core = import('../../main/core/index.ts').Core;`, says: 'imports main/core/index.ts' },
  { rule: 'quant', file: 'quant/stats/a.ts', line: `import { readFileSync } from 'node:fs';`, says: 'imports the package node:fs' },
  { rule: 'quant', file: 'quant/stats/a.ts', line: `import { DateTime } from 'luxon';`, says: 'imports the package luxon' },
  { rule: 'core', file: 'main/core/market/a.ts', line: `import type { Orders } from '../../../contract/api/orders.ts';`, says: 'imports contract/api/orders.ts' },
  { rule: 'core', file: 'main/core/market/a.ts', line: `import { store } from '../../adapters/store/index.ts';`, says: 'imports main/adapters/store/index.ts' },
  { rule: 'core', file: 'main/core/market/a.ts', line: `const store = await import('../../adapters/store/index.ts');`, says: 'imports main/adapters/store/index.ts' },
  { rule: 'core', file: 'main/core/market/a.ts', line: `import { router } from '../../api/index.ts';`, says: 'imports main/api/index.ts' },
  { rule: 'core', file: 'main/core/market/a.ts', line: `import { rest } from '../../transports/rest/index.ts';`, says: 'imports main/transports/rest/index.ts' },
  { rule: 'core', file: 'main/core/market/a.ts', line: `import { host } from '../../hosts/node/index.ts';`, says: 'imports main/hosts/node/index.ts' },
  { rule: 'core', file: 'main/core/market/a.ts', line: `export * from '../../workers/io/a-worker.ts';`, says: 'imports main/workers/io/a-worker.ts' },
  { rule: 'core', file: 'main/core/market/a.ts', line: `import { compose } from '../../compose.ts';`, says: 'imports main/compose.ts' },
  ...['better-sqlite3', 'piscina', 'ws', 'fastify', '@alpacahq/alpaca-trade-api', 'node:net', 'node:fs/promises'].map((name) => (
    { rule: 'core', file: 'main/core/market/a.ts', line: `import { x } from '${name}';`, says: `imports the package ${name}` }
  )),
  { rule: 'kernel', file: 'main/core/kernel/a.ts', line: `import { a } from '../../../quant/stats/a.ts';`, says: 'imports quant/stats/a.ts' },
  { rule: 'core-area', file: 'main/core/market/a.ts', line: `import { book } from '../trading/order-book.ts';`, says: 'the inside of main/core/trading/' },
  { rule: 'core-area', file: 'main/core/index.ts', line: `import type { Port } from './trading/ports.ts';`, says: 'the inside of main/core/trading/' },
  { rule: 'adapters', file: 'main/adapters/pool/a.ts', line: `import { store } from '../store/index.ts';`, says: 'imports main/adapters/store/index.ts' },
  { rule: 'adapters', file: 'main/adapters/feeds/one/a.ts', line: `import { two } from '../two/index.ts';`, says: 'imports main/adapters/feeds/two/index.ts' },
  { rule: 'adapters', file: 'main/adapters/pool/a.ts', line: `import { market } from '../../core/market/index.ts';`, says: 'imports main/core/market/index.ts' },
  { rule: 'adapters', file: 'main/adapters/pool/a.ts', line: `import { router } from '../../api/index.ts';`, says: 'imports main/api/index.ts' },
  { rule: 'adapters', file: 'main/adapters/pool/a.ts', line: `import { rest } from '../../transports/rest/index.ts';`, says: 'imports main/transports/rest/index.ts' },
  { rule: 'adapters', file: 'main/adapters/pool/a.ts', line: `import { host } from '../../hosts/node/index.ts';`, says: 'imports main/hosts/node/index.ts' },
  { rule: 'adapters', file: 'main/adapters/pool/a.ts', line: `import '../../workers/compute/compute-worker.ts';`, says: 'imports main/workers/compute/compute-worker.ts' },
  { rule: 'workers-compute', file: 'main/workers/compute/a.ts', line: `import { AppError } from '../../core/kernel/app-error.ts';`, says: 'imports main/core/kernel/app-error.ts' },
  { rule: 'workers-compute', file: 'main/workers/compute/a.ts', line: `import { bar } from '../../../contract/model/bar.ts';`, says: 'as a value, only its types are allowed' },
  { rule: 'workers-compute', file: 'main/workers/compute/a.ts', line: `import Database from 'better-sqlite3';`, says: 'imports the package better-sqlite3' },
  { rule: 'workers-compute', file: 'main/workers/compute/a.ts', line: `const fs = require('node:fs');`, says: 'imports the package node:fs' },
  { rule: 'workers-io', file: 'main/workers/io/a.ts', line: `import { market } from '../../core/market/index.ts';`, says: 'imports main/core/market/index.ts' },
  { rule: 'workers-io', file: 'main/workers/io/a.ts', line: `import { router } from '../../api/index.ts';`, says: 'imports main/api/index.ts' },
  { rule: 'workers-io', file: 'main/workers/io/a.ts', line: `import { rest } from '../../transports/rest/index.ts';`, says: 'imports main/transports/rest/index.ts' },
  { rule: 'workers-io', file: 'main/workers/io/a.ts', line: `import { host } from '../../hosts/node/index.ts';`, says: 'imports main/hosts/node/index.ts' },
  { rule: 'workers-io', file: 'main/workers/io/a.ts', line: `import { ledger } from '../../adapters/store/ledger-store.ts';`, says: 'imports main/adapters/store/ledger-store.ts' },
  { rule: 'workers-io', file: 'main/workers/io/a.ts', line: `import { paper } from '../../adapters/brokers/paper/index.ts';`, says: 'imports main/adapters/brokers/paper/index.ts' },
  { rule: 'api', file: 'main/api/orders.ts', line: `import { store } from '../adapters/store/index.ts';`, says: 'imports main/adapters/store/index.ts' },
  { rule: 'api', file: 'main/api/orders.ts', line: `import { compose } from '../compose.ts';`, says: 'imports main/compose.ts' },
  { rule: 'transports', file: 'main/transports/rest/index.ts', line: `import { market } from '../../core/market/index.ts';`, says: 'imports main/core/market/index.ts' },
  { rule: 'transports', file: 'main/transports/rest/index.ts', line: `import { store } from '../../adapters/store/index.ts';`, says: 'imports main/adapters/store/index.ts' },
  { rule: 'compose', file: 'main/compose.ts', line: `import { host } from './hosts/node/index.ts';`, says: 'imports main/hosts/node/index.ts' },
  { rule: 'electron', file: 'main/hosts/node/index.ts', line: `import { app } from 'electron';`, says: 'imports electron' },
  { rule: 'electron', file: 'main/hosts/node/index.test.ts', line: `import type { App } from 'electron/main';`, says: 'imports electron/main' },
  { rule: 'electron-entry', file: 'main/index.ts', line: `import { compose } from './compose.ts';`, says: 'imports main/compose.ts' },
  { rule: 'renderer', file: 'renderer/app/a.tsx', line: `import type { Core } from '../../main/core/index.ts';`, says: 'imports main/core/index.ts' },
  { rule: 'renderer', file: 'renderer/app/a.tsx', line: `import { port } from '../../preload/index.ts';`, says: 'imports preload/index.ts' },
  { rule: 'renderer', file: 'renderer/app/a.tsx', line: `import { sma } from '../../quant/indicators/sma.ts';`, says: 'imports quant/indicators/sma.ts' },
  ...['ui', 'chart', 'api'].map((part) => (
    { rule: 'renderer-ground', file: `renderer/${part}/a.ts`, line: `import { a } from '../features/blotter/index.ts';`, says: 'imports renderer/features/blotter/index.ts' }
  )),
  { rule: 'renderer-feature', file: 'renderer/features/ticket/panel.tsx', line: `import { store } from '../blotter/store.ts';`, says: 'the inside of renderer/features/blotter/' },
];

const impure: readonly (readonly [line: string, says: string])[] = [
  ['const now = Date.now();', 'Date.now'],
  ['const clock = Date.now;', 'Date.now'],
  ['const { now } = Date;', 'Date.now'],
  ['const now = globalThis.Date.now();', 'Date.now'],
  [`const now = Date['now']();`, 'Date.now'],
  ['const now = new Date();', 'new Date()'],
  ['const now = Date();', 'Date()'],
  ['const roll = Math.random();', 'Math.random'],
  ['const start = performance.now();', 'performance.now'],
  ['const id = crypto.randomUUID();', 'crypto.randomUUID'],
  ['crypto.getRandomValues(bytes);', 'crypto.getRandomValues'],
  [`import { randomBytes } from 'node:crypto';`, 'randomBytes of node:crypto'],
  ['setTimeout(run, 10);', 'setTimeout'],
  ['const later = setInterval;', 'setInterval'],
  ['globalThis.setImmediate(run);', 'globalThis.setImmediate'],
  ['const home = process.env;', 'process'],
  ['const now = DateTime.now();', 'DateTime.now'],
  ['const now = DateTime.utc();', 'DateTime.utc()'],
];

const clean: Readonly<Record<string, string>> = {
  'contract/model/bar.ts': `import { z } from 'zod'; export const bar = z.number(); export type Bar = number;`,
  'contract/api/orders.ts': `import { oc } from '@orpc/contract'; import { bar } from '../model/bar.ts'; export const orders = oc.input(bar);`,
  'quant/stats/mean.ts': `import type { Bar } from '../../contract/model/bar.ts'; export const mean = (bars: Bar[]) => bars.length;`,
  'quant/stats/mean.test.ts': `import { it } from 'vitest'; import { bar } from '../../contract/model/bar.ts'; it(String(bar), () => void Date.now());`,
  'quant/stats/test-mean-contract.ts': `import { it } from 'vitest'; export const testMean = () => it('is in the middle', () => {});`,
  'main/core/kernel/clock.ts': `export const day = (ms: number) => new Date(ms); export const take = (timer: { process: () => void }) => timer.process();`,
  'main/core/kernel/index.ts': `export { day } from './clock.ts';`,
  'main/core/trading/index.ts': `export { place } from './place.ts'; export type { BrokerPort } from './ports.ts';`,
  'main/core/trading/ports.ts': `import type { Placed } from './place.ts'; export interface BrokerPort { place(): Placed }`,
  'main/core/trading/place.ts': `import { Decimal } from 'decimal.js'; import type { BrokerPort } from './ports.ts'; export type Placed = BrokerPort; export const place = Decimal;`,
  'main/core/market/watch.ts': `import { day } from '../kernel/clock.ts'; import { place } from '../trading/index.ts'; import { mean } from '../../../quant/stats/mean.ts'; export const watch = [day, place, mean];`,
  'main/adapters/store/bar-store.ts': `import Database from 'better-sqlite3'; import type { BrokerPort } from '../../core/trading/ports.ts'; import { day } from '../../core/kernel/clock.ts'; export const store: [BrokerPort?] = [Database, day, Date.now()];`,
  'main/workers/compute/compute-worker.ts': `import { mean } from '../../../quant/stats/mean.ts'; export default mean;`,
  'main/workers/io/import-worker.ts': `import { store } from '../../adapters/store/bar-store.ts'; export default store;`,
  'main/api/orders.ts': `import { place } from '../core/trading/index.ts'; import { orders } from '../../contract/api/orders.ts'; export const router = [place, orders];`,
  'main/transports/rest/index.ts': `import { router } from '../../api/orders.ts'; import { day } from '../../core/kernel/index.ts'; export const rest = [router, day];`,
  'main/compose.ts': `import { store } from './adapters/store/bar-store.ts'; import { router } from './api/orders.ts'; export const compose = [store, router];`,
  'main/hosts/electron/index.ts': `import { app } from 'electron'; import { compose } from '../../compose.ts'; export const host = [app, compose];`,
  'main/index.ts': `export * from './hosts/electron/index.ts';`,
  'preload/index.cts': `import { contextBridge } from 'electron'; export const bridge = contextBridge;`,
  'renderer/features/blotter/index.ts': `export const blotter = 1;`,
  'renderer/features/ticket/panel.tsx': `import { blotter } from '../blotter/index.ts'; import type { Bar } from '../../../contract/model/bar.ts'; export const panel: Bar = blotter;`,
};

const inSource = (files: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(files).map(([path, text]) => [`src/${path}`, text]));

describe('the check of layers', () => {
  it('finds nothing wrong with a tree that uses every allowed way', () => {
    expect(checkLayers(plant(inSource(clean)))).toEqual([]);
  });

  it.each(planted)('$rule: finds in $file the line $line', ({ rule, file, line, says }) => {
    const root = plant(inSource({ [file]: `// first line\n${line}\n` }));
    const found = checkLayers(root).filter((violation) => violation.rule === rule);
    expect(found).toEqual([{ file: `src/${file}`, line: 2, rule, message: expect.stringContaining(says), remedy: expect.stringMatching(/\w/) }]);
  });

  it('has a planted violation for each rule', () => {
    const proven = new Set(planted.map(({ rule }) => rule));
    expect([...rules, ...doorRules].map(({ id }) => id).filter((id) => !proven.has(id))).toEqual([]);
  });

  it('finds a cycle, names every file of it once, and lets a circle of types be', () => {
    const root = plant(inSource({
      'quant/a.ts': `import { b } from './b.ts';\nexport const a = b;\n`,
      'quant/b.ts': `export const z = 1;\nexport { c as b } from './c.ts';\n`,
      'quant/c.ts': `export const c = await import('./a.ts');\n`,
      'quant/d.ts': `import type { E } from './e.ts';\nexport type D = E;\n`,
      'quant/e.ts': `import type { D } from './d.ts';\nexport type E = D;\n`,
    }));
    const found = checkLayers(root);
    expect(found).toMatchObject([{ rule: 'cycle', file: 'src/quant/a.ts', line: 1, message: 'quant/a.ts → quant/b.ts → quant/c.ts → quant/a.ts' }]);
  });

  it('finds a file that imports itself', () => {
    expect(checkLayers(plant({ 'src/quant/a.ts': `import * as self from './a.ts';\nexport const a = self;\n` }))).toMatchObject([{ rule: 'cycle' }]);
  });
});

describe('the check of purity', () => {
  it.each(impure)('finds %s in quant and in the core', (line, says) => {
    for (const file of ['quant/a.ts', 'main/core/market/a.ts']) {
      const found = checkLayers(plant({ [`src/${file}`]: `// first line\n${line}\n` })).filter(({ rule }) => rule === 'purity');
      expect(found, file).toMatchObject([{ file: `src/${file}`, line: 2, message: `uses ${says}` }]);
    }
  });

  it.each([['new Intl.NumberFormat();', 'uses Intl'], ['(1).toLocaleString();', 'uses .toLocaleString()'], [`'a'.localeCompare('b');`, 'uses .localeCompare()']])(
    'finds the ambient locale of %s in quant and allows it in the core', (line, message) => {
      expect(checkLayers(plant({ 'src/quant/a.ts': line }))).toMatchObject([{ rule: 'purity', message }]);
      expect(checkLayers(plant({ 'src/main/core/market/a.ts': line }))).toEqual([]);
    },
  );

  it('leaves properties, keys, types and given times alone', () => {
    const text = `
      type Timer = { process: number; Intl: string };
      export const read = (timer: Timer, clock: { now(): number }) => [timer.process, timer.Intl, clock.now(), new Date(0), Date.UTC(2020), Math.round(1)];
      export const made = { process: 1, setTimeout: 2 };
    `;
    expect(checkLayers(plant({ 'src/quant/a.ts': text }))).toEqual([]);
  });
});

it('the project keeps its own rules', () => {
  const found = checkLayers(projectRoot).map(({ file, line, rule, message }) => `${file}:${line} [${rule}] ${message}`);
  expect(found, 'run npm run check for what to do about each').toEqual([]);
});
