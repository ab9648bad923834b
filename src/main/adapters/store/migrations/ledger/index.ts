import type { Migration } from '../migration.ts';
import { events } from './0001-events.ts';

export const ledgerMigrations: readonly Migration[] = [events];
