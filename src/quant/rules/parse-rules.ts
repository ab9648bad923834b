import type { RuleAction, RuleCondition, RuleDistance, RuleIndicator, RuleOperand, Rules, RuleScalar } from '../../contract/model/rule.ts';
import { QuantError } from '../error.ts';
import { checkRules } from './check-rules.ts';
import { SentenceWords } from './sentence-words.ts';

type Price = 'open' | 'high' | 'low' | 'close' | 'volume';
const prices: readonly string[] = ['open', 'high', 'low', 'close', 'volume'];
const mostDepth = 40;

/** Rules from the sentences that {@link explainRules} writes. QuantError with the line and the word where one is not understood. */
export function parseRules(text: string): Rules {
  let name: string | null = null;
  const params: Rules['params'] = [];
  const indicators: Rules['indicators'] = [];
  const rules: Rules['rules'] = [];
  for (const [k, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const words = new SentenceWords(line, k + 1);
    if (words.takes('Strategy')) name = readTitle(words);
    else if (words.takes('Parameter')) params.push(readParam(words));
    else if (words.takes('Let')) indicators.push(readIndicator(words));
    else if (words.takes('When')) rules.push(readRule(words));
    else throw words.refuse('Strategy, Parameter, Let or When');
    words.end();
  }
  if (name === null) throw new QuantError('RULES_INVALID', 'The rules have no name; begin with Strategy "my rules".');
  if (rules.length === 0) throw new QuantError('RULES_INVALID', 'There is no rule; write one like When nothing is held, buy.');
  const read: Rules = { name, params, indicators, rules };
  checkRules(read);
  return read;
}

function readTitle(words: SentenceWords): string {
  const title = words.take('the name in quotes');
  if (!/^".+"$/.test(title)) throw words.refuse('the name in quotes');
  return title.slice(1, -1);
}

function readParam(words: SentenceWords): Rules['params'][number] {
  const name = words.name('the name of the parameter');
  words.expect('is');
  const byDefault = words.number();
  words.expect(',', 'a');
  const isInteger = words.takes('whole', 'number');
  if (!isInteger) words.expect('number');
  words.expect('from');
  const min = words.number();
  words.expect('to');
  return { name, default: byDefault, min, max: words.number(), isInteger };
}

function readIndicator(words: SentenceWords): RuleIndicator {
  const as = words.name('the name of the indicator');
  words.expect('be');
  const name = words.name('an indicator');
  const params: Record<string, RuleScalar> = {};
  if (words.takes('(')) {
    do params[words.name('a parameter of the indicator')] = readScalar(words);
    while (words.takes(','));
    words.expect(')');
  }
  const of = words.takes('of') ? readSource(words) : undefined;
  const output = words.takes(',', 'output') ? words.name('an output') : undefined;
  return { as, name, params, ...(of === undefined ? {} : { of }), ...(output === undefined ? {} : { output }) };
}

const readSource = (words: SentenceWords): NonNullable<RuleIndicator['of']> =>
  words.takes('the') ? { price: readPrice(words) } : { indicator: words.name('an indicator') };

function readPrice(words: SentenceWords): Price {
  if (words.next === undefined || !prices.includes(words.next)) throw words.refuse(prices.join(', '));
  return words.take('a column') as Price;
}

function readScalar(words: SentenceWords): RuleScalar {
  return words.takes('parameter') ? { param: words.name('a parameter') } : words.number();
}

function readOperand(words: SentenceWords): RuleOperand {
  if (words.next === 'parameter' || /^-?\d/.test(words.next ?? '')) return readScalar(words);
  const what = words.takes('the') ? { price: readPrice(words) } : { indicator: words.name('a number, the close, or an indicator') };
  if (!/^\d/.test(words.next ?? '')) return what;
  const ago = words.number();
  words.expect('bars', 'ago');
  return { ...what, ago };
}

function readRule(words: SentenceWords): Rules['rules'][number] {
  const when = readCondition(words, 0);
  const act: RuleAction[] = [];
  words.expect(',');
  do act.push(readAction(words));
  while (words.takes(',', 'then'));
  return { when, act };
}

function readCondition(words: SentenceWords, depth: number): RuleCondition {
  if (depth > mostDepth) throw words.refuse('fewer brackets');
  const first = readPart(words, depth);
  const link = words.next === 'and' || words.next === 'or' ? words.next : null;
  if (link === null) return first;
  const of = [first];
  while (words.takes(link)) of.push(readPart(words, depth));
  if (words.next === 'and' || words.next === 'or') throw words.refuse(`brackets round what belongs together, because ${link} stands before it,`);
  return { kind: link === 'and' ? 'all' : 'any', of };
}

function readBracket(words: SentenceWords, depth: number): RuleCondition {
  words.expect('(');
  const inside = readCondition(words, depth + 1);
  words.expect(')');
  return inside;
}

function readPart(words: SentenceWords, depth: number): RuleCondition {
  if (words.next === '(') return readBracket(words, depth);
  if (words.takes('not')) return { kind: 'not', of: readBracket(words, depth) };
  if (words.takes('all', 'of')) return { kind: 'all', of: [readBracket(words, depth)] };
  if (words.takes('any', 'of')) return { kind: 'any', of: [readBracket(words, depth)] };
  if (words.takes('for')) {
    const bars = words.number();
    words.expect('bars');
    return { kind: 'for', bars, of: readBracket(words, depth) };
  }
  if (words.takes('nothing', 'is', 'held')) return { kind: 'position', is: 'flat' };
  if (words.takes('something', 'is', 'held')) return { kind: 'position', is: 'held' };
  if (words.takes('a', 'long', 'position', 'is', 'held')) return { kind: 'position', is: 'long' };
  if (words.takes('a', 'short', 'position', 'is', 'held')) return { kind: 'position', is: 'short' };
  return readComparison(words);
}

function readComparison(words: SentenceWords): RuleCondition {
  const left = readOperand(words);
  if (words.takes('crosses')) {
    const to = words.takes('above') ? 'above' : 'below';
    if (to === 'below') words.expect('below');
    return { kind: 'cross', left, to, right: readOperand(words) };
  }
  words.expect('is');
  const isAt = words.takes('at', 'or');
  const side = words.takes('above') ? 'above' : 'below';
  if (side === 'below') words.expect('below');
  return { kind: 'compare', left, is: isAt ? `at or ${side}` : side, right: readOperand(words) };
}

function readAction(words: SentenceWords): RuleAction {
  if (words.takes('cancel', 'what', 'is', 'pending')) return { do: 'cancel' };
  if (words.takes('close')) {
    if (!/^\d/.test(words.next ?? '')) return { do: 'close' };
    const share = words.number();
    words.expect('of', 'it');
    return { do: 'close', share };
  }
  const side = words.takes('buy') ? 'buy' : 'sell';
  if (side === 'sell') words.expect('sell');
  const terms: { size?: RuleScalar; stopLoss?: RuleDistance; takeProfit?: RuleDistance; trail?: RuleDistance } = {};
  if (words.takes('with')) {
    do readTerm(words, terms);
    while (words.takes('and'));
  }
  return { do: side, ...terms };
}

function readTerm(words: SentenceWords, terms: { size?: RuleScalar; stopLoss?: RuleDistance; takeProfit?: RuleDistance; trail?: RuleDistance }): void {
  if (words.takes('size')) terms.size = readScalar(words);
  else if (words.takes('stop', 'loss')) terms.stopLoss = readDistance(words);
  else if (words.takes('take', 'profit')) terms.takeProfit = readDistance(words);
  else if (words.takes('trailing', 'stop')) terms.trail = readDistance(words);
  else throw words.refuse('size, stop loss, take profit or trailing stop');
}

function readDistance(words: SentenceWords): RuleDistance {
  const amount = readScalar(words);
  if (words.takes('percent')) return { percent: amount };
  words.expect('times', 'the', 'range', 'of');
  const period = words.number();
  words.expect('bars');
  return { atr: amount, period };
}
