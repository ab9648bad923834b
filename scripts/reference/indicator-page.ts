// The page of all indicators with a picture of each, made from their definitions: `node scripts/reference/indicator-page.ts` writes them, a test
// says when they are out of date.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IndicatorInfo } from '../../src/contract/model/indicator.ts';
import { listIndicators } from '../../src/quant/indicators/index.ts';
import { drawIndicator } from './indicator-picture.ts';
import { makeScenes } from './indicator-scenes.ts';

export const indicatorPagePath = join(import.meta.dirname, '../../docs/reference/indicators.md');
export const indicatorPicturesPath = join(import.meta.dirname, '../../docs/reference/indicators');

const introduction = `# Indicators

One definition stands behind the chart, alerts, strategies, the API, the command line and this page, which \`scripts/reference/indicator-page.ts\` makes. Batch and stream give the same bits.

- **No value is null** (NaN in a column): during the warm-up, and where a price that is needed is missing. An infinite price counts as missing.
- **Warm-up** is the number of bars at the start without a value, at the default parameters.
- In formulas \`x\` is the input now, \`x[k]\` the one k bars ago, \`n\` the period, \`O H L C V\` the bar; \`Σn\` and \`mean n\` go over the last n bars with this one; SMA, EMA and the like are those of this page.
- In a formula of candles a number after a letter is a bar of the pattern, the oldest 1; \`B\` is the body, \`U\` and \`D\` the shadows up and down; long, short and doji are against the ten bars before, near and equal against the five before. A pattern says 100 where it points up, −100 where down, 0 where it is not there.
- Pictures show simulated bars.

\`\`\`
tapedeck indicators list
tapedeck indicators compute --file GOOG.csv --name rsi --params timePeriod=14
\`\`\`
`;

const number = (value: number): string => (Math.abs(value) >= 1e15 ? value.toExponential(0).replace('+', '') : String(value));

const paramOf = ({ name, title, default: usual, min, max, isInteger }: IndicatorInfo['params'][number]): string =>
  `| \`${name}\` | ${title.replaceAll('|', '\\|')} | ${number(usual)} | ${number(min)} … ${number(max)} | ${isInteger ? 'whole' : 'real'} |`;

const outputOf = ({ name, pane, style }: IndicatorInfo['outputs'][number]): string => `\`${name}\` (${style}, ${pane === 'price' ? 'over prices' : 'own pane'})`;

const fillsOf = ({ fills = [] }: IndicatorInfo): string => fills.map(({ first, second }) => ` Filled between \`${first}\` and \`${second}\`.`).join('');

const sectionOf = (info: IndicatorInfo): string =>
  [
    `### ${info.title}`, '', `\`${info.name}\` – ${info.description}`, '', `![${info.title}](indicators/${info.name}.svg)`, '',
    `    ${info.formula ?? ''}`, '',
    `Reads ${info.inputs.join(', ')}. Gives ${info.outputs.map(outputOf).join(', ')}.${fillsOf(info)} Warm-up ${info.warmup}. Source: ${info.source}.`, '',
    ...(info.params.length === 0 ? [] : ['| parameter | what it is | default | range | |', '|---|---|---:|---|---|', ...info.params.map(paramOf), '']),
  ].join('\n');

/** The page in Markdown. */
export function makeIndicatorPage(): string {
  const infos = listIndicators();
  const groups = [...new Set(infos.map(({ group }) => group))];
  const contents = groups.map((group) => `- ${group}: ${infos.filter((info) => info.group === group).map(({ name }) => `\`${name}\``).join(' ')}`);
  const sections = groups.map((group) => [`## ${group}`, '', ...infos.filter((info) => info.group === group).map(sectionOf)].join('\n'));
  return [introduction, `${infos.length} indicators in ${groups.length} groups:`, '', ...contents, '', ...sections].join('\n');
}

/** The pictures by file name. */
export function makeIndicatorPictures(infos: readonly IndicatorInfo[] = listIndicators()): Map<string, string> {
  const sceneOf = makeScenes();
  return new Map(infos.map((info) => [`${info.name}.svg`, drawIndicator(info, sceneOf(info))]));
}

if (import.meta.main) {
  mkdirSync(indicatorPicturesPath, { recursive: true });
  writeFileSync(indicatorPagePath, makeIndicatorPage());
  for (const [file, picture] of makeIndicatorPictures()) writeFileSync(join(indicatorPicturesPath, file), picture);
}
