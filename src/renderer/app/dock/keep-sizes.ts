import type { SerializedDockview } from 'dockview-react';

type Node = { readonly type: string; readonly size?: number; readonly data: unknown };

const partsOf = (node: Node): readonly Node[] => (Array.isArray(node.data) ? (node.data as readonly Node[]) : []);

/** The sizes of all panes, nested as the panes are. */
const sizesOf = (node: Node): unknown => [node.size ?? null, partsOf(node).map(sizesOf)];
const shapeOf = (node: Node): unknown => partsOf(node).map(shapeOf);
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const withSizes = (node: Node, from: Node): Node => ({
  ...node,
  ...(from.size === undefined ? {} : { size: from.size }),
  ...(Array.isArray(node.data) ? { data: partsOf(node).map((part, index) => withSizes(part, partsOf(from)[index] ?? part)) } : {}),
});

/**
 * The arrangement to store: as it is now, with the stored sizes where nobody has changed them since it was restored. Restoring rounds;
 * what it rounded is not stored, else the panes would creep with every start. `restored`: as it stood right after restoring.
 */
export function keepSizes(now: SerializedDockview, restored: SerializedDockview, stored: SerializedDockview): SerializedDockview {
  const [present, before, kept] = [now.grid, restored.grid, stored.grid];
  const isUntouched = present.orientation === before.orientation && present.width === before.width && present.height === before.height && isSame(sizesOf(present.root), sizesOf(before.root));
  if (!isUntouched || kept.orientation !== present.orientation || !isSame(shapeOf(kept.root), shapeOf(present.root))) return now;
  return { ...now, grid: { ...present, width: kept.width, height: kept.height, root: withSizes(present.root, kept.root) as typeof present.root } };
}
