import { textOf, type Node } from './syntax.ts';

/** Names that may not even be mentioned: there is no harmless use of them in pure code. */
const names = new Set(['process', 'setTimeout', 'setInterval', 'setImmediate', 'Intl']);

/** Members of otherwise harmless objects, by object. */
const members: Record<string, RegExp> = {
  Date: /^now$/,
  Math: /^random$/,
  performance: /^(now|timeOrigin|mark|measure)$/,
  crypto: /random/i,
  DateTime: /^now$/,
};

/** Imported names that bring randomness or a clock with them. */
const imported = /^random|performance|^webcrypto$/i;
const localeMethods = /^toLocale|^localeCompare$/;

/** What an expression reads from its surroundings (clock, randomness, timers, process, locale), or null where it reads nothing. */
export function findImpurity(node: Node, parent: Node | null, key: string): string | null {
  switch (node.type) {
    case 'Identifier':
      return isReference(parent, key) && names.has(nameOf(node)) ? nameOf(node) : null;
    case 'MemberExpression':
      return checkMember(rootName(node['object'] as Node), propertyName(node));
    case 'VariableDeclarator':
      return checkDestructuring(node);
    case 'NewExpression':
      return nameOf(node['callee']) === 'Date' && countArguments(node) === 0 ? 'new Date()' : null;
    case 'CallExpression':
      return checkCall(node);
    case 'ImportSpecifier':
      return checkImport(node, parent);
    default:
      return null;
  }
}

function checkMember(object: string, property: string): string | null {
  if (object === 'globalThis' && names.has(property)) return `globalThis.${property}`;
  if (members[object]?.test(property)) return `${object}.${property}`;
  return localeMethods.test(property) ? `.${property}()` : null;
}

/** `const { random } = Math` is `Math.random` in other words. */
function checkDestructuring(node: Node): string | null {
  const pattern = node['id'] as Node;
  const object = rootName(node['init'] as Node | null);
  if (pattern.type !== 'ObjectPattern' || object === '') return null;
  const taken = (pattern['properties'] as Node[]).map((property) => checkMember(object, nameOf(property['key'])));
  return taken.find((found) => found !== null) ?? null;
}

function checkCall(node: Node): string | null {
  const callee = node['callee'] as Node;
  if (nameOf(callee) === 'Date') return 'Date()';
  const isNow = callee.type === 'MemberExpression' && nameOf(callee['object']) === 'DateTime' && /^(local|utc)$/.test(propertyName(callee));
  return isNow && countArguments(node) === 0 ? `DateTime.${propertyName(callee)}()` : null;
}

function checkImport(node: Node, parent: Node | null): string | null {
  const specifier = textOf(parent?.['source']) ?? '';
  const name = nameOf(node['imported']);
  return specifier.startsWith('node:') && imported.test(name) ? `${name} of ${specifier}` : null;
}

/** A name that stands for its value; not the name of a property, a key, a type or an import. */
function isReference(parent: Node | null, key: string): boolean {
  if (parent === null) return true;
  if (parent.type === 'MemberExpression' && key === 'property') return parent['computed'] === true;
  if (key === 'key') return parent['computed'] === true || parent['shorthand'] === true;
  return !parent.type.startsWith('TS') && !parent.type.endsWith('Specifier') && key !== 'label';
}

/** `Date` of `Date`, `globalThis.Date` and `window.Date`; nothing of other expressions. */
function rootName(node: Node | null): string {
  if (node === null) return '';
  const isGlobal = node.type === 'MemberExpression' && nameOf(node['object']) === 'globalThis';
  return isGlobal ? propertyName(node) : nameOf(node);
}

function propertyName(node: Node): string {
  const property = node['property'] as Node;
  return textOf(property) ?? nameOf(property);
}

function nameOf(node: unknown): string {
  const name = (node as Node | null)?.['name'];
  return typeof name === 'string' ? name : '';
}

const countArguments = (node: Node): number => (node['arguments'] as Node[]).length;
