import { describe, expect, it } from 'vitest';
import { AppError, refused } from './app-error.ts';
import { err, ok, type Result } from './result.ts';

describe('results and errors', () => {
  it('a result is a value or an error, told apart by ok', () => {
    const halve = (n: number): Result<number, string> => (n % 2 === 0 ? ok(n / 2) : err(`${n} is odd`));
    expect([halve(4), halve(3)]).toEqual([{ ok: true, value: 2 }, { ok: false, error: '3 is odd' }]);
  });

  it('a refusal becomes an error with its sentence, and its numbers travel along', () => {
    const refusal = { code: 'QUANTITY_NOT_POSITIVE', quantity: '0' } as unknown as Parameters<typeof refused>[0];
    const error = refused(refusal);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: 'REFUSED', message: 'Quantity is 0; it must be above 0.', details: { refusal } });
  });
});
