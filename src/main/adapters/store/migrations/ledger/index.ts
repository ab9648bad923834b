import type { Migration } from '../migration.ts';
import { events } from './0001-events.ts';
import { documents } from './0002-documents.ts';

export const ledgerMigrations: readonly Migration[] = [events, documents];
