import type { Migration } from '../migration.ts';
import { runs } from './0001-runs.ts';
import { hypothesesByData } from './0002-hypotheses-by-data.ts';
import { verdicts } from './0003-verdicts.ts';
import { runNotes } from './0004-run-notes.ts';
import { paperSessions } from './0005-paper-sessions.ts';
import { replays } from './0006-replays.ts';

export const researchMigrations: readonly Migration[] = [runs, hypothesesByData, verdicts, runNotes, paperSessions, replays];
