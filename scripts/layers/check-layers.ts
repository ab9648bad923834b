import { existsSync, globSync } from 'node:fs';
import { dirname, join, posix, sep } from 'node:path';
import { findCycles } from './find-cycles.ts';
import { matches, matchesAny, unitOf } from './match.ts';
import { readFacts, type FileFacts, type Import } from './read-file.ts';
import { doorRules, electronHomes, groundUnits, localeFreeFolders, pureFolders, rules, type DoorRule, type Rule } from './rules.ts';

export type Violation = { file: string; line: number; rule: string; message: string; remedy: string };

/** Checks every source file below `root/src` against the rules. Tests may import anything but Electron. */
export function checkLayers(root: string): Violation[] {
  const source = join(root, 'src');
  const paths = globSync('**/*.{ts,tsx,cts,mts}', { cwd: source }).map((path) => path.split(sep).join('/')).sort();
  const facts = new Map(paths.map((path): [string, FileFacts] => [path, readFacts(join(source, path))]));
  const violations: Violation[] = [];
  for (const [path, { imports, impurities }] of facts) {
    for (const item of imports) violations.push(...checkElectron(path, item));
    if (isTest(path)) continue;
    for (const item of imports) {
      violations.push(...rules.flatMap((rule) => checkRule(rule, path, item)), ...doorRules.flatMap((rule) => checkDoor(rule, path, item)));
    }
    violations.push(...checkPurity(path, impurities));
  }
  return [...violations, ...checkCycles(facts)];
}

/** `x.test.ts`, `x.test-d.ts`, and suites that several tests share, `test-x-contract.ts`. */
const isTest = (path: string): boolean => /\.test(-d)?\.tsx?$|(^|\/)test-[^/]+-contract\.ts$/.test(path);

/** Path relative to `src` of what a relative import names; null for a package. */
function resolveOwn(path: string, specifier: string): string | null {
  return specifier.startsWith('.') ? posix.normalize(posix.join(posix.dirname(path), specifier)) : null;
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

function checkRule(rule: Rule, path: string, item: Import): Violation[] {
  if (!matchesAny(rule.from, path)) return [];
  const target = resolveOwn(path, item.specifier);
  const blame = (message: string): Violation[] => [{ file: `src/${path}`, line: item.line, rule: rule.id, message, remedy: rule.remedy }];
  if (target === null) {
    const isAllowed = rule.packages === undefined || rule.packages.includes(packageOf(item.specifier));
    return isAllowed ? [] : blame(`imports the package ${item.specifier}`);
  }
  const own = unitOf(path);
  const isIn = (patterns: readonly string[]) => patterns.some((pattern) => (pattern === '{own}' ? own !== null && target.startsWith(own) : matches(pattern, target)));
  if (isIn(rule.never ?? [])) return blame(`imports ${target}`);
  if (rule.only === undefined || isIn(rule.only)) return [];
  if (!isIn(rule.onlyAsTypes ?? [])) return blame(`imports ${target}`);
  return item.typeOnly ? [] : blame(`imports ${target} as a value, only its types are allowed`);
}

function checkDoor(rule: DoorRule, path: string, item: Import): Violation[] {
  const target = resolveOwn(path, item.specifier);
  if (target === null || !matchesAny(rule.from, path) || !matches(rule.units, target)) return [];
  const unit = unitOf(target);
  if (unit === null || unit === unitOf(path) || groundUnits.includes(unit) || target === unit + rule.door) return [];
  return [{ file: `src/${path}`, line: item.line, rule: rule.id, message: `imports ${target}, the inside of ${unit}`, remedy: rule.remedy }];
}

function checkElectron(path: string, item: Import): Violation[] {
  if (packageOf(item.specifier) !== 'electron' || matchesAny(electronHomes, path)) return [];
  const remedy = 'Only hosts/electron and preload know Electron: take what it gives as an argument.';
  return [{ file: `src/${path}`, line: item.line, rule: 'electron', message: `imports ${item.specifier}`, remedy }];
}

function checkPurity(path: string, impurities: FileFacts['impurities']): Violation[] {
  if (!matchesAny(pureFolders, path)) return [];
  const isLocale = (what: string) => /Intl|[lL]ocale/.test(what);
  const remedy = 'Take it as an argument: the injected Clock, a seed, a port. The same input must give the same bytes.';
  return impurities
    .filter(({ what }) => !isLocale(what) || matchesAny(localeFreeFolders, path))
    .map(({ what, line }) => ({ file: `src/${path}`, line, rule: 'purity', message: `uses ${what}`, remedy }));
}

function checkCycles(facts: ReadonlyMap<string, FileFacts>): Violation[] {
  const graph = new Map([...facts].filter(([path]) => !isTest(path)).map(([path, { imports }]): [string, string[]] => [
    path,
    imports.filter((item) => !item.typeOnly).flatMap((item) => resolveOwn(path, item.specifier) ?? []).filter((target) => facts.has(target)),
  ]));
  const remedy = 'Move what both need into a file of its own below them, or import only the type.';
  return findCycles(graph).map((cycle) => {
    const [first = '', second = ''] = cycle;
    const line = facts.get(first)?.imports.find((item) => !item.typeOnly && resolveOwn(first, item.specifier) === second)?.line ?? 1;
    return { file: `src/${first}`, line, rule: 'cycle', message: cycle.join(' → '), remedy };
  });
}

if (import.meta.main) {
  const root = process.argv[2] ?? dirname(dirname(import.meta.dirname));
  if (!existsSync(join(root, 'src'))) throw new Error(`There is no src folder in ${root}.`);
  const violations = checkLayers(root);
  for (const { file, line, rule, message, remedy } of violations) console.log(`${file}:${line}  [${rule}] ${message}\n    ${remedy}`);
  console.log(violations.length === 0 ? 'Layers are clean.' : `${violations.length} broken ${violations.length === 1 ? 'rule' : 'rules'}.`);
  process.exitCode = violations.length === 0 ? 0 : 1;
}
