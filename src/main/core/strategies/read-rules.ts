import { rulesSchema, type Rules } from '../../../contract/model/rule.ts';
import { QuantError } from '../../../quant/error.ts';
import { checkRules, explainRules, parseRules, toTypeScript } from '../../../quant/rules/index.ts';
import { AppError, describeIssues } from '../kernel/index.ts';

/** Brackets within brackets, beyond which nothing is read: no rules lie so deep. */
const mostDepth = 60;

/** Rules as they are written down: JSON, sentences, and TypeScript that trades the same. */
export type WrittenRules = { readonly json: string; readonly english: string; readonly typescript: string };

/** Rules from JSON. INVALID_INPUT with the file, the place in it and what is wrong there. */
export function readRules(file: string, source: string): Rules {
  const refuse = (reason: string): AppError => new AppError('INVALID_INPUT', `${file}: ${reason}`, { file });
  if (depthOf(source) > mostDepth) throw refuse('It lies too deep in brackets to be rules.');
  let json: unknown;
  try {
    json = JSON.parse(source);
  } catch (error) {
    throw refuse(`It is not JSON: ${error instanceof Error ? error.message : 'it cannot be read'}.`);
  }
  const parsed = rulesSchema.safeParse(json);
  if (!parsed.success) throw refuse(describeIssues(parsed.error.issues).message);
  return parsed.data;
}

/** Rules in all their forms, from JSON or from sentences. INVALID_INPUT where they are not understood. */
export function writeRules(text: string): WrittenRules {
  try {
    const rules = /^\s*\{/.test(text) ? readRules('The rules', text) : rulesSchema.parse(parseRules(text));
    checkRules(rules);
    return { json: JSON.stringify(rules, null, 2), english: explainRules(rules), typescript: toTypeScript(rules) };
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (error instanceof QuantError) throw new AppError('INVALID_INPUT', error.message, { code: error.code });
    throw new AppError('INVALID_INPUT', 'These sentences say a number or a name that rules do not take.');
  }
}

function depthOf(source: string): number {
  let [depth, most] = [0, 0];
  for (const char of source) {
    if (char === '{' || char === '[') most = Math.max(most, (depth += 1));
    else if (char === '}' || char === ']') depth -= 1;
  }
  return most;
}
