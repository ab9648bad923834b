import type { RuleCondition, RuleOperand, RuleScalar } from '../../contract/model/rule.ts';

/** What conditions read: figures as of so many bars ago, and what is held now. */
export type RuleReader = {
  price(name: 'open' | 'high' | 'low' | 'close' | 'volume', ago: number): number;
  indicator(name: string, ago: number): number;
  param(name: string): number;
  /** Signed units; 0 is flat. */
  readonly held: number;
};

type Condition = (reader: RuleReader, ago: number) => boolean;
type Operand = (reader: RuleReader, ago: number) => number;

export const scalarOf = (value: RuleScalar, param: (name: string) => number): number => (typeof value === 'number' ? value : param(value.param));

/** A condition as a function, so that it is not taken apart on every bar. */
export function compileCondition(condition: RuleCondition): Condition {
  switch (condition.kind) {
    case 'compare': return compileComparison(compileOperand(condition.left), condition.is, compileOperand(condition.right));
    case 'cross': {
      const [lower, upper] = condition.to === 'above' ? [condition.left, condition.right] : [condition.right, condition.left];
      const [a, b] = [compileOperand(lower), compileOperand(upper)];
      return (reader, ago) => a(reader, ago + 1) < b(reader, ago + 1) && a(reader, ago) > b(reader, ago);
    }
    case 'position': return compilePosition(condition.is);
    case 'all': {
      const parts = condition.of.map(compileCondition);
      return (reader, ago) => parts.every((part) => part(reader, ago));
    }
    case 'any': {
      const parts = condition.of.map(compileCondition);
      return (reader, ago) => parts.some((part) => part(reader, ago));
    }
    case 'not': {
      const part = compileCondition(condition.of);
      return (reader, ago) => !part(reader, ago);
    }
    case 'for': {
      const { bars } = condition;
      const part = compileCondition(condition.of);
      return (reader, ago) => {
        for (let k = 0; k < bars; k++) if (!part(reader, ago + k)) return false;
        return true;
      };
    }
  }
}

function compileComparison(left: Operand, is: 'below' | 'at or below' | 'above' | 'at or above', right: Operand): Condition {
  switch (is) {
    case 'below': return (reader, ago) => left(reader, ago) < right(reader, ago);
    case 'at or below': return (reader, ago) => left(reader, ago) <= right(reader, ago);
    case 'above': return (reader, ago) => left(reader, ago) > right(reader, ago);
    case 'at or above': return (reader, ago) => left(reader, ago) >= right(reader, ago);
  }
}

function compilePosition(is: 'flat' | 'held' | 'long' | 'short'): Condition {
  switch (is) {
    case 'flat': return (reader) => reader.held === 0;
    case 'held': return (reader) => reader.held !== 0;
    case 'long': return (reader) => reader.held > 0;
    case 'short': return (reader) => reader.held < 0;
  }
}

function compileOperand(operand: RuleOperand): Operand {
  if (typeof operand === 'number') return () => operand;
  if ('param' in operand) return (reader) => reader.param(operand.param);
  const { ago: back = 0 } = operand;
  if ('price' in operand) return (reader, ago) => reader.price(operand.price, ago + back);
  return (reader, ago) => reader.indicator(operand.indicator, ago + back);
}
