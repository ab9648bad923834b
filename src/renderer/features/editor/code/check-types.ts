import type TypeScript from 'typescript-6';
import { declareStrategyApi } from '../../../../contract/model/strategy-api.ts';

/** Something that a checker of types says of a stretch of a file, in letters from its start. */
export type TypeFault = { readonly from: number; readonly to: number; readonly message: string };

export type TypeChecker = {
  check(source: string, indicators: readonly string[]): readonly TypeFault[];
  /** What stands at a place: its type, and what is said of it; null: nothing that has one. */
  describe(source: string, at: number): { readonly from: number; readonly to: number; readonly type: string; readonly text: string } | null;
};

const file = '/strategy.ts';
const apiFile = '/tapedeck.d.ts';
const mostFaults = 50;

/**
 * Checks a strategy's file against the API. `libs`: texts of the language's own declarations by file name, such as `lib.es5.d.ts`.
 * What only nags is not said: unused names and missing types of arguments.
 */
export function createTypeChecker(ts: typeof TypeScript, libs: Readonly<Record<string, string>>): TypeChecker {
  const texts = new Map<string, { readonly text: string; readonly version: number }>(Object.entries(libs).map(([name, text]) => [`/${name}`, { text, version: 1 }]));
  const put = (name: string, text: string): void => {
    const before = texts.get(name);
    if (before?.text !== text) texts.set(name, { text, version: (before?.version ?? 0) + 1 });
  };
  put(apiFile, declareStrategyApi([]));
  put(file, '');
  const options: TypeScript.CompilerOptions = {
    target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, lib: ['lib.es2023.d.ts'], types: [], strict: true, noImplicitAny: false,
    noEmit: true, isolatedModules: true, erasableSyntaxOnly: true, skipLibCheck: true,
  };
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [file, apiFile],
    getScriptVersion: (name) => String(texts.get(name)?.version ?? 0),
    getScriptSnapshot: (name) => ((found) => (found === undefined ? undefined : ts.ScriptSnapshot.fromString(found.text)))(texts.get(name)),
    getCurrentDirectory: () => '/',
    getDefaultLibFileName: () => '/lib.es2023.d.ts',
    fileExists: (name) => texts.has(name),
    readFile: (name) => texts.get(name)?.text,
  });
  return {
    check(source, indicators) {
      put(apiFile, declareStrategyApi(indicators));
      put(file, source);
      return [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)].slice(0, mostFaults).map(({ start = 0, length = 0, messageText }) =>
        ({ from: start, to: start + length, message: ts.flattenDiagnosticMessageText(messageText, ' ') }));
    },
    describe(source, at) {
      put(file, source);
      const found = service.getQuickInfoAtPosition(file, at);
      if (found === undefined) return null;
      const { start, length } = found.textSpan;
      return { from: start, to: start + length, type: ts.displayPartsToString(found.displayParts), text: ts.displayPartsToString(found.documentation) };
    },
  };
}
