import { expect, it } from 'vitest';
import { contract } from '../../contract/api/index.ts';
import { getLeastRole, isAllowed, roles } from './roles.ts';

it('gives every procedure of the contract a role, and no other', () => {
  const listVerbs = (areas: object): string[] => Object.entries(areas).flatMap(([area, verbs]) => Object.keys(verbs as object).map((verb) => `${area}.${verb}`));
  expect(listVerbs(roles).sort()).toEqual(listVerbs(contract).sort());
});

it('lets each role do what the lesser ones may', () => {
  expect((['viewer', 'trader', 'admin'] as const).map((role) => (['viewer', 'trader', 'admin'] as const).filter((least) => isAllowed(role, least)))).toEqual([
    ['viewer'], ['viewer', 'trader'], ['viewer', 'trader', 'admin'],
  ]);
});

it.each([['nope', 'verb'], ['__proto__', 'toString'], ['orders', '__proto__'], []])('keeps a path that is not there for admins', (...path) => {
  expect(getLeastRole(path)).toBe('admin');
});
