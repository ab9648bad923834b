import { QuantError } from '../error.ts';
import { nearestName } from '../text/nearest-name.ts';

/** Whether a combination, its values in the order of the names, is to be tried. */
export type Condition = (values: Float64Array) => boolean;

type Term = (values: Float64Array) => number;

const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b, '<=': (a, b) => a <= b, '>': (a, b) => a > b, '>=': (a, b) => a >= b, '==': (a, b) => a === b, '=': (a, b) => a === b, '!=': (a, b) => a !== b,
};
const operations: Readonly<Record<string, (a: number, b: number) => number>> = { '+': (a, b) => a + b, '-': (a, b) => a - b, '*': (a, b) => a * b, '/': (a, b) => a / b };

const tokenPattern = /\s*(<=|>=|==|!=|&&|[<>=+\-*/(),]|\d+(?:\.\d+)?(?:e[+-]?\d+)?|\.\d+|[A-Za-z_]\w*)/y;
/** Deep enough for any condition that a person writes. */
const deepest = 50;

/** Reads comparisons of sums and products of parameters and numbers, joined by `and` (or `&&`, or commas): `fast < slow and slow - fast >= 5`. */
class Reader {
  readonly #text: string;
  readonly #names: readonly string[];
  readonly #tokens: readonly string[];
  #next = 0;
  #depth = 0;

  constructor(text: string, names: readonly string[]) {
    this.#text = text;
    this.#names = names;
    this.#tokens = this.#split();
  }

  read(): Condition {
    const parts = [this.#comparison()];
    while (this.#takes('and', '&&', ',') !== null) parts.push(this.#comparison());
    if (this.#next < this.#tokens.length) throw this.#wrong(`"${this.#tokens[this.#next]}" was not expected`);
    return (values) => parts.every((part) => part(values));
  }

  #split(): readonly string[] {
    const tokens: string[] = [];
    tokenPattern.lastIndex = 0;
    while (tokenPattern.lastIndex < this.#text.trimEnd().length) {
      const at = tokenPattern.lastIndex;
      const match = tokenPattern.exec(this.#text);
      if (match === null) throw this.#wrong(`"${this.#text.slice(at).trim().charAt(0)}" was not expected`);
      tokens.push(match[1]!);
    }
    return tokens;
  }

  #takes(...wanted: readonly string[]): string | null {
    const token = this.#tokens[this.#next];
    if (token === undefined || !wanted.includes(token)) return null;
    this.#next += 1;
    return token;
  }

  /** One comparison or a chain of them: `2 < fast < slow`. */
  #comparison(): Condition {
    let left = this.#sum();
    const links: Condition[] = [];
    for (let sign = this.#takes(...Object.keys(comparisons)); sign !== null; sign = this.#takes(...Object.keys(comparisons))) {
      const [a, b, compare] = [left, this.#sum(), comparisons[sign]!];
      links.push((values) => compare(a(values), b(values)));
      left = b;
    }
    if (links.length === 0) throw this.#wrong('a comparison is missing');
    return (values) => links.every((link) => link(values));
  }

  #sum(): Term {
    return this.#chain(['+', '-'], () => this.#chain(['*', '/'], () => this.#atom()));
  }

  #chain(signs: readonly string[], part: () => Term): Term {
    let term = part();
    for (let sign = this.#takes(...signs); sign !== null; sign = this.#takes(...signs)) {
      const [a, b, operate] = [term, part(), operations[sign]!];
      term = (values) => operate(a(values), b(values));
    }
    return term;
  }

  #atom(): Term {
    if (++this.#depth > deepest) throw this.#wrong('it is nested too deep');
    try {
      if (this.#takes('-') !== null) {
        const term = this.#atom();
        return (values) => -term(values);
      }
      if (this.#takes('(') !== null) {
        const term = this.#sum();
        if (this.#takes(')') === null) throw this.#wrong('a bracket is not closed');
        return term;
      }
      return this.#name();
    } finally {
      this.#depth -= 1;
    }
  }

  #name(): Term {
    const token = this.#tokens[this.#next++];
    if (token === undefined) throw this.#wrong('it ends too early');
    if (/^[\d.]/.test(token)) {
      const value = Number(token);
      return () => value;
    }
    const index = this.#names.indexOf(token);
    if (index >= 0) return (values) => values[index];
    if (!/^\w/.test(token)) throw this.#wrong(`"${token}" was not expected`);
    const nearest = nearestName(token, this.#names);
    throw this.#wrong(`${token} is not varied${nearest === null ? `, only ${this.#names.join(', ')}` : `; did you mean ${nearest}?`}`);
  }

  #wrong(what: string): QuantError {
    return new QuantError('CONDITION_INVALID', `The condition "${this.#text}" cannot be read: ${what}${what.endsWith('?') ? '' : '.'} Write comparisons such as fast<slow and slow-fast>=5.`);
  }
}

/** A condition on values in the order of the names. Errors: CONDITION_INVALID. */
export const parseCondition = (text: string, names: readonly string[]): Condition => new Reader(text, names).read();
