import type { IndicatorInfo } from '../../../../contract/model/indicator.ts';

/** Other words by which traders look for one. */
const aliases: Readonly<Record<string, string>> = {
  bbands: 'bollinger bb boll', sma: 'moving average ma mean', ema: 'moving average ma', wma: 'moving average ma', macd: 'histogram', sar: 'psar parabolic stop',
  stoch: 'stochastic slow', stochf: 'stochastic fast', willr: 'williams %r', atr: 'range', cci: 'commodity', adx: 'trend strength dmi', mfi: 'money flow', obv: 'on balance',
  ichimoku: 'kumo cloud kinko hyo', heikin_ashi: 'candles', donchian: 'turtle breakout', rolling_vwap: 'vwma', chandelier: 'trailing stop', supertrend: 'trailing stop',
  volume_profile: 'poc vpvr', session_volume_profile: 'poc vpsv', market_profile: 'tpo', ad: 'accumulation distribution', historical_volatility: 'realised realized hv',
  awesome: 'ao williams', tsf: 'forecast', squeeze: 'ttm lazybear', pivots_classic: 'floor', smma: 'rma wilder', roc: 'momentum rate of change', natr: 'percent range',
};

/** What most look for goes before its namesakes. */
const usual: ReadonlySet<string> = new Set(['sma', 'ema', 'wma', 'rsi', 'macd', 'bbands', 'atr', 'stoch', 'vwap', 'adx', 'ichimoku', 'supertrend', 'obv', 'cci', 'donchian', 'keltner', 'sar', 'mfi', 'willr', 'pivots_classic', 'volume_profile', 'zigzag', 'heikin_ashi']);
const usualBonus = 150;
/** From this on it was found by its name, its title or what it is called besides, not in its sentence. */
const wellKnown = 20;
/** A word is found inside a name from this length on, and at its end from one less: three letters stand in too many. */
const shortestInside = 4;

/** Indicators that fit what is typed, best first: every word must begin a word of one, or stand in its name. Without words all, as they are. */
export function searchIndicators(all: readonly IndicatorInfo[], text: string): readonly IndicatorInfo[] {
  const words = text.toLowerCase().split(/[\s,_]+/).filter((word) => word !== '');
  if (words.length === 0) return all;
  return all
    .map((info, place) => ({ info, place, rank: rankOf(info, words) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank || a.place - b.place)
    .map(({ info }) => info);
}

/** How well all words fit: each by the best place where it is found, the name before the title before the rest. */
function rankOf(info: IndicatorInfo, words: readonly string[]): number {
  const name = info.name.replaceAll('_', ' ');
  const fields: readonly (readonly [text: string, weight: number])[] = [[name, 100], [info.title, 40], [aliases[info.name] ?? '', 45], [initialsOf(info.title), 30], [info.group, 12], [info.description, 6], [info.source, 3]];
  let sum = 0;
  for (const word of words) {
    const found = Math.max(...fields.map(([text, weight], field) => weight * fitOf(text.toLowerCase(), word, field === 0)));
    if (found === 0) return 0;
    sum += found;
  }
  // A name that is said whole goes before longer ones.
  return sum + (name === words.join(' ') ? 1_000 : 0) + (usual.has(info.name) && sum / words.length >= wellKnown ? usualBonus : 0);
}

function fitOf(text: string, word: string, isName: boolean): number {
  if (text === word) return 3;
  if (isName && text.startsWith(word)) return 2;
  const parts = text.split(/[\s():;,.%-]+/);
  const at = parts.indexOf(word);
  if (at !== -1) return 1.5 - Math.min(0.4, at * 0.1);
  const start = parts.findIndex((part) => part.startsWith(word));
  if (start !== -1) return 1 - Math.min(0.4, start * 0.1);
  if (isName && word.length >= shortestInside - 1 && text.endsWith(word)) return 0.5;
  return isName && word.length >= shortestInside && text.includes(word) ? 0.3 : 0;
}

const initialsOf = (title: string): string => title.split(/[\s-]+/).map((word) => word[0] ?? '').join('');
