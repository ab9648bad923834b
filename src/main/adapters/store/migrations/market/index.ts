import type { Migration } from '../migration.ts';
import { bars } from './0001-bars.ts';

export const marketMigrations: readonly Migration[] = [bars];
