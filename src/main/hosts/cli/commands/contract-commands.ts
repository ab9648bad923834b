import { Option, type Command } from 'commander';
import { z } from 'zod';
import { contract } from '../../../../contract/api/index.ts';
import { connect } from '../connect.ts';
import type { CliIo } from '../io.ts';
import { leaf, type Body, type Run } from '../leaf.ts';
import { parseJson, parseNumber } from '../parse-options.ts';
import { toDocument } from '../to-document.ts';
import { flagName } from './flag-name.ts';

type JsonSchema = { type?: string; enum?: unknown[]; properties?: Record<string, JsonSchema>; required?: string[]; items?: JsonSchema; description?: string };

/** A procedure of the contract as the command line sees it. */
type Procedure = { readonly '~orpc': { readonly inputSchema?: z.ZodType; readonly route: { readonly summary?: string; readonly path?: string } } };

/** How the text of a flag becomes a value: by the type that the contract gives the field. */
function parserOf(schema: JsonSchema): ((text: string, before?: unknown) => unknown) | null {
  if (schema.type === 'number' || schema.type === 'integer') return parseNumber;
  if (schema.type === 'string' || schema.enum !== undefined) return (text) => text;
  if (schema.type === 'array' && schema.items?.type === 'string') return (text, before) => [...(Array.isArray(before) ? before : []), ...text.split(',')];
  return parseJson;
}

function addFlag(command: Command, name: string, schema: JsonSchema, isRequired: boolean): void {
  const flag = flagName(name);
  if (schema.type === 'boolean') {
    command.option(`--${flag}`);
    return;
  }
  const option = new Option(`--${flag} <${schema.type ?? 'json'}>`, schema.description ?? '');
  if (schema.enum !== undefined) option.choices(schema.enum.map(String));
  else option.argParser(parserOf(schema) as (text: string, before: unknown) => unknown);
  command.addOption(isRequired ? option.makeOptionMandatory() : option);
}

/** What the procedure's address names, such as the order of `/orders/{orderId}/cancel`: a person types it without a flag. */
const argumentsOf = (procedure: Procedure): string[] => Array.from((procedure['~orpc'].route.path ?? '').matchAll(/\{(\w+)\}/g), (match) => match[1] ?? '');

/** Walks to a procedure of the client by its area and verb. */
const procedureOf = (client: unknown, area: string, verb: string) =>
  (client as Record<string, Record<string, (input: unknown, options: { signal: AbortSignal }) => Promise<unknown>>>)[area]?.[verb];

const isStream = (value: unknown): value is AsyncIterable<unknown> => typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

/**
 * A command for every procedure of the contract that has none of its own, `tapedeck <area> <verb>`, its flags read from
 * the procedure's input. Answers are printed as JSON; streams as one document a line until Ctrl-C.
 */
export function addContractCommands(run: Run, areaCommand: (area: string) => Command): void {
  for (const [area, procedures] of Object.entries(contract)) {
    const parent = areaCommand(area);
    for (const [verb, procedure] of Object.entries(procedures as unknown as Record<string, Procedure>)) {
      const name = flagName(verb);
      if (parent.commands.some((one) => one.name() === name)) continue;
      const command = leaf(parent.command(name).description(procedure['~orpc'].route.summary ?? ''));
      const schema = (procedure['~orpc'].inputSchema === undefined ? {} : z.toJSONSchema(procedure['~orpc'].inputSchema, { io: 'input' })) as JsonSchema;
      const named = argumentsOf(procedure);
      for (const field of named) command.argument(`<${flagName(field)}>`);
      for (const [field, property] of Object.entries(schema.properties ?? {})) {
        if (!named.includes(field)) addFlag(command, field, property, schema.required?.includes(field) === true);
      }
      command.action(run(callProcedure(area, verb, Object.keys(schema.properties ?? {}), named)));
    }
  }
}

/** One document a line until the stream ends or Ctrl-C ends it. */
async function printStream(stream: AsyncIterable<unknown>, io: CliIo): Promise<void> {
  try {
    for await (const item of stream) io.out(JSON.stringify(toDocument(item)));
  } catch (error) {
    if (!io.signal.aborted) throw error;
  }
}

const callProcedure = (area: string, verb: string, fields: readonly string[], named: readonly string[]): Body<object> =>
  async (options, io, { json, common }, args) => {
    const input = {
      ...Object.fromEntries(Object.entries(options).filter(([name]) => fields.includes(name))),
      ...Object.fromEntries(named.map((field, i) => [field, args[i]])),
    };
    const connection = await connect(common);
    try {
      const answer = await procedureOf(connection.client, area, verb)?.(input, { signal: io.signal });
      if (isStream(answer)) await printStream(answer, io);
      else io.out(JSON.stringify(toDocument(answer), null, json ? 0 : 2));
    } finally {
      await connection.close();
    }
  };
