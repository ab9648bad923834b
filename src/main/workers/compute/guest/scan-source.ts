/** A piece of JavaScript as {@link scanSource} cuts it. */
export type Token = {
  readonly kind: 'word' | 'mark' | 'text' | 'comment';
  readonly text: string;
  readonly start: number;
  /** Line, from 1. */
  readonly line: number;
  /** How many brackets are open around it. */
  readonly depth: number;
};

const wordStart = /[\p{ID_Start}$_#\\]/u;
const wordPart = /[\p{ID_Continue}$\\]/u;
/** Words after which a slash begins a regular expression. */
const beforeOperand = new Set(['return', 'typeof', 'case', 'in', 'of', 'do', 'else', 'void', 'delete', 'throw', 'new', 'instanceof', 'yield', 'await']);

/**
 * Cuts JavaScript, known to be well-formed, into words, marks, texts (strings, templates, numbers and regular expressions) and comments.
 * It decides nothing about safety: it finds imports and exports, blanks comments, and compares code by what it says.
 */
export function scanSource(source: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let line = 1;
  let depth = 0;
  let last: Token | null = null;

  function add(kind: Token['kind'], end: number): void {
    const text = source.slice(at, end);
    const token = { kind, text, start: at, line, depth };
    tokens.push(token);
    if (kind !== 'comment') last = token;
    for (let k = at; k < end; k++) if (source[k] === '\n') line += 1;
    at = end;
  }

  while (at < source.length) {
    const char = source.charAt(at);
    const next = source.charAt(at + 1);
    if (char === '\n') line += 1;
    if (/\s/.test(char)) at += 1;
    else if (char === '/' && next === '/') add('comment', endOf(source.indexOf('\n', at), source));
    else if (char === '/' && next === '*') add('comment', endOf(source.indexOf('*/', at + 2) + 2, source, 2));
    else if (char === '"' || char === "'") add('text', endOfString(source, at));
    else if (char === '`') add('text', endOfTemplate(source, at));
    else if (/[0-9]/.test(char) || (char === '.' && /[0-9]/.test(next))) add('text', endOfNumber(source, at));
    else if (char === '/' && isOperandNext(last)) add('text', endOfRegex(source, at));
    else if (wordStart.test(char)) add('word', endOfWord(source, at));
    else {
      if (')]}'.includes(char)) depth -= 1;
      add('mark', at + 1);
      if ('([{'.includes(char)) depth += 1;
    }
  }
  return tokens;
}

const endOf = (found: number, source: string, least = 0): number => (found < least ? source.length : found);

function isOperandNext(last: Token | null): boolean {
  if (last === null) return true;
  if (last.kind === 'word') return beforeOperand.has(last.text);
  return last.kind === 'mark' && !')]}'.includes(last.text);
}

function endOfWord(source: string, start: number): number {
  let end = start + 1;
  while (end < source.length && wordPart.test(source.charAt(end))) end += 1;
  return end;
}

function endOfNumber(source: string, start: number): number {
  const found = /^(?:0[xob][\da-f_]+|[\d_]*\.?[\d_]*(?:e[+-]?[\d_]+)?)n?/i.exec(source.slice(start, start + 400));
  return start + Math.max(1, found?.[0].length ?? 1);
}

function endOfString(source: string, start: number): number {
  const quote = source[start];
  let end = start + 1;
  while (end < source.length && source[end] !== quote) end += source[end] === '\\' ? 2 : 1;
  return Math.min(end + 1, source.length);
}

function endOfRegex(source: string, start: number): number {
  let isInClass = false;
  let end = start + 1;
  while (end < source.length && source[end] !== '\n' && (isInClass || source[end] !== '/')) {
    if (source[end] === '[') isInClass = true;
    else if (source[end] === ']') isInClass = false;
    end += source[end] === '\\' ? 2 : 1;
  }
  return endOfWord(source, Math.min(end, source.length - 1));
}

/** A template with all that stands in its holes, templates in them included. */
function endOfTemplate(source: string, start: number): number {
  let end = start + 1;
  while (end < source.length && source[end] !== '`') {
    if (source[end] === '\\') end += 2;
    else if (source[end] === '$' && source[end + 1] === '{') end = endOfHole(source, end + 2);
    else end += 1;
  }
  return Math.min(end + 1, source.length);
}

function endOfHole(source: string, start: number): number {
  let end = start;
  for (let open = 1; end < source.length && open > 0; ) {
    const char = source.charAt(end);
    if (char === '`') end = endOfTemplate(source, end);
    else if (char === '"' || char === "'") end = endOfString(source, end);
    else {
      if (char === '{') open += 1;
      else if (char === '}') open -= 1;
      end += 1;
    }
  }
  return end;
}
