import type { IndicatorHue } from '../../contract/model/chart-indicator.ts';

/** Colours of the chart, read from the tokens that the page wears now: a canvas knows no variables. */
export type ChartColors = {
  readonly up: string; readonly down: string; readonly text: string; readonly label: string; readonly grid: string; readonly edge: string;
  readonly panel: string; readonly crosshair: string; readonly own: string; readonly ink: string; readonly series: readonly string[];
  readonly upWash: string; readonly downWash: string; readonly warn: string;
  /** Of the outputs of indicators. */
  readonly hues: Readonly<Record<Exclude<IndicatorHue, 'sign'>, string>>;
  /** Of heights that an indicator is compared with. */
  readonly level: string;
  /** Behind what is chosen. */
  readonly chosen: string;
};

export function readChartColors(): ChartColors {
  const style = getComputedStyle(document.documentElement);
  const probe = document.createElement('span');
  document.body.append(probe);
  // Through an element, so that names of other colours and mixes become plain colours.
  const read = (name: string): string => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color || style.getPropertyValue(name);
  };
  const colors: ChartColors = {
    up: read('--up'), down: read('--down'), text: read('--text'), label: read('--text-3'), grid: read('--hairline'), edge: read('--edge'),
    panel: read('--panel'), crosshair: read('--hover'), own: read('--ivory'), ink: read('--ink'), warn: read('--warn'),
    chosen: withAlpha(read('--phosphor'), 0.12),
    upWash: withAlpha(read('--up'), 0.26), downWash: withAlpha(read('--down'), 0.26),
    hues: {
      ivory: read('--ivory'), phosphor: read('--phosphor'), rose: read('--rose'), violet: read('--paper'), sage: read('--sage'), grey: read('--text-3'),
      up: read('--up'), down: read('--down'),
    },
    level: read('--tick'),
    series: [read('--ivory'), read('--phosphor'), read('--rose'), read('--paper'), read('--text-3')],
  };
  probe.remove();
  return colors;
}

export const withAlpha = (color: string, alpha: number): string => color.replace(/^rgb\((.*)\)$/, (_, parts: string) => `rgba(${parts.replaceAll(' ', ', ').replaceAll(',,', ',')}, ${alpha})`);
