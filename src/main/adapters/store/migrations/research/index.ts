import type { Migration } from '../migration.ts';
import { runs } from './0001-runs.ts';

export const researchMigrations: readonly Migration[] = [runs];
