/** Bytes of a body. */
export const bodyLimit = 64 * 1_024;

/** Routes of the contract that take larger bodies, in bytes. */
export const largerBodies: Readonly<Record<string, number>> = {
  // A layout is text within text: its quotation marks take two bytes each, and other letters up to six.
  '/layouts/{name}': 1_024 * 1_024,
  '/data/imports/{uploadId}/chunks': 1_024 * 1_024,
  '/data/adjusted': 1_024 * 1_024,
  '/data/factors': 1_024 * 1_024,
  '/features/compute': 1_024 * 1_024,
  '/analysis/metrics': 1_024 * 1_024,
  '/analysis/significance': 1_024 * 1_024,
};
