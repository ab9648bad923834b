import { computeFeatures } from '../../../quant/features/index.ts';
import type { FeatureTaskInput, FeatureTaskOutput } from '../../../quant/tasks.ts';

/** Features on memory that threads share: the columns of a million bars are a gigabyte, which nobody wants to copy. */
export function computeFeatureColumns({ columns, names, clock, peers }: FeatureTaskInput, { progress }: { readonly progress: (share: number) => void }): FeatureTaskOutput {
  const out = names.map(() => new Float64Array(new SharedArrayBuffer(columns.time.length * Float64Array.BYTES_PER_ELEMENT)));
  const { warmups, columns: found } = computeFeatures(columns, names, { clock, peers, progress }, out);
  return { warmups, columns: found };
}
