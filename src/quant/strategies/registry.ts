import type { StrategyInfo } from '../../contract/model/strategy.ts';
import type { StrategyDefinition } from '../engine/strategy.ts';
import { QuantError } from '../error.ts';
import { nearestName } from '../text/nearest-name.ts';
import { bollingerLimit } from './bollinger-limit.ts';
import { buyAndHold } from './buy-and-hold.ts';
import { donchianBreakout } from './donchian-breakout.ts';
import { rsiReversion } from './rsi-reversion.ts';
import { smaCrossBracket } from './sma-cross-bracket.ts';
import { smaCrossLong } from './sma-cross-long.ts';
import { smaCross } from './sma-cross.ts';

const strategies: ReadonlyMap<string, StrategyDefinition> = new Map<string, StrategyDefinition>(
  [smaCross, smaCrossLong, smaCrossBracket, donchianBreakout, rsiReversion, bollingerLimit, buyAndHold].map((one) => [one.info.name, one]),
);

/** Every ready-made strategy. */
export const listStrategies = (): readonly StrategyInfo[] => Array.from(strategies.values(), (one) => one.info);

/** A strategy by name; UNKNOWN_STRATEGY with the nearest name where there is none. */
export function findStrategy(name: string): StrategyDefinition {
  const found = strategies.get(name);
  if (found !== undefined) return found;
  const nearest = nearestName(name, strategies.keys());
  const hint = nearest === null ? `there are ${Array.from(strategies.keys()).join(', ')}.` : `did you mean ${nearest}?`;
  throw new QuantError('UNKNOWN_STRATEGY', `There is no strategy ${name}; ${hint}`);
}
