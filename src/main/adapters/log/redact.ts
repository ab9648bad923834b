import type { LogFields } from '../../core/kernel/index.ts';

const secretName = /^(authorization|cookie|set-?cookie|pass(word|phrase)|(.*[-_]?)(secret|token|api[-_]?key|private[-_]?key|login[-_]?code))$/i;
const secretInText = /(\bBearer\s+|[?&](?:code|token|key|secret|signature)=)[^\s&"']+/gi;
const hidden = '[hidden]';
const deepest = 6;

/** The same fields without secrets: by well-known names at any depth, and inside text as bearer tokens and address parameters. */
export const redact = (fields: LogFields): LogFields => cleanObject(fields, 0);

/** Text with bearer tokens and secret address parameters taken out. */
export const redactText = (text: string): string => text.replace(secretInText, `$1${hidden}`);

function clean(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= deepest) return '[deeper]';
  if (value instanceof Error) return cleanError(value, depth);
  if (value instanceof Date) return value.toISOString();
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.map((item) => clean(item, depth + 1));
  return cleanObject(value, depth);
}

const cleanObject = (value: object, depth: number): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, secretName.test(name) && typeof item === 'string' ? hidden : clean(item, depth + 1)]),
  );

/** An error's message and stack are not enumerable, its code and details are. */
const cleanError = (error: Error, depth: number): Record<string, unknown> => ({
  name: error.name,
  message: redactText(error.message),
  ...cleanObject(error, depth),
  stack: redactText(error.stack ?? ''),
  ...(error.cause === undefined ? {} : { cause: clean(error.cause, depth + 1) }),
});
