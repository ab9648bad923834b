/** A stream of the core as the contract has it: each item an array of its own. */
export async function* copyBatches<T>(batches: AsyncIterable<readonly T[]>): AsyncGenerator<T[], void, void> {
  for await (const batch of batches) yield [...batch];
}
