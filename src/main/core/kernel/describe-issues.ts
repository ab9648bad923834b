/** What a schema finds wrong with a value, as far as it can be relied on. */
export type Issue = {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
};

/** A fault of the input in words: which field, and why. */
export type FieldFault = { readonly field: string; readonly reason: string };

const shownFaults = 8;
const maxFieldLength = 80;

/** `series[0].timeframe`; `input` for the whole. Cut short, because its names may come from the caller. */
function nameField(path: Issue['path']): string {
  let name = '';
  for (const part of path ?? []) {
    const key = typeof part === 'object' ? part.key : part;
    name += typeof key === 'number' ? `[${key}]` : `${name === '' ? '' : '.'}${String(key)}`;
  }
  return name === '' ? 'input' : name.slice(0, maxFieldLength);
}

/** Our own messages begin with "must" and stay; the schema library's are turned into the same form. */
function describeReason(message: string): string {
  const type = /^Invalid input: expected (.+), received (.+)$/.exec(message);
  if (type !== null) return type[2] === 'undefined' ? `is missing; it must be ${withArticle(type[1])}` : `must be ${withArticle(type[1])}, not ${type[2]}`;
  const option = /^Invalid (?:option|input): expected (?:one of )?(.+)$/.exec(message);
  if (option !== null) return `must be ${(option[1] as string).replaceAll('|', ' or ')}`;
  const size = /^Too (?:small|big): expected \w+ to (?:be|have) (.+)$/.exec(message);
  if (size !== null) return `must ${message.includes(' to have ') ? 'have' : 'be'} ${describeBound(size[1] as string)}`;
  const unknown = /^Unrecognized keys?: (.+)$/.exec(message);
  if (unknown !== null) return `has no field ${(unknown[1] as string).slice(0, maxFieldLength)}; look for a typing error`;
  return message.startsWith('must') ? message : `is not acceptable (${message})`;
}

const withArticle = (type = ''): string => (/^[aeiou]/.test(type) && type !== 'undefined' ? `an ${type}` : `a ${type}`);
const describeBound = (text: string): string => text.replace('>=', 'at least ').replace('<=', 'at most ').replace('>', 'more than ').replace('<', 'less than ');

/** The faults of an input and one sentence that names the first. */
export function describeIssues(issues: readonly Issue[]): { readonly message: string; readonly faults: readonly FieldFault[] } {
  const faults = issues.slice(0, shownFaults).map((issue) => ({ field: nameField(issue.path), reason: describeReason(issue.message) }));
  const [first = { field: 'input', reason: 'is not acceptable' }] = faults;
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  return { message: `${first.field} ${first.reason}${more}.`, faults };
}
