import type { IndicatorInfo } from '../../../../contract/model/indicator.ts';
import { membersOf, type ApiObject } from '../../../../contract/model/strategy-api.ts';
import { readContext, type Context } from './read-context.ts';
import { indicatorNames, paramNames } from './read-names.ts';

export type Suggestion = {
  readonly label: string;
  readonly kind: 'method' | 'property' | 'indicator' | 'parameter';
  /** Beside the label: a type, a title, a usual value. */
  readonly detail: string;
  /** What it is, in words. */
  readonly info: string;
  /** What is written in its place; the label where it is left out. `${}` is where the cursor comes to stand, `${1:20}` a figure to be overwritten. */
  readonly snippet?: string;
};

/** What can stand at a place, and from which letter on it stands in the place of what is typed. */
export type Suggestions = { readonly from: number; readonly options: readonly Suggestion[] };

/** What the API has for a place in a strategy's file; null where it knows nothing. */
export function suggest(source: string, at: number, indicators: readonly IndicatorInfo[]): Suggestions | null {
  const context = readContext(source, at);
  if (context === null) return null;
  const options = optionsOf(context, source, indicators);
  return options.length === 0 ? null : { from: context.from, options };
}

function optionsOf(context: Context, source: string, indicators: readonly IndicatorInfo[]): readonly Suggestion[] {
  const known = (name: string): IndicatorInfo | undefined => indicators.find((info) => info.name === name);
  switch (context.kind) {
    case 'members': return membersAs(context.of);
    case 'keys': return membersAs(context.of, asKey);
    case 'own-indicators': return indicatorNames(source).map((label) => ({ label, kind: 'indicator', detail: 'indicator', info: 'An indicator of this strategy.' }));
    case 'own-params': return paramNames(source).map((label) => ({ label, kind: 'parameter', detail: 'number', info: 'A parameter of this strategy.' }));
    case 'indicators': return indicators.map((info) => ({ label: info.name, kind: 'indicator', detail: info.title, info: describe(info) }));
    case 'indicator-params': return (known(context.name)?.params ?? []).map(({ name, title, default: byDefault, min, max }) => ({
      label: name, kind: 'parameter', detail: String(byDefault), info: `${title}, from ${min} to ${max}.`, snippet: `${name}: \${1:${byDefault}}`,
    }));
    case 'indicator-outputs': return (known(context.name)?.outputs ?? []).map(({ name }) => ({ label: name, kind: 'property', detail: 'output', info: `An output of ${context.name}.` }));
    case 'columns': return ['open', 'high', 'low', 'close', 'volume'].map((label) => ({ label, kind: 'property', detail: 'column', info: 'A column of the bars.' }));
  }
}

const describe = ({ description, params }: IndicatorInfo): string =>
  `${description}${params.length === 0 ? '' : ` { ${params.map(({ name, default: byDefault }) => `${name}: ${byDefault}`).join(', ')} }`}`;

const isCall = (declaration: string): boolean => /^\w+\??\(/.test(declaration);
const plain = (text: string): string => text.replaceAll(/[`*]/g, '');

function membersAs(object: ApiObject, snippet: (name: string) => string | undefined = () => undefined): Suggestion[] {
  return membersOf(object).map(({ name, declaration, text }) => {
    const written = snippet(name);
    return {
      label: name, kind: isCall(declaration) ? 'method' : 'property', detail: declaration.replace(/^(?:readonly )?\w+\??/, '').replace(/^: /, ''), info: plain(text), ...(written === undefined ? {} : { snippet: written }),
    };
  });
}

const bodies: Readonly<Record<string, string>> = {
  name: "name: '${}',", title: "title: '${}',", description: "description: '${}',", params: 'params: { ${} },', indicators: 'indicators: (p) => ({ ${} }),', state: 'state: { ${} },',
  onBar: 'onBar(c, p) {\n  ${}\n},', signals: 'signals: ({ close }, p) => ${},',
};
const asKey = (name: string): string => bodies[name] ?? `${name}: \${}`;
