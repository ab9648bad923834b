import { describe, expect, it } from 'vitest';
import { fileError } from './file-error.ts';
import type { FileFault } from './ports.ts';

const fault = (line: number | null, column: string | null): FileFault => ({ code: 'BAD_TIME', line, column, reason: '"x" is not a time.', remedy: 'Correct it.' });

describe('fileError', () => {
  it('names file, line and column, says what to do, and how many more there are', () => {
    expect(fileError('a.csv', [fault(3, 'date'), fault(4, 'date')]).message).toBe('a.csv line 3, column date: "x" is not a time. Correct it. (and 1 more)');
    expect(fileError('a.csv', [fault(3, null)]).message).toBe('a.csv line 3: "x" is not a time. Correct it.');
    expect(fileError('a.csv', [fault(null, 'date')]).message).toBe('a.csv: "x" is not a time. Correct it.');
  });
  it('names a column without a name by its place', () => {
    expect(fileError('a.csv', [fault(3, '')]).message).toBe('a.csv line 3, the unnamed first column: "x" is not a time. Correct it.');
  });
});
