import { defineFeature } from '../define-feature.ts';
import type { Formula, Graph, Node } from '../graph/graph.ts';
import { session, sessionSource } from '../kernels/session-kernel.ts';
import { logAfterOneOf, logRatioOf, placeBetween, unitOf } from './common.ts';

const group = 'Session';
const pivot: Formula = ([high, low, close], out) => {
  for (let i = 0; i < out.length; i++) out[i] = (high![i]! + low![i]! + close![i]!) / 3;
};
const ofSession = 'a session is a day on the clock of the instrument\'s zone';
const sinceSecond = `null in the first session; ${ofSession}`;

export const sessionOf = (g: Graph, output: keyof typeof session): Node =>
  g.kernel(sessionSource, [g.input('localTime'), g.input('open'), g.input('high'), g.input('low'), g.input('close')], session[output]);

export const sessions = [
  defineFeature({
    family: 'session_return', group, title: 'Return since the session began', description: `Log return from the open of the session; ${ofSession}.`, source: 'Definition', scaling: 'robust',
    build: (g) => logRatioOf(g, g.input('close'), sessionOf(g, 'open')),
  }),
  defineFeature({
    family: 'session_place', group, title: 'Place in the range of the session', description: `Where the close lies between the lowest and the highest price of the session so far, 0 to 1; ${ofSession}.`,
    source: 'Definition', scaling: 'none', bounds: [0, 1],
    build: (g) => unitOf(g, placeBetween(g, g.input('close'), sessionOf(g, 'low'), sessionOf(g, 'high'))),
  }),
  defineFeature({
    family: 'session_range', group, title: 'Range of the session', description: `Logarithm of the highest over the lowest price of the session so far; ${ofSession}.`, source: 'Definition', scaling: 'robust',
    build: (g) => logRatioOf(g, sessionOf(g, 'high'), sessionOf(g, 'low')),
  }),
  defineFeature({
    family: 'session_age', group, title: 'Age of the session', description: `ln(1 + bars of the session so far); ${ofSession}.`, source: 'Definition', scaling: 'standardise',
    build: (g) => logAfterOneOf(g, sessionOf(g, 'bars')),
  }),
  defineFeature({
    family: 'session_gap', group, title: 'Gap of the session', description: `Logarithm of its open over the last close before it; ${sinceSecond}.`, source: 'Definition', scaling: 'robust', isSparse: true,
    build: (g) => logRatioOf(g, sessionOf(g, 'open'), sessionOf(g, 'previousClose')),
  }),
  defineFeature({
    family: 'session_before', group, title: 'Return of the session before', description: `Log return of the session before, from its open to its close; ${sinceSecond}.`, source: 'Definition', scaling: 'robust', isSparse: true,
    build: (g) => logRatioOf(g, sessionOf(g, 'previousClose'), sessionOf(g, 'previousOpen')),
  }),
  defineFeature({
    family: 'session_vwap', group, title: 'Distance from the VWAP of the session', description: `Logarithm of the close over the volume-weighted price since the session began; null without volume; ${ofSession}.`,
    source: 'The indicator vwap', scaling: 'robust', isSparse: true,
    build: (g) => logRatioOf(g, g.input('close'), g.indicator('vwap', {})),
  }),
  defineFeature({
    family: 'session_high_before', group: 'Levels', title: 'Distance from the high of the session before', description: `Logarithm of the close over the highest price of the session before; ${sinceSecond}.`,
    source: 'Definition', scaling: 'robust', isSparse: true,
    build: (g) => logRatioOf(g, g.input('close'), sessionOf(g, 'previousHigh')),
  }),
  defineFeature({
    family: 'session_low_before', group: 'Levels', title: 'Distance from the low of the session before', description: `Logarithm of the close over the lowest price of the session before; ${sinceSecond}.`,
    source: 'Definition', scaling: 'robust', isSparse: true,
    build: (g) => logRatioOf(g, g.input('close'), sessionOf(g, 'previousLow')),
  }),
  defineFeature({
    family: 'pivot', group: 'Levels', title: 'Distance from the pivot', description: `Logarithm of the close over the mean of high, low and close of the session before; ${sinceSecond}.`,
    source: 'Classic floor-trader pivot', scaling: 'robust', isSparse: true,
    build: (g) => logRatioOf(g, g.input('close'), g.map(pivot, sessionOf(g, 'previousHigh'), sessionOf(g, 'previousLow'), sessionOf(g, 'previousClose'))),
  }),
];
