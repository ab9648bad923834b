import type TypeScript from 'typescript-6';
import compilerUrl from 'typescript-6/lib/typescript.js?url';
import { createTypeChecker, type TypeChecker, type TypeFault } from './check-types.ts';

/** What the thread is asked, and what it answers under the same number. */
export type TypeQuestion =
  | { readonly id: number; readonly ask: 'check'; readonly source: string; readonly indicators: readonly string[] }
  | { readonly id: number; readonly ask: 'describe'; readonly source: string; readonly at: number };
export type TypeAnswer = { readonly id: number } & (
  | { readonly faults: readonly TypeFault[] }
  | { readonly described: ReturnType<TypeChecker['describe']> }
  | { readonly problem: string }
);

declare function importScripts(url: string): void;

/** What the compiler calls itself when it is loaded as a script; nothing before. */
declare const ts: typeof TypeScript;

const libs = import.meta.glob<string>('../../../../../node_modules/typescript-6/lib/lib.{es5,es2015,es2016,es2017,es2018,es2019,es2020,es2021,es2022,es2023,decorators}{,.*}.d.ts', { query: '?raw', import: 'default', eager: true, exhaustive: true });

let checker: TypeChecker | null = null;

/** The compiler is loaded as it was delivered: it is a script of its own, and bundling it would take longer than all the rest. */
function load(): TypeChecker {
  importScripts(compilerUrl);
  return createTypeChecker(ts, Object.fromEntries(Object.entries(libs).map(([path, text]) => [path.slice(path.lastIndexOf('/') + 1), text])));
}

function answer(question: TypeQuestion): TypeAnswer {
  try {
    checker ??= load();
    const { id } = question;
    return question.ask === 'check' ? { id, faults: checker.check(question.source, question.indicators) } : { id, described: checker.describe(question.source, question.at) };
  } catch (error) {
    return { id: question.id, problem: error instanceof Error ? error.message : 'The types were not checked.' };
  }
}

addEventListener('message', ({ data }: MessageEvent<TypeQuestion>) => postMessage(answer(data)));
