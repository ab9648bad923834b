import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from './plant.ts';

/** A line without comments and texts. */
const codeOf = (line: string): string => line.replaceAll(/'[^']*'|`[^`]*`/g, "''").replace(/^\s*(?:\/?\*).*|\/\/.*/, '');

/** Whether a line tells the compiler or the linter to look away: a cast that would take anything, or a comment of theirs. */
const isSilencing = (line: string): boolean =>
  /\bas (?:unknown|any) as\b|\bas (?:any|never)\b/.test(codeOf(line)) || /(?:\/\/|\/\*)\s*(?:@ts-(?:ignore|expect-error|nocheck)|(?:eslint|oxlint)-disable)/.test(line);

/** Fakes of tests may cast; what runs may not. */
const isTest = (file: string): boolean => /\.test(-d)?\.tsx?$|\/test-[\w-]+-contract\.ts$/.test(file);

it('nothing that runs silences the compiler or the linter', () => {
  const files = globSync('{src,scripts,bin}/**/*.{ts,tsx,mts,mjs}', { cwd: projectRoot }).filter((file) => !isTest(file));
  expect(files.length).toBeGreaterThan(500);
  const found = files.flatMap((file) => readFileSync(join(projectRoot, file), 'utf8').split('\n').flatMap((line, i) => (isSilencing(line) ? [`${file}:${i + 1} ${line.trim()}`] : [])));
  expect(found).toEqual([]);
});

it.each([
  ['order as unknown as Order', true], ['call(value as never)', true], ['const one = value as any;', true], ['// @ts-ignore', true], ['/* oxlint-disable */', true], ['a(); // eslint-disable-line', true],
  ['JSON.parse(text) as unknown', false], ['// as never before', false], ["say('such as any as');", false], [' * as any regression has it', false],
])('%s silences: %s', (line, expected) => {
  expect(isSilencing(line)).toBe(expected);
});
