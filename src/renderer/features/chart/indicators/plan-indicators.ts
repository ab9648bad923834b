import type { ChartIndicator } from '../../../../contract/model/chart-indicator.ts';
import { pricesPane, type IndicatorPlan, type PanePlan } from '../../../chart/plan.ts';
import { homeOf, withLooks, type KnownIndicators } from './chosen.ts';

export type ChartPlan = { readonly plans: readonly IndicatorPlan[]; readonly panes: readonly PanePlan[] };

/** What is drawn where: the shown indicators, and the panes that they need in the order of the indicators that they belong to. */
export function planIndicators(all: readonly ChartIndicator[], known: KnownIndicators, shares: Readonly<Record<string, number>>): ChartPlan {
  const dressed = withLooks(all, known);
  const plans = dressed.flatMap((one): IndicatorPlan[] => {
    const info = known.get(one.name);
    if (info === undefined || !one.isShown) return [];
    const outputs = info.outputs.flatMap(({ name, pane, style, scale }) => {
      const look = one.looks[name];
      return look === undefined ? [] : [{ name, pane: homeOf(dressed, one, pane, known), style, hasOwnScale: scale === 'own', look }];
    });
    const fills = (info.fills ?? []).flatMap(({ name, first, second }) => {
      const look = one.looks[name];
      return look === undefined ? [] : [{ name, first, second, look }];
    });
    const hidesBars = one.hidesBars !== false && outputs.some(({ style, pane, look }) => style === 'candles' && pane === pricesPane && look.isShown);
    // The size of bricks is what they are set with.
    const [size] = info.params;
    return [{ id: one.id, outputs, fills, levels: info.levels ?? [], hidesBars, brickHeight: size === undefined ? 1 : (one.params[size.name] ?? size.default) }];
  });
  const needed = new Set(plans.flatMap((plan) => plan.outputs.filter((output) => output.look.isShown).map((output) => output.pane)));
  const ids = dressed.map((one) => one.id).filter((id) => needed.has(id) && id !== pricesPane);
  return {
    plans: plans.map((plan) => ({ ...plan, outputs: plan.outputs.filter((output) => output.pane === pricesPane || ids.includes(output.pane)) })),
    panes: ids.map((id) => ({ id, share: shares[id] ?? usualShare(ids.length) })),
  };
}

/** A third of the prices' height each, and less when there are many: the prices keep the most room. */
const usualShare = (count: number): number => Math.min(0.32, 1.6 / count);
