import type { RuleScalar } from '../../../../contract/model/rule.ts';

/** A number, or the name of a parameter, as it is written in a field. */
export const scalarText = (value: RuleScalar | undefined): string => (value === undefined ? '' : typeof value === 'number' ? String(value) : value.param);

/** What a field says: a number, a parameter that there is, or null where it is neither. */
export function readScalar(text: string, params: readonly string[]): RuleScalar | null {
  const trimmed = text.trim();
  if (params.includes(trimmed)) return { param: trimmed };
  return /^[-\u2212]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(trimmed) ? Number(trimmed.replace('\u2212', '-')) : null;
}
