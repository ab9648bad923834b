import { QuantError } from '../error.ts';
import type { StrategyDefinition, StrategyParams } from '../engine/strategy.ts';
import { resolveParams } from '../resolve-params.ts';
import { checkSymbolCount } from '../strategies/check-symbol-count.ts';
import { parseCondition, type Condition } from './condition.ts';
import { countCombinations, expandSpace, writeCombination, type Axis } from './space.ts';
import type { TrialPlan } from './task.ts';

/** The combinations of a plan over the parameters of its strategy. */
export class TrialSpace {
  readonly axes: readonly Axis[];
  readonly isAllowed: Condition;
  readonly #strategy: StrategyDefinition;
  readonly #fixed: StrategyParams;

  /** Errors: those of expandSpace and parseCondition, and of fixed parameters that are unknown, out of range or varied, too; SYMBOL_COUNT for a strategy of several symbols. */
  constructor(strategy: StrategyDefinition, { params, space, where, isGrid, mayVaryNothing }: Pick<TrialPlan, 'params' | 'space' | 'where' | 'isGrid' | 'mayVaryNothing'>) {
    const owner = `Strategy ${strategy.info.name}`;
    this.#strategy = strategy;
    checkSymbolCount(strategy.info, 1);
    const twice = Object.keys(space).find((name) => Object.hasOwn(params, name));
    if (twice !== undefined) throw new QuantError('GRID_RANGE', `${twice} is varied and fixed at ${params[twice]}; leave one of them out.`);
    this.#fixed = resolveParams(owner, strategy.info.params, params);
    this.axes = mayVaryNothing === true && Object.keys(space).length === 0 ? [] : expandSpace(owner, strategy.info.params, space, isGrid);
    this.isAllowed = where === null ? () => true : parseCondition(where, this.axes.map((axis) => axis.name));
  }

  get combinations(): number {
    return countCombinations(this.axes);
  }

  /** How many combinations meet the condition. */
  countAllowed(progress?: (share: number) => void): number {
    const values = new Float64Array(this.axes.length);
    const { combinations } = this;
    let allowed = 0;
    for (let ordinal = 0; ordinal < combinations; ordinal++) {
      writeCombination(this.axes, ordinal, values);
      if (this.isAllowed(values)) allowed += 1;
      if (ordinal % 65_536 === 0) progress?.(ordinal / combinations);
    }
    return allowed;
  }

  /** All parameters of a combination; inside their ranges since each value was checked. */
  paramsOf(values: Float64Array): StrategyParams {
    const params: Record<string, number> = {};
    for (const { name } of this.#strategy.info.params) params[name] = this.#fixed[name];
    for (let a = 0; a < this.axes.length; a++) params[this.axes[a].name] = values[a];
    return params;
  }
}
