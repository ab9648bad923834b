import { AppError } from '../../core/kernel/index.ts';

/** A value as JSON text. INVALID_INPUT for what JSON would silently change: NaN, infinities, undefined. */
export function toJsonText(value: unknown, what: string): string {
  const text: string | undefined = JSON.stringify(value, (key, item: unknown) => {
    if (typeof item === 'number' && !Number.isFinite(item)) {
      throw new AppError('INVALID_INPUT', `${what} holds ${item} at "${key}", which cannot be recorded; use null or text.`);
    }
    return item;
  });
  if (text === undefined) throw new AppError('INVALID_INPUT', `${what} has no value to record; use null for nothing.`);
  return text;
}
