import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getLeastRole } from '../../src/main/api/index.ts';
import { listCalls, validInputs, type ContractCall } from './list-calls.ts';
import { openInProcess, openPorts, openRest, openWebSocketOwner, openWebSocketWindow, type Api, type OpenDoor } from './open-door.ts';
import { failureOf } from './test-transport-contract.ts';

const calls = listCalls();
const doorNames = ['in process', 'MessagePort', 'WebSocket, window', 'WebSocket, command line', 'REST'] as const;
const openers = [openInProcess, openPorts, openWebSocketWindow, openWebSocketOwner, openRest];

const callOf = (api: Api, { path: [area, verb] }: ContractCall) =>
  (api as unknown as Record<string, Record<string, (input: unknown, options?: { signal: AbortSignal }) => Promise<unknown>>>)[area as string]?.[verb as string] as
    (input: unknown, options?: { signal: AbortSignal }) => Promise<unknown>;

/** Wrong for every procedure whose input has any field at all; in the path of a route it is text, so its first field is kept as text. */
function spoil(call: ContractCall): Record<string, unknown> {
  const input = { ...validInputs[call.name] };
  const inPath = new Set([...call.route.matchAll(/\{(\w+)\}/g)].map((match) => match[1]));
  const body = Object.keys(input).filter((key) => !inPath.has(key));
  for (const key of body) input[key] = { wrong: ['type'] };
  if (body.length === 0) for (const key of inPath) input[key as string] = 'x'.repeat(100);
  return input;
}

type Outcome = { readonly code: string; readonly status: number; readonly message: string; readonly data: unknown };

/** How a call ends: its answer, the first item of its stream, or its error. */
async function outcomeOf(api: Api, call: ContractCall, input: unknown): Promise<Outcome | 'answered'> {
  const controller = new AbortController();
  try {
    const answer = await callOf(api, call)(input, { signal: controller.signal });
    if (call.isStream) {
      const stream = (answer as AsyncIterable<unknown>)[Symbol.asyncIterator]();
      await Promise.race([stream.next(), new Promise((resolve) => setTimeout(resolve, 30))]);
    }
    return 'answered';
  } catch (error) {
    const { code, status, message, data } = error as Outcome;
    return { code, status, message, data };
  } finally {
    controller.abort();
  }
}

describe('every procedure of the contract', () => {
  let doors: OpenDoor[];
  beforeAll(async () => {
    doors = await Promise.all(openers.map((open) => open()));
  });
  afterAll(() => Promise.all(doors.map((door) => door.close())));

  /** One outcome a door, all the same, given once. */
  const sameAtAllDoors = async (outcomeAt: (door: OpenDoor) => Promise<unknown>): Promise<unknown> => {
    const outcomes = await Promise.all(doors.map(outcomeAt));
    outcomes.forEach((outcome, i) => expect(outcome, `${doorNames[i]} answers like ${doorNames[0]}`).toEqual(outcomes[0]));
    return outcomes[0];
  };

  it('has a valid example here, so that a new one is not forgotten', () => {
    expect(calls.map((call) => call.name).sort()).toEqual(Object.keys(validInputs).sort());
    for (const call of calls) expect(call.input.safeParse(validInputs[call.name]).success, call.name).toBe(true);
  });

  it.each(calls)('$name is at every door and ends in the same way', async (call) => {
    const outcome = await sameAtAllDoors((door) => outcomeOf(door.api, call, validInputs[call.name]));
    if (outcome === 'answered') return;
    expect((outcome as Outcome).code, 'an order or a file that the core does not have').toBe('NOT_FOUND');
    expect((outcome as Outcome).message, 'said by the core, not for want of a procedure').toMatch(/^There is no order ord-1\.$|fake core/);
  });

  it.each(calls.filter((call) => Object.keys(validInputs[call.name] ?? {}).length > 0))('$name refuses a wrong input with the same words at every door', async (call) => {
    const input = spoil(call);
    if (call.input.safeParse(input).success) return; // Its only field is free text in the path.
    const outcome = (await sameAtAllDoors(async (door) => {
      const { code, status, data, defined } = await failureOf(() => callOf(door.api, call)(input));
      return { code, status, defined, fields: (data.details['faults'] as { field: string }[]).map(({ field }) => field) };
    })) as { code: string; defined: boolean };
    expect(outcome).toMatchObject({ code: 'INVALID_INPUT', status: 400, defined: true });
  });

  it.each(calls.filter((call) => getLeastRole(call.path) !== 'viewer'))('$name is forbidden to a viewer at every door', async (call) => {
    const outcome = await sameAtAllDoors(async (door) => {
      const { code, status, message } = await failureOf(async () => callOf(await door.as('viewer'), call)(validInputs[call.name]));
      return { code, status, message };
    });
    expect(outcome).toMatchObject({ code: 'FORBIDDEN', status: 403 });
  });

  it('is read with GET when it changes nothing, and only then', () => {
    for (const call of calls) {
      const isRead = getLeastRole(call.path) === 'viewer';
      const computes = ['indicators.compute', 'features.compute', 'analysis.metrics', 'analysis.significance', 'analysis.fitVolatility', 'analysis.testSeries', 'data.adjust', 'data.factors', 'data.align', 'strategies.explain'].includes(call.name);
      expect(call.method === 'GET', call.name).toBe(isRead && !computes);
    }
  });
});
