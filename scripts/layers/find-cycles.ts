/**
 * Cycles of a directed graph: one for each strongly connected group, written as a path that returns to its start.
 * Tarjan, "Depth-first search and linear graph algorithms" (1972).
 */
export function findCycles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const cycles: string[][] = [];

  const visit = (node: string): number => {
    let lowest = index.size;
    index.set(node, lowest);
    stack.push(node);
    onStack.add(node);
    for (const next of graph.get(node) ?? []) {
      if (!index.has(next)) lowest = Math.min(lowest, visit(next));
      else if (onStack.has(next)) lowest = Math.min(lowest, index.get(next) ?? lowest);
    }
    if (lowest === index.get(node)) {
      const group = new Set(stack.splice(stack.indexOf(node)));
      for (const member of group) onStack.delete(member);
      const cycle = pathBack(graph, group, node);
      if (cycle !== null) cycles.push(cycle);
    }
    return lowest;
  };
  for (const node of [...graph.keys()].sort()) if (!index.has(node)) visit(node);
  return cycles;
}

/** The shortest way from a node through its group back to itself; null where there is none. */
function pathBack(graph: ReadonlyMap<string, readonly string[]>, group: ReadonlySet<string>, start: string): string[] | null {
  const queue: string[][] = [[start]];
  const seen = new Set<string>();
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    for (const next of graph.get(path.at(-1) ?? start) ?? []) {
      if (next === start) return [...path, start];
      if (!group.has(next) || seen.has(next)) continue;
      seen.add(next);
      queue.push([...path, next]);
    }
  }
  return null;
}
