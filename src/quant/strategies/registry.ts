import type { StrategyInfo } from '../../contract/model/strategy.ts';
import type { StrategyDefinition } from '../engine/strategy.ts';
import { QuantError } from '../error.ts';
import { nearestName } from '../text/nearest-name.ts';
import { atrTrailing } from './atr-trailing.ts';
import { bollingerLimit } from './bollinger-limit.ts';
import { bollingerReversion } from './bollinger-reversion.ts';
import { buyAndHold } from './buy-and-hold.ts';
import { connorsRsi2 } from './connors-rsi2.ts';
import { dayOfWeek } from './day-of-week.ts';
import { dca } from './dca.ts';
import { donchianBreakout } from './donchian-breakout.ts';
import { dualMomentum } from './dual-momentum.ts';
import { emaCross } from './ema-cross.ts';
import { grid } from './grid.ts';
import { ichimokuCloud } from './ichimoku-cloud.ts';
import { keltnerBreakout } from './keltner-breakout.ts';
import { logisticModel } from './logistic-model.ts';
import { macdCross } from './macd-cross.ts';
import { momentumRotation } from './momentum-rotation.ts';
import { openingRange } from './opening-range.ts';
import { overnight } from './overnight.ts';
import { pairsCointegration } from './pairs-cointegration.ts';
import { rsiReversion } from './rsi-reversion.ts';
import { smaCross } from './sma-cross.ts';
import { smaCrossBracket } from './sma-cross-bracket.ts';
import { smaCrossLong } from './sma-cross-long.ts';
import { supertrendFollow } from './supertrend-follow.ts';
import { turnOfMonth } from './turn-of-month.ts';
import { turtle } from './turtle.ts';
import { volTarget } from './vol-target.ts';
import { volatilityBreakout } from './volatility-breakout.ts';
import { zscoreReversion } from './zscore-reversion.ts';

/** In the order in which they are listed: by family. */
const ready: readonly StrategyDefinition[] = [
  smaCross, smaCrossLong, smaCrossBracket, emaCross, macdCross, supertrendFollow, ichimokuCloud, atrTrailing,
  donchianBreakout, turtle, keltnerBreakout, volatilityBreakout,
  rsiReversion, bollingerLimit, bollingerReversion, zscoreReversion, connorsRsi2,
  momentumRotation, dualMomentum, pairsCointegration, volTarget,
  turnOfMonth, dayOfWeek, overnight, openingRange, grid, dca, buyAndHold, logisticModel,
];

const strategies: ReadonlyMap<string, StrategyDefinition> = new Map(ready.map((one) => [one.info.name, one]));

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
