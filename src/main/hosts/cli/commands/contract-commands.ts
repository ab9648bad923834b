import type { Command } from 'commander';
import type { z } from 'zod';
import { contract } from '../../../../contract/api/index.ts';
import type { Order } from '../../../../contract/model/order.ts';
import { checkValue } from '../check-value.ts';
import { connect } from '../connect.ts';
import type { CliIo } from '../io.ts';
import { leaf, type Body, type Run } from '../leaf.ts';
import { renderAnswer, renderEntry } from '../render/index.ts';
import { toDocument } from '../to-document.ts';
import { addFlag, listFlags, readInput, type Flag } from './contract-flags.ts';
import { flagName } from './flag-name.ts';
import { changeAndWait, killAndWait } from './wait-for-orders.ts';

/** A procedure of the contract as the command line sees it. */
type Procedure = { readonly '~orpc': { readonly inputSchema?: z.ZodType | undefined; readonly route: { readonly summary?: string; readonly path?: string } } };

/** The contract by name of area and verb. */
const areas: Readonly<Record<string, Readonly<Record<string, Procedure>>>> = contract;

/** What the procedure's address names, such as the order of `/orders/{orderId}/cancel`: a person types it without a flag. */
const argumentsOf = (procedure: Procedure): string[] => Array.from((procedure['~orpc'].route.path ?? '').matchAll(/\{(\w+)\}/g), (match) => match[1] ?? '');

const decapitalise = (text: string): string => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;

/** Walks to a procedure of the client by its area and verb. */
const procedureOf = (client: unknown, area: string, verb: string) =>
  (client as Record<string, Record<string, (input: unknown, options: { signal: AbortSignal }) => Promise<unknown>>>)[area]?.[verb];

const isStream = (value: unknown): value is AsyncIterable<unknown> => typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

/**
 * A command for every procedure of the contract that has none of its own, `tapedeck <area> <verb>`, its flags read from
 * the procedure's input. Answers are a table or a sentence, with --json one document; streams give a line an entry until Ctrl-C.
 */
export function addContractCommands(run: Run, areaCommand: (area: string) => Command): void {
  for (const [area, procedures] of Object.entries(areas)) {
    const parent = areaCommand(area);
    for (const [verb, procedure] of Object.entries(procedures)) {
      const name = flagName(verb);
      if (parent.commands.some((one) => one.name() === name)) continue;
      const command = leaf(parent.command(name).description(decapitalise(procedure['~orpc'].route.summary ?? '')));
      const flags = listFlags(procedure['~orpc'].inputSchema);
      const isNamed = ({ path: [field = ''] }: Flag): boolean => argumentsOf(procedure).includes(field);
      const named = flags.filter(isNamed);
      const typed = flags.filter((flag) => !isNamed(flag));
      for (const flag of named) command.argument(`<${flag.name}>`, flag.schema.description ?? '');
      for (const flag of typed) addFlag(command, flag);
      command.action(run(callProcedure(area, verb, named, typed)));
    }
  }
}

/** A line an entry until the stream ends or Ctrl-C ends it. */
async function printStream(stream: AsyncIterable<unknown>, io: CliIo, json: boolean): Promise<void> {
  try {
    for await (const item of stream) io.out(json ? JSON.stringify(toDocument(item)) : renderEntry(toDocument(item)));
  } catch (error) {
    if (!io.signal.aborted) throw error;
  }
}

const callProcedure = (area: string, verb: string, named: readonly Flag[], flags: readonly Flag[]): Body<Record<string, unknown>> =>
  async (options, io, { json, common }, args) => {
    const input = {
      ...readInput(flags, (attribute) => options[attribute]),
      ...readArguments(named, args),
    };
    const connection = await connect(common);
    try {
      const call = async (): Promise<unknown> => procedureOf(connection.client, area, verb)?.(input, { signal: io.signal });
      const answer = await waitFor(`${area}.${verb}`, connection.client, call, io.signal);
      if (isStream(answer)) await printStream(answer, io, json);
      else io.out(json ? JSON.stringify(toDocument(answer)) : renderAnswer(`${area}.${verb}`, toDocument(answer)));
    } finally {
      await connection.close();
    }
  };

/** The call; what asks something of the venue is over when the venue has answered. */
function waitFor(procedure: string, client: Parameters<typeof changeAndWait>[0], call: () => Promise<unknown>, signal: AbortSignal): Promise<unknown> {
  if (procedure === 'orders.cancel' || procedure === 'orders.replace') return changeAndWait(client, call as () => Promise<Order>, signal);
  return procedure === 'risk.kill' ? killAndWait(client, call, signal) : call();
}

const readArguments = (named: readonly Flag[], args: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(named.map(({ path: [field = ''], name, schema }, i) => [field, checkValue(schema, name, args[i])]));
