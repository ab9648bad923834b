import { visitorKeys } from 'oxc-parser';

/** A syntax node as the parser gives it; fields other than these depend on its type. */
export type Node = { type: string; start: number; end: number; [field: string]: unknown };

/** The value of a string literal; null for anything else. */
export function textOf(node: unknown): string | null {
  const value = (node as Node | null)?.['value'];
  return typeof value === 'string' ? value : null;
}

/** Visits a node and everything below it, with its parent and the field it hangs on. */
export function walk(node: Node, parent: Node | null, key: string, visit: (node: Node, parent: Node | null, key: string) => void): void {
  visit(node, parent, key);
  for (const field of visitorKeys[node.type] ?? []) {
    const value = node[field] as Node | (Node | null)[] | null | undefined;
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child !== null && child !== undefined) walk(child, node, field, visit);
    }
  }
}
