import { barsParam, defineFeatures } from '../define-feature.ts';
import type { Formula, Graph, Node } from '../graph/graph.ts';
import { differenceOf, highestOf, logRatioOf, lowestOf, placeBetween, unitOf, withinOne } from './common.ts';

const group = 'Levels';
const age: Formula = ([newest], out) => {
  for (let i = 0; i < out.length; i++) out[i] = 1 - newest![i]! / 100;
};
/** Output 1 of AROON tells of the highest price, 0 of the lowest. */
const ageOf = (g: Graph, bars: number, output: 0 | 1): Node => unitOf(g, g.map(age, g.indicator('aroon', { timePeriod: bars }, undefined, output)));

export const levels = [
  defineFeatures({
    family: 'channel', group, params: [barsParam(2)], presets: [[20], [60], [250]], title: 'Place in the channel of {0} bars',
    description: 'Where the close lies between the lowest and the highest price of the last {0} bars, 0 to 1; 0.5 where they are one.', source: 'R. Donchian', scaling: 'none', bounds: [0, 1],
    build: (g, [bars]) => unitOf(g, placeBetween(g, g.input('close'), lowestOf(g, g.input('low'), bars!), highestOf(g, g.input('high'), bars!))),
  }),
  defineFeatures({
    family: 'distance_high', group, params: [barsParam(2)], presets: [[20], [60], [250]], title: 'Distance from the high of {0} bars',
    description: 'Logarithm of the close over the highest price of the last {0} bars, this one included.', source: 'TA-Lib MAX; T. George, C. Hwang, The 52-week high and momentum investing (2004)', scaling: 'robust',
    build: (g, [bars]) => logRatioOf(g, g.input('close'), highestOf(g, g.input('high'), bars!)),
  }),
  defineFeatures({
    family: 'distance_low', group, params: [barsParam(2)], presets: [[20], [60], [250]], title: 'Distance from the low of {0} bars',
    description: 'Logarithm of the close over the lowest price of the last {0} bars, this one included.', source: 'TA-Lib MIN', scaling: 'robust',
    build: (g, [bars]) => logRatioOf(g, g.input('close'), lowestOf(g, g.input('low'), bars!)),
  }),
  defineFeatures({
    family: 'high_age', group, params: [barsParam(2)], presets: [[60]], title: 'Age of the high of {0} bars',
    description: 'How long ago the highest price of the last {0} bars was, 0 now to 1 at their start.', source: '1 - TA-Lib AROON up / 100', scaling: 'none', bounds: [0, 1],
    build: (g, [bars]) => ageOf(g, bars!, 1),
  }),
  defineFeatures({
    family: 'low_age', group, params: [barsParam(2)], presets: [[60]], title: 'Age of the low of {0} bars',
    description: 'How long ago the lowest price of the last {0} bars was, 0 now to 1 at their start.', source: '1 - TA-Lib AROON down / 100', scaling: 'none', bounds: [0, 1],
    build: (g, [bars]) => ageOf(g, bars!, 0),
  }),
  defineFeatures({
    family: 'aroon', group, params: [barsParam(2)], presets: [[60]], title: 'Aroon of {0} bars',
    description: 'Whether the highest or the lowest price of the last {0} bars is the newer one, -1 to 1.', source: 'TA-Lib AROONOSC / 100', scaling: 'none', bounds: [-1, 1],
    build: (g, [bars]) => withinOne(g, differenceOf(g, ageOf(g, bars!, 0), ageOf(g, bars!, 1))),
  }),
];
