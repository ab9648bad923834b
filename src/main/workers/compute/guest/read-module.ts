import { transformSync } from 'amaro';
import { StrategyFault } from '../../../../quant/strategies/strategy-fault.ts';
import { scanSource, type Token } from './scan-source.ts';

/** A strategy's file as it can be run: a function body whose lines are those of the file. */
export type GuestModule = {
  readonly body: string;
  /** What the file calls `defineStrategy`; null where it does not import it. */
  readonly defineName: string | null;
  readonly tokens: readonly Token[];
};

/** As the parser of types throws it. */
type ParserFault = { readonly code: string; readonly message: string; readonly startLine: number };

/**
 * Takes the types, the import of `tapedeck` and the words `export` out of a file; all else keeps its line and column.
 * A {@link StrategyFault} with the line where the file is not TypeScript whose types can be erased, imports anything else, or exports no `strategy`.
 */
export function readModule(file: string, source: string): GuestModule {
  const code = stripTypes(file, source);
  const tokens = scanSource(code);
  const meaningful = tokens.filter((one) => one.kind !== 'comment');
  const blanks: [start: number, end: number][] = tokens.filter((one) => one.kind === 'comment').map((one) => [one.start, one.start + one.text.length]);
  let defineName: string | null = null;
  let hasStrategy = false;
  for (const [k, token] of meaningful.entries()) {
    if (token.kind !== 'word') continue;
    if (token.text === 'import' && !isProperty(meaningful, k)) {
      const end = readImport(file, meaningful, k, token.line, (name) => (defineName = name));
      blanks.push([token.start, end]);
    } else if (token.text === 'export' && token.depth === 0 && !isProperty(meaningful, k)) {
      if (readExport(file, meaningful, k, token.line) === 'strategy') hasStrategy = true;
      blanks.push([token.start, token.start + token.text.length]);
    } else if (token.text === 'await' && token.depth === 0) {
      throw new StrategyFault({ file, line: token.line }, 'A strategy waits for nothing; take the await out.');
    }
  }
  if (!hasStrategy) throw new StrategyFault({ file }, 'It exports no strategy; write export const strategy = defineStrategy({ … }).');
  return { body: blank(code, blanks), defineName, tokens: meaningful };
}

function stripTypes(file: string, source: string): string {
  try {
    return transformSync(source, { mode: 'strip-only' }).code;
  } catch (error) {
    const fault = error as Partial<ParserFault>;
    if (typeof fault.startLine !== 'number' || typeof fault.message !== 'string') throw new StrategyFault({ file }, 'It cannot be read as TypeScript.');
    const remedy = fault.code === 'UnsupportedSyntax' ? `${fault.message.replace(' in strip-only mode', '')}: only types that can be erased are; write it as JavaScript.` : `${fault.message}.`;
    throw new StrategyFault({ file, line: fault.startLine }, remedy);
  }
}

/** `.import` or `import:` is only a name. */
const isProperty = (tokens: readonly Token[], k: number): boolean => tokens[k - 1]?.text === '.' || tokens[k + 1]?.text === ':';

/** Reads `import { defineStrategy as name } from 'tapedeck'` and gives where it ends; anything else is refused. */
function readImport(file: string, tokens: readonly Token[], start: number, line: number, setName: (name: string) => void): number {
  const refuse = (what: string): never => {
    throw new StrategyFault({ file, line }, `A strategy imports defineStrategy from 'tapedeck' and nothing else, not ${what}.`);
  };
  let k = start + 1;
  if (tokens[k]?.text !== '{') return refuse(tokens.slice(k).find((one) => one.kind === 'text')?.text ?? 'this');
  k += 1;
  for (let name = tokens[k]?.text; name !== undefined && name !== '}'; name = tokens[++k]?.text) {
    if (name === ',') continue;
    if (name !== 'defineStrategy') return refuse(name);
    const isRenamed = tokens[k + 1]?.text === 'as';
    setName(isRenamed ? (tokens[k + 2]?.text ?? name) : name);
    if (isRenamed) k += 2;
  }
  const from = tokens[k + 2];
  if (tokens[k + 1]?.text !== 'from' || from === undefined || !/^(['"])tapedeck\1$/.test(from.text)) return refuse(from?.text ?? 'this');
  return from.start + from.text.length;
}

/** The name that `export const|let|function|class name` exports. */
function readExport(file: string, tokens: readonly Token[], k: number, line: number): string {
  const kind = tokens[k + 1]?.text;
  if (kind === 'const' || kind === 'let' || kind === 'function' || kind === 'class') return tokens[k + 2]?.text ?? '';
  throw new StrategyFault({ file, line }, 'A strategy is exported by its name; write export const strategy = defineStrategy({ … }).');
}

/** The same text with stretches of it turned into spaces; line ends stay. */
function blank(code: string, stretches: readonly (readonly [start: number, end: number])[]): string {
  let text = '';
  let at = 0;
  for (const [start, end] of stretches.toSorted(([a], [b]) => a - b)) {
    if (end <= at) continue;
    text += code.slice(at, start) + code.slice(Math.max(at, start), end).replace(/[^\n]/g, ' ');
    at = end;
  }
  return text + code.slice(at);
}
