import { createHash } from 'node:crypto';
import type { RuleIndicator, Rules } from '../../../../contract/model/rule.ts';
import type { StrategyCode } from '../../../../contract/model/strategy.ts';
import type * as guestParts from './guest-strategy.ts';
import type { StrategyDefinition } from '../../../../quant/engine/strategy.ts';
import { QuantError } from '../../../../quant/error.ts';
import { createRuleStrategy } from '../../../../quant/rules/index.ts';
import { StrategyFault } from '../../../../quant/strategies/strategy-fault.ts';
import type { TaskContext } from '../../../../quant/tasks.ts';
import { canonicalJson } from '../../../../quant/text/canonical-json.ts';

let parts: typeof guestParts | null = null;

/** Loads what strategies of others need, once in a thread, where a task's input holds one: a tenth of a second that no other task pays. */
export function prepareStrategies(input: unknown): Promise<void> | null {
  const { code, plan } = (typeof input === 'object' && input !== null ? input : {}) as { readonly code?: StrategyCode; readonly plan?: { readonly code?: StrategyCode } };
  if ((code ?? plan?.code)?.kind !== 'typescript' || parts !== null) return null;
  return load();
}

async function load(): Promise<void> {
  parts = await import('./guest-strategy.ts');
}

/** A strategy that somebody wrote, with the hash of its code. A StrategyFault with the line where it cannot be read. */
export function openStrategy(code: StrategyCode, { note = () => undefined }: Partial<TaskContext>, seed = 1): StrategyDefinition & { readonly codeHash: string } {
  if (code.kind === 'rules') return openRules(code);
  if (parts === null) throw new Error('A strategy was to be read before what reads it was loaded.');
  return parts.openGuestStrategy(code, note, { seed });
}

/** Rules as their schema takes them: what has a default may be left out. */
type WrittenRules = Omit<Rules, 'params' | 'indicators'> & { readonly params?: Rules['params']; readonly indicators?: readonly (Omit<RuleIndicator, 'params'> & Partial<Pick<RuleIndicator, 'params'>>)[] };

const withDefaults = ({ params = [], indicators = [], ...rules }: WrittenRules): Rules => ({ ...rules, params, indicators: indicators.map((one) => ({ ...one, params: one.params ?? {} })) });

/** Rules as JSON, whose shape was checked where they came in. A hypothesis is what they say, not what they are called nor where their parameters lie. */
function openRules({ file, source }: StrategyCode): StrategyDefinition & { readonly codeHash: string } {
  const rules = withDefaults(JSON.parse(source) as WrittenRules);
  const { indicators, rules: said } = rules;
  try {
    return { ...createRuleStrategy(rules), codeHash: createHash('sha256').update(canonicalJson({ indicators, rules: said })).digest('hex') };
  } catch (error) {
    throw error instanceof QuantError ? new StrategyFault({ file }, error.message) : error;
  }
}
