/** What a new strategy can begin with: sentences of rules without their name, or a file of TypeScript. `NAME` stands for the name. */
export type Template = {
  readonly id: string;
  readonly title: string;
  /** What a strategy that begins with it is called, unless it is given a name. */
  readonly name: string;
  /** What it does, in a sentence. */
  readonly text: string;
  readonly kind: 'rules' | 'typescript';
  readonly source: string;
};

const lines = (...sentences: readonly string[]): string => ['Strategy "NAME".', ...sentences, ''].join('\n');

export const templates: readonly Template[] = [
  {
    id: 'empty', title: 'Empty rules', name: 'My rules', kind: 'rules', text: 'One average, one rule to buy, one to close: change every word of it.',
    source: lines(
      'Let average be sma (timePeriod 50).',
      'When nothing is held and the close crosses above average, buy.',
      'When something is held and the close crosses below average, close.',
    ),
  },
  {
    id: 'averages', title: 'Two averages crossing', name: 'My averages', kind: 'rules', text: 'Follows a trend: in when a fast average rises above a slow one, out when it falls below, with a trailing stop.',
    source: lines(
      'Parameter fast is 20, a whole number from 2 to 200.',
      'Parameter slow is 60, a whole number from 5 to 400.',
      'Let quick be ema (timePeriod parameter fast).',
      'Let steady be ema (timePeriod parameter slow).',
      'When nothing is held and quick crosses above steady, buy with trailing stop 8 percent.',
      'When something is held and quick crosses below steady, close.',
    ),
  },
  {
    id: 'dips', title: 'Dips in a rise', name: 'My dips', kind: 'rules', text: 'Buys weakness while the price is above its long average; out at strength, at a stop or at a target.',
    source: lines(
      'Parameter bars is 100, a whole number from 10 to 400.',
      'Parameter weak is 30, a number from 5 to 50.',
      'Let trend be sma (timePeriod parameter bars).',
      'Let strength be rsi (timePeriod 5).',
      'When nothing is held and the close is above trend and strength is below parameter weak, buy with stop loss 2 times the range of 14 bars and take profit 4 times the range of 14 bars.',
      'When something is held and strength is above 65, close.',
    ),
  },
  {
    id: 'breakout', title: 'Breakout, both ways', name: 'My breakout', kind: 'rules', text: 'Long above the highest price of the last weeks, short below the lowest; a trailing stop takes it out.',
    source: lines(
      'Parameter bars is 20, a whole number from 5 to 200.',
      'Let top be max (timePeriod parameter bars) of the high.',
      'Let bottom be min (timePeriod parameter bars) of the low.',
      'When nothing is held and the close is above top 1 bars ago, buy with size 0.5 and trailing stop 3 times the range of 14 bars.',
      'When nothing is held and the close is below bottom 1 bars ago, sell with size 0.5 and trailing stop 3 times the range of 14 bars.',
    ),
  },
  {
    id: 'typescript', title: 'TypeScript', name: 'My strategy', kind: 'typescript', text: 'A file with two averages, to be written on: everything that the API of strategies knows.',
    source: `import { defineStrategy } from 'tapedeck';

export const strategy = defineStrategy({
  name: NAME,
  params: { fast: { default: 10, min: 2, max: 200 }, slow: { default: 30, min: 2, max: 300 } },
  indicators: (p) => ({ fast: ['sma', { timePeriod: p.fast }], slow: ['sma', { timePeriod: p.slow }] }),
  onBar(c, p) {
    // Asked on the close of each bar. Type c. to see what it knows.
    if (c.crossedAbove(c.ind.fast, c.ind.slow)) c.buy();
    else if (c.crossedBelow(c.ind.fast, c.ind.slow)) c.close();
  },
});
`,
  },
];

/** The text with the name in it. */
export const named = ({ kind, source }: Pick<Template, 'kind' | 'source'>, name: string): string =>
  kind === 'rules' ? source.replace('NAME', () => name) : source.replace('NAME', () => `'${name.replaceAll("'", "\\'")}'`);

const whole = (name: string, byDefault: number, min = 2): string => `Parameter ${name} is ${byDefault}, a whole number from ${min} to 10000.`;

/** Ready-made strategies that rules can say, as sentences that trade the same. */
export const readyAsRules: Readonly<Record<string, string>> = {
  'sma-cross': lines(whole('fast', 10), whole('slow', 20), 'Let quick be sma (timePeriod parameter fast).', 'Let steady be sma (timePeriod parameter slow).', 'When quick crosses above steady, buy.', 'When quick crosses below steady, sell.'),
  'sma-cross-long': lines(whole('fast', 10), whole('slow', 20), 'Let quick be sma (timePeriod parameter fast).', 'Let steady be sma (timePeriod parameter slow).', 'When quick crosses above steady, buy.', 'When quick crosses below steady, close.'),
  'ema-cross': lines(
    whole('fast', 12), whole('slow', 26), 'Let quick be ema (timePeriod parameter fast).', 'Let steady be ema (timePeriod parameter slow).',
    'When nothing is held and quick crosses above steady, buy.', 'When something is held and quick crosses below steady, close.',
  ),
  'macd-cross': lines(
    whole('fastPeriod', 12), whole('slowPeriod', 26), whole('signalPeriod', 9, 1),
    'Let line be macd (fastPeriod parameter fastPeriod, slowPeriod parameter slowPeriod, signalPeriod parameter signalPeriod), output macd.', 'Let signal be macd (fastPeriod parameter fastPeriod, slowPeriod parameter slowPeriod, signalPeriod parameter signalPeriod), output signal.',
    'When nothing is held and line crosses above signal, buy.', 'When something is held and line crosses below signal, close.',
  ),
  'rsi-reversion': lines(
    whole('period', 14), 'Parameter low is 30, a number from 0 to 100.', 'Parameter high is 70, a number from 0 to 100.', 'Let strength be rsi (timePeriod parameter period).',
    'When nothing is held and strength is below parameter low, buy.', 'When something is held and strength is above parameter high, close.',
  ),
  'connors-rsi2': lines(
    whole('period', 2), 'Parameter low is 10, a number from 0 to 100.', whole('trend', 200), whole('exit', 5), 'Let strength be rsi (timePeriod parameter period).',
    'Let far be sma (timePeriod parameter trend).', 'Let near be sma (timePeriod parameter exit).',
    'When nothing is held and the close is above far and strength is below parameter low, buy.', 'When something is held and the close is above near, close.',
  ),
  'keltner-breakout': lines(
    whole('timePeriod', 20), 'Parameter multiplier is 2, a number from 0 to 100.', 'Let upper be keltner (timePeriod parameter timePeriod, multiplier parameter multiplier), output upper.', 'Let middle be keltner (timePeriod parameter timePeriod, multiplier parameter multiplier), output middle.',
    'When nothing is held and the close is above upper, buy.', 'When something is held and the close is below middle, close.',
  ),
  'buy-and-hold': lines('When nothing is held, buy.'),
};
