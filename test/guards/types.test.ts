import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { plant, projectRoot } from './plant.ts';

const run = promisify(execFile);
const compiler = join(projectRoot, 'node_modules', 'typescript', 'bin', 'tsc');

/** Texts, and what the compiler must say about each; null where it must be content. */
type Case = readonly [text: string, says: string | null];

/** What the compiler says about each text under one of the project's configurations. */
async function compile(configuration: string, cases: readonly Case[]): Promise<string[]> {
  // Inside the project, so that packages and @types are found as they are for its own files.
  const parent = join(projectRoot, 'out');
  mkdirSync(parent, { recursive: true });
  const settings = {
    extends: join(projectRoot, configuration),
    compilerOptions: { rootDir: '.', composite: false, declaration: false, emitDeclarationOnly: false, noEmit: true, incremental: false, tsBuildInfoFile: null },
    include: ['*.ts'],
    exclude: [],
    references: [],
  };
  const texts = Object.fromEntries(cases.map(([text], index) => [`case-${index}.ts`, `export {};\n${text}\n`]));
  const root = plant({ ...texts, 'tsconfig.json': JSON.stringify(settings) }, parent);
  const { stdout } = await run(process.execPath, [compiler, '-p', root, '--pretty', 'false']).catch((error: { stdout: string }) => error);
  return cases.map((_, index) => stdout.split('\n').filter((line) => line.includes(`case-${index}.ts`)).join('\n'));
}

const strict: readonly Case[] = [
  [`export const twice = (x) => x;`, 'implicitly has an'],
  [`export const size = (text: string | null) => text.length;`, 'possibly'],
  [`export const size: { text?: string } = { text: undefined };`, 'exactOptionalPropertyTypes'],
  [`export enum Side { buy }`, 'erasableSyntaxOnly'],
];

const configurations: Readonly<Record<string, readonly Case[]>> = {
  pure: [
    ...strict,
    [`export const root = Math.sqrt(2);`, null],
    [`export const home = process.cwd();`, `Cannot find name 'process'`],
    [`import { readFileSync } from 'node:fs'; export const read = readFileSync;`, 'node:fs'],
    [`export const page = document.title;`, `Cannot find name 'document'`],
    [`setTimeout(() => {}, 1);`, `Cannot find name 'setTimeout'`],
  ],
  node: [
    ...strict,
    [`import { readFileSync } from 'node:fs'; export const read = [readFileSync, process.cwd()];`, null],
    [`export const page = document.title;`, `Cannot find name 'document'`],
    [`export const wide = window.innerWidth;`, `Cannot find name 'window'`],
    [`export const first = (list: string[]): string => list[0];`, 'undefined'],
    [`import { StatOptions } from 'node:fs'; export type Options = StatOptions;`, 'type-only import'],
  ],
  dom: [
    ...strict,
    [`export const page = document.title;`, null],
    [`import { readFileSync } from 'node:fs'; export const read = readFileSync;`, 'node:fs'],
    [`export const home = process.cwd();`, `Cannot find name 'process'`],
    [`export const first = (list: string[]): string => list[0];`, 'undefined'],
  ],
};

it.each(Object.entries(configurations))('the %s configuration of the compiler knows its own surroundings and no others', { timeout: 60_000 }, async (name, cases) => {
  const said = await compile(`tsconfig.${name}.json`, cases);
  for (const [index, [text, says]] of cases.entries()) {
    if (says === null) expect(said[index], text).toBe('');
    else expect(said[index], text).toContain(says);
  }
});
