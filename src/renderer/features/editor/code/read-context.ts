import type { ApiObject } from '../../../../contract/model/strategy-api.ts';
import { blankTexts, endsInComment } from './blank-texts.ts';

/** What is being written at a place, and where it begins. */
export type Context = { readonly from: number } & (
  | { readonly kind: 'members' | 'keys'; readonly of: ApiObject }
  | { readonly kind: 'own-indicators' | 'own-params' | 'indicators' | 'columns' }
  | { readonly kind: 'indicator-params' | 'indicator-outputs'; readonly name: string }
);

/** What is being written at a place of a strategy's file; null where nothing is known of it, and in a comment. */
export function readContext(source: string, at: number): Context | null {
  const before = source.slice(0, at);
  if (endsInComment(before)) return null;
  const from = at - (/[\w$]*$/.exec(before)?.[0].length ?? 0);
  return readText(before, from) ?? readMember(source, before, from) ?? readKey(before, from);
}

/** Inside quotes: an indicator, its output, or a column. */
function readText(before: string, from: number): Context | null {
  const head = before.slice(0, from);
  if (!/['"]$/.test(head)) return null;
  const ahead = head.slice(0, -1);
  if (/\bof:\s*$/.test(ahead)) return { kind: 'columns', from };
  const name = /\[\s*['"](\w+)['"]\s*,\s*\{[^{}]*\}\s*,\s*(?:\{\s*output:\s*)?$/.exec(ahead)?.[1];
  if (name !== undefined) return { kind: 'indicator-outputs', name, from };
  const isIndicator = /\[\s*$/.test(ahead) || (/:\s*$/.test(ahead) && ahead.lastIndexOf('indicators') > Math.max(ahead.lastIndexOf('onBar'), ahead.lastIndexOf('signals('), ahead.lastIndexOf('})')));
  return isIndicator ? { kind: 'indicators', from } : null;
}

type Thing = ApiObject | 'ind' | 'params' | 'trades' | 'orders';

/** What the members of things are; an indicator is found under any name of `ind`. */
const steps: Readonly<Partial<Record<Thing, Readonly<Record<string, Thing>>>>> = {
  cursor: { of: 'cursor', timeframe: 'longer', bar: 'bar', ind: 'ind', position: 'position', trades: 'trades', orders: 'orders' },
  longer: { bar: 'bar', ind: 'ind' },
};

/** Behind a dot: the members of what stands before it. */
function readMember(source: string, before: string, from: number): Context | null {
  if (before[from - 1] !== '.') return null;
  const chain = /[\w$]+(?:\([^()]*\)|\[[^[\]]*\]|\.[\w$]+)*$/.exec(before.slice(0, from - 1))?.[0];
  const thing = chain === undefined ? null : resolve(chain, source, 0);
  if (thing === null || thing === 'trades' || thing === 'orders') return null;
  if (thing === 'ind') return { kind: 'own-indicators', from };
  return thing === 'params' ? { kind: 'own-params', from } : { kind: 'members', of: thing, from };
}

/** Variables of variables, no deeper. */
const mostDepth = 5;

function resolve(chain: string, source: string, depth: number): Thing | null {
  const [root = '', ...rest] = chain.match(/[\w$]+|\([^()]*\)|\[[^[\]]*\]/g) ?? [];
  let thing = resolveName(root, source, depth);
  for (const part of rest) {
    if (thing === null) return null;
    if (part.startsWith('(')) continue;
    if (part.startsWith('[')) thing = thing === 'trades' ? 'trade' : thing === 'orders' ? 'pending' : thing === 'ind' ? 'indicator' : null;
    else thing = thing === 'ind' ? 'indicator' : (steps[thing]?.[part] ?? null);
  }
  return thing;
}

/** The thing of a name: what `onBar` is given, or what it was set to. */
function resolveName(name: string, source: string, depth: number): Thing | null {
  const [, cursor = 'c', params = 'p'] = /\bonBar\s*[(:=]*\s*\(?\s*(\w+)\s*(?:,\s*(\w+))?/.exec(source) ?? [];
  if (name === cursor) return 'cursor';
  if (name === params || (name === 'p' && params !== 'p')) return 'params';
  if (depth >= mostDepth) return null;
  const own = name.replaceAll('$', '\\$');
  const set = new RegExp(`\\b(?:const|let)\\s+${own}\\s*=\\s*([\\w$]+(?:\\([^()]*\\)|\\[[^[\\]]*\\]|\\.[\\w$]+)*)`).exec(source)?.[1];
  if (set !== undefined) return resolve(set, source, depth + 1);
  const taken = new RegExp(`\\b(?:const|let)\\s+(?:\\[\\s*${own}[^\\]]*\\]\\s*=|${own}\\s+of)\\s*([\\w$]+(?:\\([^()]*\\)|\\.[\\w$]+)*)`).exec(source)?.[1];
  return taken === undefined ? null : resolve(`${taken}[0]`, source, depth + 1);
}

/** Where a key of an object begins: an option of an order, a part of the definition, a parameter of an indicator. */
function readKey(before: string, from: number): Context | null {
  const code = blankTexts(before.slice(0, from));
  const open = innermostOpen(code);
  if (open === null || code[open] !== '{' || !/[{,]\s*$/.test(code)) return null;
  const ahead = before.slice(0, open);
  if (/\.(?:buy|sell)\(\s*$/.test(ahead)) return { kind: 'keys', of: 'order', from };
  if (/\bdefineStrategy\(\s*$/.test(ahead)) return { kind: 'keys', of: 'definition', from };
  const name = /\[\s*['"](\w+)['"]\s*,\s*$/.exec(ahead)?.[1];
  return name === undefined ? null : { kind: 'indicator-params', name, from };
}

/** The bracket that is open around the end; null: none. */
function innermostOpen(code: string): number | null {
  let depth = 0;
  for (let at = code.length - 1; at >= 0; at--) {
    const char = code[at] ?? '';
    if (')]}'.includes(char)) depth += 1;
    else if ('([{'.includes(char)) {
      if (depth === 0) return at;
      depth -= 1;
    }
  }
  return null;
}
