import type { z } from 'zod';
import { AppError, describeIssues } from '../../core/kernel/index.ts';
import { UsageError } from './io.ts';

/** Faults of the form, as against a value of the right form that is out of its range. */
const formFaults: ReadonlySet<string | undefined> = new Set(['invalid_type', 'invalid_format', 'invalid_value']);

/**
 * The value as its schema reads it. A value of the wrong form is a mistake in the command line (exit 2), one out of its range is
 * INVALID_INPUT (exit 1); both in one sentence with the flag, what is allowed and what was given.
 */
export function checkValue<T extends z.ZodType>(schema: T, flag: string, value: unknown, given = showValue(value)): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  const sentence = describeFault(flag, issues, given);
  if (formFaults.has(issues[0]?.code)) throw new UsageError(sentence);
  throw new AppError('INVALID_INPUT', sentence, { option: flag, given });
}

function describeFault(flag: string, issues: readonly z.core.$ZodIssue[], given: string): string {
  const [issue] = issues;
  if (issue?.code === 'invalid_type' && issue.expected === 'int') return `${flag} must be a whole number, not "${given}".`;
  const { reason = 'is not acceptable' } = describeIssues(issues).faults[0] ?? {};
  return `${flag} ${reason}${reason.includes(', not ') ? '' : `, not "${given}"`}.`;
}

const showValue = (value: unknown): string => (typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value));
