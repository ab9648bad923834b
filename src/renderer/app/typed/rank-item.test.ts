import { expect, it } from 'vitest';
import { rankItem } from './rank-item.ts';

const items = ['TAPE Tapedeck Broad Market Fund SIM:TAPE', 'ACME Acme Robotics SIM:ACME', 'About Tapedeck version licence help.about', 'Pause the market tape.pause', 'AVLUSD Avalon crown / dollar SIM:AVLUSD'];
const best = (text: string) => items.map((item) => ({ item: item.split(' ')[0], rank: rankItem(item, text) })).filter(({ rank }) => rank > 0).sort((a, b) => b.rank - a.rank).map(({ item }) => item);

it.each([
  ['about', ['About']], ['ac', ['ACME']], ['tape', ['TAPE', 'About', 'Pause']], ['market pause', ['Pause']], ['vl', ['AVLUSD']], ['crown', ['AVLUSD']], ['xyz', []],
])('%s finds %j', (text, expected) => {
  expect(best(text)).toEqual(expected);
});
