// The page of all ready-made strategies, made from their definitions: `node scripts/reference/strategy-page.ts` writes it, a test says when it is out of date.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Param } from '../../src/contract/model/param.ts';
import type { StrategyInfo } from '../../src/contract/model/strategy.ts';
import { listStrategies } from '../../src/quant/strategies/index.ts';

export const strategyPagePath = join(import.meta.dirname, '../../docs/reference/strategies.md');

const introduction = `# Ready-made strategies

Each is its sentence and nothing more. This page is made from the definitions by \`scripts/reference/strategy-page.ts\`.

- A strategy is asked on the close of each bar from the first one on which all its indicators have a value. Market orders fill at the next open, or at that same close with \`--fill same-close\`.
- Where a sentence gives no size it is the run's own (\`--size\`, all that is there unless told otherwise). \`grid\`, \`dca\`, \`vol-target\`, \`turtle\`, the rotations and the pair size by their parameters; amounts are in the currency of the data.
- *Flat*: nothing of the symbol is held. *Crosses*: strictly on the other side on the bar before, strictly beyond now. Averages are simple unless said otherwise, the average true range and the relative strength index are Wilder's, and days are those of UTC.
- Each one stands in tests against its sentence written out as a loop over the bars, fill by fill on random walks, and trades the same until an open, whatever comes after it.
- None of them is advice. They are the usual ones to start from, to change, and to measure others by.

\`\`\`
tapedeck strategies list
tapedeck backtest run --file GOOG.csv --strategy turtle --params '{"entry":55,"exit":20}'
tapedeck backtest run --file KO.csv --file PEP.csv --strategy pairs-cointegration
\`\`\`
`;

function paramLine({ name, title, default: byDefault, min, max, choices }: Param): string {
  const range = choices === undefined ? `${min} to ${max}` : choices.map((choice) => `${choice.value} ${choice.title}`).join(', ');
  return `| \`${name}\` | ${title} | ${byDefault} | ${range} |`;
}

function symbolsOf({ symbols }: StrategyInfo): string {
  if (symbols === undefined) return 'the first one given';
  const { min, max } = symbols;
  return max === undefined ? `${min} or more` : max === min ? String(min) : `${min} to ${max}`;
}

const sectionOf = (info: StrategyInfo): string => [
  `### ${info.name}`, '', `${info.title}. ${info.description}`, '',
  `Symbols: ${symbolsOf(info)}. ${info.vectorised ? 'Sweeps run it over whole columns.' : 'Asked bar by bar.'}${info.source === undefined ? '' : ` Source: ${info.source}.`}`, '',
  ...(info.params.length === 0 ? [] : ['| parameter | | default | range |', '|---|---|---:|---|', ...info.params.map(paramLine), '']),
].join('\n');

/** The page in Markdown. */
export function makeStrategyPage(): string {
  const strategies = listStrategies();
  const families = [...new Set(strategies.map((info) => info.family))];
  const parts = families.map((family) => [`## ${family}`, '', ...strategies.filter((info) => info.family === family).map(sectionOf)].join('\n'));
  return [introduction, `There are ${strategies.length} in ${families.length} families.`, '', ...parts].join('\n');
}

if (import.meta.main) writeFileSync(strategyPagePath, makeStrategyPage());
