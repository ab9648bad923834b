import { readFileSync } from 'node:fs';
import { parseSync } from 'oxc-parser';
import { findImpurity } from './find-impurity.ts';
import { textOf, walk, type Node } from './syntax.ts';

/** What a file imports: `typeOnly` where nothing of it is left at run time. */
export type Import = { specifier: string; line: number; typeOnly: boolean };
export type Impurity = { what: string; line: number };
export type FileFacts = { imports: Import[]; impurities: Impurity[] };

/** Reads one source file: its imports in all their forms, and where it touches what pure code may not. */
export function readFacts(path: string): FileFacts {
  const text = readFileSync(path, 'utf8');
  const { program, errors } = parseSync(path, text);
  const problem = errors[0];
  if (problem !== undefined) throw new Error(`${path} cannot be read as TypeScript: ${problem.message}`);
  const facts: FileFacts = { imports: [], impurities: [] };
  const lineOf = (node: Node) => text.slice(0, node.start).split('\n').length;
  // A copy of its top: only a plain object may be read by any field.
  walk({ ...program }, null, '', (node, parent, key) => {
    const found = readImport(node);
    if (found !== null) facts.imports.push({ ...found, line: lineOf(node) });
    const impurity = findImpurity(node, parent, key);
    if (impurity !== null) facts.impurities.push({ what: impurity, line: lineOf(node) });
  });
  return facts;
}

/**
 * `import type` and `export type` leave nothing at run time; `import { type A }` leaves the bare import, so it counts
 * as one.
 */
function readImport(node: Node): Omit<Import, 'line'> | null {
  const specifier = textOf(node['source'] ?? null);
  switch (node.type) {
    case 'ImportDeclaration':
      return specifier === null ? null : { specifier, typeOnly: node['importKind'] === 'type' };
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return specifier === null ? null : { specifier, typeOnly: node['exportKind'] === 'type' };
    case 'ImportExpression':
      return specifier === null ? null : { specifier, typeOnly: false };
    case 'TSImportType':
      return specifier === null ? null : { specifier, typeOnly: true };
    case 'CallExpression': {
      const callee = node['callee'] as Node;
      const argument = textOf((node['arguments'] as Node[])[0] ?? null);
      return callee.type === 'Identifier' && callee['name'] === 'require' && argument !== null ? { specifier: argument, typeOnly: false } : null;
    }
    default:
      return null;
  }
}
