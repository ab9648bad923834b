import { guestUrl } from './guest-url.ts';

/** What `defineStrategy` is to the strategy: it takes a definition and gives the token that is exported. */
export type Define = (definition: unknown) => object;

/** Evaluators, and the tools of those who build compartments: no strategy needs them. */
const withheld = ['eval', 'Function', 'Compartment', 'lockdown', 'harden', 'TextEncoder', 'TextDecoder', 'escape', 'unescape', 'globalThis'];

/**
 * Runs the body of a strategy's file in a compartment of its own and gives what it exports as `strategy`. Names of the language are handed in
 * as parameters: found through the compartment's scope, each use of them would cost a hundred times as much. `locked` must have been locked down.
 */
export function compileGuest(body: string, defineName: string | null, define: Define): unknown {
  const compartment = new Compartment();
  const { globalThis: globals } = compartment as { globalThis: Record<string, unknown> };
  for (const name of withheld) delete globals[name];
  // Arrays of floats are withheld from compartments because NaN has many bit patterns; a strategy has nobody to signal to with them.
  Object.assign(globals, { Float32Array, Float64Array });
  const names = Object.getOwnPropertyNames(globals);
  const values = names.map((name) => globals[name]);
  // The inner function is there so that a strategy may give names of its own to what it does not use.
  const head = `(function (${[...names, ...(defineName === null ? [] : [defineName])].join(', ')}) { 'use strict'; return (function () { `;
  const make = compartment.evaluate(`${head}${body}\n;return strategy; })(); })\n//# sourceURL=${guestUrl}`) as (...args: readonly unknown[]) => unknown;
  return make(...values, ...(defineName === null ? [] : [define]));
}
