import { pino } from 'pino';
import { messageOf } from '../../core/kernel/index.ts';
import type { Log, LogFields } from '../../core/kernel/index.ts';
import { redact, redactText } from './redact.ts';
import { openRollingFile, type RollingFile } from './rolling-file.ts';

type Level = 'debug' | 'info' | 'warn' | 'error';

export type LogOptions = {
  /** Folder of the log files; made where it is missing. */
  readonly folder: string;
  /** Lines below this level are not written; `info` where not given. */
  readonly level?: Level;
  /** Takes warnings and errors as sentences for people; standard error where not given. */
  readonly warn?: (sentence: string) => void;
  /** A file that has reached this is closed and the next begun. */
  readonly size?: string;
  /** Files kept besides the current one. */
  readonly count?: number;
};

/** A log that must be closed, so that its last lines reach the disk. */
export type OpenLog = Log & { close(): Promise<void> };

/**
 * JSON lines in files of limited size and number, readable by the user alone, without secrets; warnings and errors besides as
 * sentences on standard error. A log that cannot be written is said once, and nothing else stops for it.
 */
export async function openLog({ folder, level = 'info', warn = writeToStderr, size = '5m', count = 5 }: LogOptions): Promise<OpenLog> {
  let isTroubled = false;
  const onTrouble = (error: unknown): void => {
    if (isTroubled) return;
    isTroubled = true;
    warn(`The log in ${folder} cannot be written (${messageOf(error)}); only warnings are shown, here.`);
  };
  const quietly = (run: () => void): void => {
    try {
      run();
    } catch (error) {
      onTrouble(error);
    }
  };
  const file = await openRollingFile({ folder, size, count, onTrouble }).catch((error: unknown) => (onTrouble(error), null));
  const lines = file === null ? null : writeLines(file, level);
  const flush = (): void => quietly(() => file?.flush());
  process.once('exit', flush);

  const at = (area: string | undefined): Log => {
    const write = (lineLevel: Level) => (message: string, fields: LogFields = {}) => {
      const safe = redact(fields);
      quietly(() => lines?.[lineLevel]({ ...(area === undefined ? {} : { area }), ...safe }, redactText(message)));
      if (lineLevel === 'warn' || lineLevel === 'error') warn(toSentence(lineLevel, area, redactText(message), safe));
    };
    return {
      debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error'),
      child: (name) => at(area === undefined ? name : `${area}.${name}`),
    };
  };

  return {
    ...at(undefined),
    async close() {
      // What is logged from here on is nobody's trouble.
      isTroubled = true;
      process.off('exit', flush);
      await file?.close();
    },
  };
}

const writeLines = (file: RollingFile, level: Level): pino.Logger =>
  pino({ level, base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } }, file);

function toSentence(level: Level, area: string | undefined, message: string, fields: LogFields): string {
  const { error } = fields;
  const reason = typeof error === 'object' && error !== null && 'message' in error ? `: ${String(error.message)}` : '';
  return `${level === 'warn' ? 'Warning' : 'Error'}${area === undefined ? '' : ` (${area})`}: ${message}${reason}`;
}

const writeToStderr = (sentence: string): void => void process.stderr.write(`${sentence}\n`);
