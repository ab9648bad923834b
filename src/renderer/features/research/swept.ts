import type { SweepSpec, SweepTrial, SweptStrategy } from '../../../contract/model/sweep.ts';

/** All strategies of a sweep, that which it is named by first. */
export const sweptOf = ({ strategy, code, params, space, others = [] }: SweepSpec): readonly Pick<SweptStrategy, 'strategy' | 'code' | 'params' | 'space'>[] =>
  [{ strategy, params, space, ...(code === undefined ? {} : { code }) }, ...others];

/** Whether there is more than one strategy on more than one series to set beside each other. */
export const hasPairs = (spec: SweepSpec): boolean => spec.data.length > 1 || spec.others !== undefined;

/** The strategy that a trial is of; of two by one name that whose parameters it has. */
export function strategyOf(spec: SweepSpec, trial: Pick<SweepTrial, 'strategy' | 'params'>): ReturnType<typeof sweptOf>[number] {
  const all = sweptOf(spec);
  const named = all.filter(({ strategy }) => strategy === (trial.strategy ?? spec.strategy));
  const names = Object.keys(trial.params).toSorted().join(' ');
  return named.find(({ space }) => Object.keys(space).toSorted().join(' ') === names) ?? named[0] ?? { strategy: spec.strategy, params: spec.params, space: spec.space };
}

const [mostStrategies, mostSymbols] = [2, 3];

/** `sma-cross, donchian fast/slow on A, B` as a title that fits a line: where there are many, how many. */
export function shortTitle(title: string): string {
  const at = title.lastIndexOf(' on ');
  if (at < 0) return title;
  const [names, symbols] = [title.slice(0, at).split(', '), title.slice(at + 4).split(', ')];
  const strategies = names.length > mostStrategies ? `${names[0] ?? ''} and ${names.length - 1} more` : names.join(', ');
  return `${strategies} on ${symbols.length > mostSymbols ? `${symbols.length} series` : symbols.join(', ')}`;
}
