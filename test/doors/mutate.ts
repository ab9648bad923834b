/** A small fast generator of its own seed (xorshift), so that every failure can be had again. */
export function createDice(seed: number) {
  let state = seed | 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  return {
    below: (limit: number): number => next() % limit,
    pick: <T>(list: readonly T[]): T => list[next() % list.length] as T,
  };
}
export type Dice = ReturnType<typeof createDice>;

const nested = (depth: number, open: string, close: string): string => open.repeat(depth) + close.repeat(depth);

/** Values that are wrong nearly everywhere. */
const oddities: readonly string[] = [
  'null', 'true', '-1', '1e999', '9007199254740993', '""', '"\\u0000"', '[]', '{}', '[null]', '{"__proto__":{"polluted":1}}', '{"constructor":{"prototype":{"polluted":1}}}',
  '{"toString":1,"valueOf":null,"then":1}', `"${'x'.repeat(5_000)}"`, nested(200, '[', ']'), nested(200, '{"a":', '}').replace('{"a":}', '{"a":1}'), '"SIM:ACME"', '1.5', '"NaN"',
];

/** Texts of whole values: strings, numbers, words. */
const values = /"(?:[^"\\]|\\.)*"(?!\s*:)|-?\d+(?:\.\d+)?|true|false|null/g;

/** Damages a valid JSON text in one of many ways. */
export function mutateText(text: string, dice: Dice): string {
  switch (dice.below(30)) {
    case 0:
      return text.slice(0, dice.below(text.length));
    case 1: {
      const at = dice.below(text.length);
      return text.slice(0, at) + String.fromCharCode(dice.below(0x250)) + text.slice(at + 1);
    }
    case 2: {
      const [from, to] = [dice.below(text.length), dice.below(text.length)];
      return text.slice(0, from) + text.slice(to);
    }
    case 3:
      return text + dice.pick(['}', ']', ',', '\u0000', text]);
    case 4:
      return text.replaceAll('{', () => (dice.below(3) === 0 ? '{"__proto__":{"polluted":1},' : '{'));
    case 5:
      return dice.pick(oddities);
    default: {
      // Mostly this one: the frame stays readable, and something in it has the wrong type.
      const found = [...text.matchAll(values)];
      if (found.length === 0) return dice.pick(oddities);
      const { index, 0: old } = dice.pick(found);
      return text.slice(0, index) + dice.pick(oddities) + text.slice(index + old.length);
    }
  }
}

/** Bytes without any sense. */
export const randomBytes = (dice: Dice): Uint8Array<ArrayBuffer> => Uint8Array.from({ length: dice.below(200) }, () => dice.below(256));
