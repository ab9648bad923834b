import { QuantError } from '../error.ts';

/** The words of one sentence, read from left to right. Every refusal names the line and the word it stands at. */
export class SentenceWords {
  readonly #words: readonly string[];
  readonly #line: number;
  #at = 0;

  constructor(sentence: string, line: number) {
    this.#line = line;
    const words = sentence.match(/"[^"]*"|[A-Za-z][A-Za-z0-9_]*|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|[^\s]/g) ?? [];
    if (words.at(-1) !== '.') throw new QuantError('RULES_INVALID', `Line ${line}: A sentence ends with a full stop.`);
    this.#words = words.slice(0, -1);
  }

  get next(): string | undefined { return this.#words[this.#at]; }

  /** The next word, whatever it is. */
  take(what: string): string {
    const word = this.next;
    if (word === undefined) throw this.refuse(what);
    this.#at += 1;
    return word;
  }

  /** Takes these words where they come next. */
  takes(...words: readonly string[]): boolean {
    if (!words.every((word, k) => this.#words[this.#at + k] === word)) return false;
    this.#at += words.length;
    return true;
  }

  expect(...words: readonly string[]): void {
    if (!this.takes(...words)) throw this.refuse(words.join(' '));
  }

  number(): number {
    const word = this.next;
    if (word === undefined || !/^-?\d/.test(word)) throw this.refuse('a number');
    this.#at += 1;
    return Number(word);
  }

  name(what: string): string {
    const word = this.next;
    if (word === undefined || !/^[A-Za-z]/.test(word)) throw this.refuse(what);
    this.#at += 1;
    return word;
  }

  end(): void {
    if (this.next !== undefined) throw this.refuse('the end of the sentence');
  }

  refuse(wanted: string): QuantError {
    const found = this.next;
    return new QuantError('RULES_INVALID', `Line ${this.#line}: Here ${wanted} was expected, not ${found === undefined ? 'the end of the sentence' : JSON.stringify(found)}.`);
  }
}
