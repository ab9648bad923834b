import { CrosshairMode, type DeepPartial, type Time, type TimeChartOptions } from 'lightweight-charts';
import { describeChartTime, labelTick, type ChartZone } from './time-axis.ts';

const airBars = 12;

/** How the chart library draws a chart of ours, apart from colours. */
export const toChartOptions = (hasClock: boolean, zone: ChartZone): DeepPartial<TimeChartOptions> => ({
  autoSize: true,
  layout: { attributionLogo: false, fontFamily: "'Archivo Variable', sans-serif", fontSize: 11, panes: { enableResize: true } },
  crosshair: { mode: CrosshairMode.Normal },
  timeScale: {
    timeVisible: hasClock, secondsVisible: false, rightOffset: airBars, barSpacing: 7, minBarSpacing: 0.05, enableConflation: true,
    tickMarkFormatter: (time: Time, weight: number) => labelTick(time, weight, zone),
  },
  rightPriceScale: { scaleMargins: { top: 0.08, bottom: 0.22 } },
  localization: { timeFormatter: (time: Time) => describeChartTime(time, hasClock, zone) },
  kineticScroll: { mouse: false, touch: true },
});
