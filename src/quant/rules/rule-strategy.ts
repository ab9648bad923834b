import type { RuleAction, RuleCondition, RuleDistance, Rules } from '../../contract/model/rule.ts';
import type { StrategyInfo } from '../../contract/model/strategy.ts';
import type { Cursor } from '../engine/cursor.ts';
import type { OrderOptions } from '../engine/order-options.ts';
import { intent, type SignalColumns, type SignalList } from '../engine/signals.ts';
import type { StrategyDefinition, StrategyParams } from '../engine/strategy.ts';
import type { Trail } from '../engine/trail.ts';
import { resolveColumn } from '../indicators/chain/read-request.ts';
import { checkRules } from './check-rules.ts';
import { compileCondition, scalarOf, type RuleReader } from './evaluate.ts';
import { listRuleIndicators, rangeName } from './rule-indicators.ts';

/** A strategy that does what rules say; over whole columns too where they only buy, sell and close. QuantError where they contradict themselves. */
export function createRuleStrategy(rules: Rules): StrategyDefinition {
  checkRules(rules);
  const compiled = rules.rules.map(({ when, act }) => ({ holds: compileCondition(when), actions: act }));
  const isVectorised = canVectorise(rules);
  return {
    info: describe(rules, isVectorised),
    indicators: (params) => Object.fromEntries(listRuleIndicators(rules, params).map(([name, source]) => [name, resolveColumn(source).compute])),
    onBar(c, params) {
      const reader = readCursor(c, params);
      const found = compiled.find(({ holds }) => holds(reader, 0));
      for (const action of found?.actions ?? []) carryOut(c, action, params);
    },
    ...(isVectorised ? { signals: (columns: SignalColumns, params: StrategyParams, out: SignalList) => addIntents(rules, compiled, columns, params, out) } : {}),
  };
}

const describe = ({ name, params }: Rules, vectorised: boolean): StrategyInfo => ({
  name, title: name, family: 'own', vectorised, description: '',
  params: params.map((one) => ({ name: one.name, title: one.name, default: one.default, min: one.min, max: one.max, isInteger: one.isInteger })),
});

function readCursor(c: Cursor, params: StrategyParams): RuleReader {
  return {
    price: (name, ago) => c.bar(-ago)[name],
    indicator: (name, ago) => c.ind[name].at(-ago),
    param: (name) => params[name],
    get held() { return c.position.size; },
  };
}

function carryOut(c: Cursor, action: RuleAction, params: StrategyParams): void {
  if (action.do === 'close') c.close(action.share ?? 1);
  else if (action.do === 'cancel') c.cancelAll();
  else if (action.do === 'buy') c.buy(toOptions(c, action, params));
  else c.sell(toOptions(c, action, params));
}

function toOptions(c: Cursor, action: Extract<RuleAction, { readonly do: 'buy' | 'sell' }>, params: StrategyParams): OrderOptions {
  const param = (name: string): number => params[name];
  const { close } = c.bar();
  const side = action.do === 'buy' ? 1 : -1;
  const away = (distance: RuleDistance): number =>
    'percent' in distance ? close * (scalarOf(distance.percent, param) / 100) : scalarOf(distance.atr, param) * c.ind[rangeName(distance.period)].value;
  const { size, stopLoss, takeProfit, trail } = action;
  return {
    ...(size === undefined ? {} : { size: scalarOf(size, param) }),
    ...(stopLoss === undefined ? {} : { stopLoss: close - side * away(stopLoss) }),
    ...(takeProfit === undefined ? {} : { takeProfit: close + side * away(takeProfit) }),
    ...(trail === undefined ? {} : { trail: toTrail(trail, param) }),
  };
}

const toTrail = (distance: RuleDistance, param: (name: string) => number): Trail =>
  'percent' in distance ? { percent: scalarOf(distance.percent, param) } : { atr: scalarOf(distance.atr, param), period: distance.period };

/** Plain orders, and conditions on nothing but figures and whether something is held. */
const canVectorise = ({ rules }: Rules): boolean => rules.every(({ when, act }) => act.length === 1 && act.every(isPlain) && knowsNoSide(when));

const isPlain = (action: RuleAction): boolean =>
  action.do === 'close' ? (action.share ?? 1) === 1 : action.do !== 'cancel' && action.size === undefined && action.stopLoss === undefined && action.takeProfit === undefined && action.trail === undefined;

function knowsNoSide(condition: RuleCondition): boolean {
  switch (condition.kind) {
    case 'position': return condition.is === 'flat' || condition.is === 'held';
    case 'all':
    case 'any': return condition.of.every(knowsNoSide);
    case 'not':
    case 'for': return knowsNoSide(condition.of);
    default: return true;
  }
}

type Compiled = readonly { readonly holds: (reader: RuleReader, ago: number) => boolean; readonly actions: readonly RuleAction[] }[];

/** What the rules do on each bar where nothing and where something is held. */
function addIntents(rules: Rules, compiled: Compiled, columns: SignalColumns, params: StrategyParams, out: SignalList): void {
  const { bars } = columns;
  const read = new Map(listRuleIndicators(rules, params).map(([name, source]) => {
    const { key, compute } = resolveColumn(source);
    return [name, columns.column(key, compute)];
  }));
  let bar = 0;
  let held = 0;
  const reader: RuleReader = {
    price: (name, ago) => bars[name][bar - ago] ?? NaN,
    indicator: (name, ago) => read.get(name)?.[bar - ago] ?? NaN,
    param: (name) => params[name],
    get held() { return held; },
  };
  const actionWhen = (units: number): RuleAction['do'] | undefined => {
    held = units;
    return compiled.find(({ holds }) => holds(reader, 0))?.actions[0]?.do;
  };
  for (; bar < bars.time.length; bar++) {
    const [flat, holding] = [actionWhen(0), actionWhen(1)];
    const whenFlat = flat === 'buy' ? intent.buyWhenFlat : flat === 'sell' ? intent.sellWhenFlat : 0;
    const whenHolding = holding === 'buy' ? intent.buyWhenHolding : holding === 'sell' ? intent.sellWhenHolding : holding === 'close' ? intent.closeWhenHolding : 0;
    if ((whenFlat | whenHolding) !== 0) out.add(bar, whenFlat | whenHolding);
  }
}
