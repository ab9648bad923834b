import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../shared/', import.meta.url));

/** Whether the reference data lies beside the checkout. Tests that need it run only then and say so when they do not. */
export const hasShared = existsSync(root);
if (!hasShared) console.warn('Reference data not found in ../shared: the tests that compare with it are skipped.');

/** Absolute path of a file of the reference data. */
export const sharedPath = (relative: string): string => `${root}${relative}`;
