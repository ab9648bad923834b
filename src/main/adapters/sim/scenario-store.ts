import { closeSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { scenarioSchema, type Scenario } from '../../../contract/model/tape.ts';
import type { Log } from '../../core/kernel/index.ts';

const lineSchema = z.object({ seed: z.number(), scenario: scenarioSchema });

/**
 * Scenarios that were called on the simulated market, one JSON line each, oldest first. Lines are only ever added, and each is on disk
 * before the market knows of it: what happened stays what happened after a restart. A market of another seed has its own.
 */
export type ScenarioStore = {
  load(): Scenario[];
  /** On disk when it returns; throws when it could not be written, and then nothing of it is kept. */
  append(scenario: Scenario): void;
};

/** The seed of the last scenario that was called in a folder; null where none was. */
export function findScenarioSeed(folder: string): number | null {
  const seeds = readWhole(pathOf(folder)).lines.flatMap((line) => {
    const read = lineSchema.safeParse(parse(line));
    return read.success ? [read.data.seed] : [];
  });
  return seeds.at(-1) ?? null;
}

const pathOf = (folder: string): string => join(folder, 'scenarios.jsonl');

export function createScenarioStore({ folder, seed, log }: { readonly folder: string; readonly seed: number; readonly log: Log }): ScenarioStore {
  const path = pathOf(folder);

  return {
    load: () =>
      readWhole(path).lines.flatMap((line, i) => {
        const read = lineSchema.safeParse(parse(line));
        if (!read.success) log.warn('A scenario could not be read, so the market is as if it had not happened', { path, line: i + 1 });
        return read.success && read.data.seed === seed ? [read.data.scenario] : [];
      }),
    append(scenario) {
      const { length } = readWhole(path);
      const file = openSync(path, 'a', 0o600);
      try {
        truncateSync(path, length);
        writeSync(file, `${JSON.stringify({ seed, scenario })}\n`);
        fsyncSync(file);
      } catch (error) {
        truncateSync(path, length);
        throw error;
      } finally {
        closeSync(file);
      }
    },
  };
}

/** Whole lines; of what was being written when the computer stopped, nothing ever happened. */
function readWhole(path: string): { readonly lines: string[]; readonly length: number } {
  const text = readText(path);
  const length = text.lastIndexOf('\n') + 1;
  return { lines: text.slice(0, length).split('\n').slice(0, -1), length: Buffer.byteLength(text.slice(0, length)) };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
