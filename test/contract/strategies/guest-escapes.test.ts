import { afterAll, describe, expect, it } from 'vitest';
import { faultOf, onBarFile, openTestPool, runCode, tsCode } from './run-code.ts';

const pool = openTestPool();
afterAll(() => pool.dispose());

/** Each tries to reach something; what it found it throws as a text. */
const attempts: readonly (readonly [name: string, expression: string, found: RegExp])[] = [
  ['process', 'typeof process', /undefined/],
  ['require', 'typeof require', /undefined/],
  ['fetch', 'typeof fetch', /undefined/],
  ['timers', 'typeof setTimeout + typeof setInterval + typeof setImmediate + typeof queueMicrotask', /^test\.ts.*: (undefined){4}\.$/],
  ['WebAssembly', 'typeof WebAssembly', /undefined/],
  ['shared memory', 'typeof SharedArrayBuffer + typeof Atomics', /(undefined){2}/],
  ['the global object', 'typeof globalThis + typeof global + typeof self + typeof window', /(undefined){4}/],
  ['this', '(function () { return typeof this; })()', /undefined/],
  ['evaluators', 'typeof eval + typeof Function + typeof Compartment', /(undefined){3}/],
  ['the constructor of a function', "(() => 1).constructor('return process')()", /Function\.prototype\.constructor is not a valid constructor/],
  ['the constructor of an async function', "(async () => 1).constructor('return process')()", /not a valid constructor/],
  ['the constructor of a generator', "(function* () {}).constructor('return process')()", /not a valid constructor/],
  ['the constructor of the cursor', "c.constructor.constructor('return process')()", /not a valid constructor/],
  ['the constructor of a method', "c.buy.constructor('return process')()", /not a valid constructor/],
  ['the constructor of a view', "c.ind.a.constructor.constructor('return process')()", /not a valid constructor/],
  ['the constructor of an error of ours', "(() => { try { c.bar(1); } catch (e) { return e.constructor.constructor('return process')(); } })()", /not a valid constructor/],
  ['the constructor of defineStrategy', "defineStrategy.constructor('return process')()", /not a valid constructor/],
  ['the stack of an error', "JSON.stringify(new Error('x').stack)", /: ""\.$/],
  ['frames by prepareStackTrace', "(() => { Error.prepareStackTrace = (e, frames) => frames; const { stack } = new Error('x'); return typeof stack; })()", /: string\.$/],
  ['frames by captureStackTrace', "(() => { const o = {}; Error.captureStackTrace(o); return JSON.stringify(o.stack ?? ''); })()", /: ""\.$/],
  ['a stack overflow of ours', "(() => { const f = () => { try { f(); } catch (e) { return e.constructor.constructor('return process')(); } }; return f(); })()", /not a valid constructor|Maximum call stack/],
  ['polluted Object.prototype', "(() => { Object.prototype.evil = 1; })()", /object is not extensible/],
  ['polluted Array.prototype', "(() => { Array.prototype.push = () => 1; })()", /read only|Cannot assign/],
  ['polluted __proto__', "(() => { ({}).__proto__.evil = 1; })()", /object is not extensible/],
  ['polluted methods of the cursor', "(() => { Object.getPrototypeOf(c).buy = () => 1; })()", /read only|Cannot assign/],
  ['polluted methods of a view', "(() => { Object.getPrototypeOf(c.ind.a).at = () => 1; })()", /read only|Cannot assign/],
  ['a changed cursor', '(() => { c.ind = {}; })()', /read only|Cannot assign|only a getter/],
  ['changed indicators', '(() => { c.ind.a = 1; })()', /read only|Cannot assign/],
  ['changed parameters', '(() => { p.x = 1; })()', /not extensible/],
  ['changed Math', '(() => { Math.abs = () => 1; })()', /read only|Cannot assign/],
  ['the clock', 'String(Date.now()) + new Date().getTime()', /secure mode|NaN/],
  ['dice', 'String(Math.random())', /secure mode|not a function/],
  ['locale and zone', 'typeof Intl', /undefined/],
  ['unscopables', "(() => { Array.prototype[Symbol.unscopables].concat = true; })()", /Cannot|read only|not extensible/],
  ['private parts', 'JSON.stringify([Object.getOwnPropertyNames(c), Reflect.ownKeys(c.ind.a), Reflect.ownKeys(c.bar())])', /\[\["ind"\],\[\],\["timeMs","open","high","low","close","volume"\]\]/],
  ['the future by an offset that lies', '(() => { let n = 0; return c.bar({ valueOf: () => (n++ === 0 ? -1 : 5) }).close; })()', /An offset is a object; it must be a number|An offset is an? object/],
  ['the future by a view and a lie', '(() => { let n = 0; return c.ind.a.at({ valueOf: () => (n++ === 0 ? -1 : 5) }); })()', /An offset is/],
  ['an order that changes its mind', '(() => { let n = 0; c.buy({ get size() { n += 1; return n === 1 ? 1 : NaN; } }); return n; })()', /: 1\.$/],
  ['an order by proxy', '(() => { let n = 0; c.buy(new Proxy({}, { ownKeys: () => ["size"], getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }), get: () => { n += 1; return n === 1 ? 1 : -1; } })); return n; })()', /: 1\.$/],
  ['the columns by the array of a bar', 'typeof c.bar().close.buffer', /undefined/],
  ['a method without its cursor', 'c.buy.call({})', /Receiver must be an instance of class GuestCursor/],
  ['a promise that runs later with the cursor', 'typeof Promise.resolve', /function/],
  ['hidden import', "(0, c['const' + 'ructor'])['const' + 'ructor']('return import(\"node:fs\")')()", /^test\.ts, line 3: What could be an import or a comment of HTML stands in it/],
];

const file = (expression: string): string => `import { defineStrategy } from 'tapedeck';
export const strategy = defineStrategy({ name: 'test', indicators: () => ({ a: ['sma', { timePeriod: 2 }] }), onBar(c, p, state) {
  if (c.index === 9) { let found; try { found = String(${expression}); } catch (e) { found = e.message; } throw new Error(found); }
} });`;

describe('a strategy cannot reach', () => {
  it.each(attempts)('%s', async (_, expression, found) => {
    expect(await faultOf(pool, file(expression))).toMatch(found);
  });

  it('anything but numbers, texts and frozen objects through all that it is given', async () => {
    const walk = `import { defineStrategy } from 'tapedeck';
export const strategy = defineStrategy({ name: 'walks', indicators: () => ({ a: ['sma', { timePeriod: 2 }] }), onBar(c, p, state) {
  if (c.index === 3) c.buy({ size: 1, stopLoss: 1 });
  if (c.index !== 6) return;
  const seen = new Set(), found = [];
  const visit = (value, path) => {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return;
    seen.add(value);
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer || /SharedArrayBuffer|process|global/i.test(Object.prototype.toString.call(value))) found.push(path);
    for (const key of Reflect.ownKeys(value)) {
      if (key === 'caller' || key === 'arguments' || key === 'callee') continue;
      const property = Reflect.getOwnPropertyDescriptor(value, key);
      if (property.get) { try { visit(Reflect.apply(property.get, path.startsWith('c.prototype') ? c : value, []), path + '.' + String(key)); } catch {} visit(property.get, path + '.get ' + String(key)); }
      visit(property.value, path + '.' + String(key));
    }
    visit(Object.getPrototypeOf(value), path + '.prototype');
  };
  visit(c, 'c');
  for (const trade of c.trades) visit(trade, 'trade');
  for (const order of c.orders) visit(order, 'order');
  visit(c.position, 'position'); visit(c.symbols, 'symbols'); visit(c.of(c.symbol), 'of'); visit(c.bar(), 'bar'); visit(p, 'p'); visit(defineStrategy, 'define');
  try { c.bar(1); } catch (error) { visit(error, 'error'); }
  throw new Error(seen.size > 50 ? 'found: ' + found.join(' ') : 'walked only ' + seen.size);
} });`;
    expect(await faultOf(pool, walk)).toMatch(/: found:\.$/);
  });

  it('another run: what one leaves behind, the next does not see', async () => {
    const spoil = onBarFile("for (const one of [Object, Array, Math, JSON, Error, c, c.constructor, p]) { try { one.left = 1; } catch {} }\nif (c.left || p.left || Object.left || Math.left) throw new Error('stuck');");
    expect(await runCode(pool, tsCode(spoil))).not.toHaveProperty('error');
    expect(await faultOf(pool, onBarFile("if (Object.left || Math.left || c.constructor.left || JSON.left || Array.left) throw new Error('spoiled');"))).toBe('done');
  });

  it('the application when it rejects a promise: the run fails, the next goes on', async () => {
    await runCode(pool, tsCode(onBarFile("Promise.reject(new Error('late'));")));
    expect(await faultOf(pool, onBarFile('c.buy();'))).toBe('done');
  });
});
