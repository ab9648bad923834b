import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { plant, projectRoot } from './plant.ts';

const run = promisify(execFile);
const linter = join(projectRoot, 'node_modules', 'oxlint', 'bin', 'oxlint');
const typeLinter = join(
  projectRoot, 'node_modules', '@oxlint-tsgolint', `${process.platform}-${process.arch}`, process.platform === 'win32' ? 'tsgolint.exe' : 'tsgolint',
);

/** What the linter says about planted files under the project's rules, with types: one line for each finding. */
async function lint(files: Readonly<Record<string, string>>): Promise<string[]> {
  const root = plant({
    ...files,
    '.oxlintrc.json': readFileSync(join(projectRoot, '.oxlintrc.json'), 'utf8'),
    'tsconfig.json': JSON.stringify({ compilerOptions: { strict: true, target: 'ES2024', module: 'ESNext', moduleResolution: 'bundler', types: [] } }),
  });
  const options = { cwd: root, env: { ...process.env, OXLINT_TSGOLINT_PATH: typeLinter } };
  const { stdout } = await run(process.execPath, [linter, '--type-aware', '--format', 'unix'], options).catch((error: { stdout: string }) => error);
  return stdout.split('\n').filter((line) => line.includes('[Error/'));
}

const save = `const save = async () => {};\n`;

const refused: readonly (readonly [rule: string, text: string])[] = [
  ['no-floating-promises', `${save}export const run = () => { save(); };`],
  ['no-misused-promises', `${save}export const run = () => [1].forEach(save);`],
  ['await-thenable', `export const run = async (count: number) => await count;`],
  ['no-explicit-any', `export const read = (value: any): unknown => value;`],
  ['no-non-null-assertion', `export const read = (value: string | null) => value!.length;`],
  ['ban-ts-comment', `// @ts-ignore\nexport const read = 1;`],
  ['consistent-type-imports', `import { A } from './a.ts';\nexport type B = A;`],
  ['no-default-export', `export default 1;`],
  ['eqeqeq', `export const same = (a: number, b: number) => a == b;`],
  ['only-throw-error', `export const fail = () => { throw 'no'; };`],
  ['switch-exhaustiveness-check', `export function name(side: 'buy' | 'sell') { switch (side) { case 'buy': return 1; } return 0; }`],
  ['no-focused-tests', `import { it } from 'vitest';\nit.only('runs alone', () => {});`],
  ['no-disabled-tests', `import { it } from 'vitest';\nit.skip('does not run', () => {});`],
];

it('the linter refuses each thing that the project forbids', { timeout: 60_000 }, async () => {
  const found = await lint(Object.fromEntries(refused.map(([rule, text]) => [`src/main/${rule}.test.ts`, text])));
  for (const [rule] of refused) {
    expect(found.filter((line) => line.startsWith(`src/main/${rule}.test.ts`)), rule).toEqual([expect.stringContaining(`(${rule})`)]);
  }
});

it('the linter lets kernels index typed arrays inside proven bounds', { timeout: 60_000 }, async () => {
  expect(await lint({ 'src/quant/first.ts': `export const first = (values: Float64Array): number => values[0]!;` })).toEqual([]);
});
