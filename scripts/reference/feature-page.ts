// The page of all features, made from their definitions: `node scripts/reference/feature-page.ts` writes it, a test says when it is out of date.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FeatureInfo } from '../../src/contract/model/feature.ts';
import { listFeatures } from '../../src/quant/features/index.ts';

export const featurePagePath = join(import.meta.dirname, '../../docs/reference/features.md');

const introduction = `# Features

Numbers for learning: one for each bar, made of that bar and those before it. This page is made from the definitions by \`scripts/reference/feature-page.ts\`.

- **No feature sees the future.** The value of a bar is known at its end. Cutting the series anywhere changes no earlier value; a property test says so for each feature, in the batch, in the stream, with peers and with joined series.
- **The same in training and live.** \`computeFeatures\` over columns and \`createFeatureStream\` bar by bar give the same bits.
- **Null is null.** A value is missing during the warm-up, where a price it needs is missing, and where this page says so. A price of 0 or below and a volume below 0 count as missing. Infinities never leave.
- **Names carry their numbers.** \`return_7\` and \`averages_10_30\` are features, too; the default set has those below.
- **Quotes** (bid, ask and their sizes at the end of the bar) are optional; without them their features are null. A file with bid and ask bars has the closing bid and ask.
- **Calendar and session** go by the clock of the instrument's zone. A session is a day on that clock; bars of a day keep their date.
- **Cross-section** compares with the other instruments that have a bar of the same time; null without any.
- **Scaling** is fitted on the training part alone.

\`\`\`
tapedeck features list
tapedeck features compute --file GOOG.csv
\`\`\`

Series from elsewhere – figures of the economy, ratings, counts – are joined *as they were known*: \`features compute --join FILE.csv:NAME\`, \`joins\` of \`features.compute\` and \`joinAsKnown\` of the library take what each entry is about, when it became known, and its value; a revision counts from when it was published.

Labels come from \`quant/labels\`: forward return, sign, triple barrier, trend scanning. Each brings the bar at which it is known, and how many bars to purge before and to embargo after a test part.
`;

/** A text inside a table. */
const cell = (text: string): string => text.replaceAll('|', '\\|');

const rangeOf = ({ bounds }: FeatureInfo): string => (bounds === null ? '' : `${bounds[0]} … ${bounds[1]}`);

const rowOf = (info: FeatureInfo): string =>
  `| \`${info.name}\` | ${[info.description, info.params.map((param) => `${param.name} ${param.min}–${param.max}`).join(', '), info.inputs.join(' '), String(info.warmup), rangeOf(info), info.scaling, info.source].map(cell).join(' | ')} |`;

/** The page in Markdown. */
export function makeFeaturePage(): string {
  const features = listFeatures();
  const groups = [...new Set(features.map((info) => info.group))];
  const advice = [...new Map(features.map((info) => [info.scaling, info.scalingAdvice]))].map(([scaling, text]) => `- *${scaling}*: ${text}`);
  const tables = groups.map((group) => [
    `## ${group}`, '', '| name | what it says | numbers | reads | warm-up | range | scaling | source |', '|---|---|---|---|---:|---|---|---|',
    ...features.filter((info) => info.group === group).map(rowOf), '',
  ].join('\n'));
  return [introduction, `The default set has ${features.length} features in ${groups.length} groups.`, '', ...advice, '', ...tables].join('\n');
}

if (import.meta.main) writeFileSync(featurePagePath, makeFeaturePage());
