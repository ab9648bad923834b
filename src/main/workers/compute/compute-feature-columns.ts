import { computeFeatures, computeJoins } from '../../../quant/features/index.ts';
import type { FeatureTaskInput, FeatureTaskOutput } from '../../../quant/tasks.ts';

const share = (count: number): Float64Array => new Float64Array(new SharedArrayBuffer(count * Float64Array.BYTES_PER_ELEMENT));

/** Features on memory that threads share: the columns of a million bars are a gigabyte, which nobody wants to copy. */
export function computeFeatureColumns({ columns, names, clock, peers, joins, barMs, out: given = [] }: FeatureTaskInput, { progress }: { readonly progress: (share: number) => void }): FeatureTaskOutput {
  const out = names.map((_, i) => given[i] ?? share(columns.time.length));
  const computed = computeFeatures(columns, names, { clock, peers, progress }, out);
  const joined = computeJoins(columns.time, barMs, joins).map(({ name, values }) => {
    const column = share(values.length);
    column.set(values);
    return [name, column] as const;
  });
  return {
    names: [...computed.names, ...joined.map(([name]) => name)], warmups: [...computed.warmups, ...joined.map(([, column]) => startOf(column))],
    columns: { ...computed.columns, ...Object.fromEntries(joined) },
  };
}

/** Bars before the first value. */
function startOf(column: Float64Array): number {
  const first = column.findIndex((value) => !Number.isNaN(value));
  return first < 0 ? column.length : first;
}
