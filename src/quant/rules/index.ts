export { checkRules } from './check-rules.ts';
export { explainRules } from './explain.ts';
export { parseRules } from './parse-rules.ts';
export { createRuleStrategy } from './rule-strategy.ts';
export { toTypeScript } from './to-typescript.ts';
