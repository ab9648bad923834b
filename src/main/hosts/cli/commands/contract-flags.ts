import { Option, type Command } from 'commander';
import { z } from 'zod';
import { checkValue } from '../check-value.ts';
import { UsageError } from '../io.ts';
import { collectList, collectNumbers, parseJson, parseMoment, parseNumber } from '../parse-options.ts';
import { flagName, flagNames } from './flag-name.ts';

/** A field of a procedure's input as the command line takes it. */
export type Flag = {
  /** Where it stands in the input: `changes.quantity` is typed as `--quantity`. */
  readonly path: readonly string[];
  /** Its name without dashes. */
  readonly name: string;
  readonly schema: z.ZodType;
  readonly isRequired: boolean;
  /** The object that it belongs to, where that object must be there. */
  readonly owner: { readonly field: string; readonly schema: z.ZodType } | null;
};

/** The schema inside whatever makes it optional, nullable or gives it a default. */
function unwrap(schema: z.ZodType): z.ZodType {
  const isWrapped = schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodNullable;
  return isWrapped ? unwrap(schema.unwrap() as z.ZodType) : schema;
}

/** How one says that there is none. The parser makes an empty text of a null, so that it stays this word until the input is read. */
const none = 'none';

/** It may be said that there is none. */
const isNullable = (schema: z.ZodType): boolean => schema instanceof z.ZodNullable || (schema instanceof z.ZodOptional && isNullable(schema.unwrap() as z.ZodType));

const isMoment = (field: string, schema: z.ZodType): boolean => /[a-z]Ms$/.test(field) && schema instanceof z.ZodNumber;

/** The fields of an input as flags; objects inside it lend theirs, so that nobody has to type JSON for a number. */
export function listFlags(input: z.ZodType | undefined, path: readonly string[] = [], owner: Flag['owner'] = null): Flag[] {
  const object = input === undefined ? null : unwrap(input);
  if (!(object instanceof z.ZodObject)) return [];
  return Object.entries(object.shape as Record<string, z.ZodType>).flatMap(([field, schema]): Flag[] => {
    const inner = unwrap(schema);
    const isRequired = !schema.safeParse(undefined).success;
    if (inner instanceof z.ZodObject) return listFlags(inner, [...path, field], isRequired ? { field, schema } : null);
    return [{ path: [...path, field], name: flagName(isMoment(field, inner) ? field.slice(0, -2) : field), schema, isRequired, owner }];
  });
}

/** How the text of a flag becomes a value, and what the help calls it. */
function readerOf(field: string, given: z.ZodType): { readonly valueName: string; read(text: string, before: unknown): unknown } {
  const schema = unwrap(given);
  if (isMoment(field, schema)) return { valueName: 'time', read: parseMoment };
  if (schema instanceof z.ZodNumber && isNullable(given)) return { valueName: 'number|none', read: (text) => (text === none ? text : parseNumber(text)) };
  if (schema instanceof z.ZodNumber) return { valueName: 'number', read: parseNumber };
  if (schema instanceof z.ZodArray && unwrap(schema.element as z.ZodType) instanceof z.ZodNumber) return { valueName: '1,2,…', read: collectNumbers };
  if (schema instanceof z.ZodArray && !(schema.element instanceof z.ZodObject)) return { valueName: 'a,b,…', read: collectList };
  if (schema instanceof z.ZodString || schema instanceof z.ZodStringFormat) return { valueName: 'text', read: (text) => text };
  return { valueName: 'json', read: parseJson };
}

/** What the contract says of the field, with its default. */
export function describeField(schema: z.ZodType): string {
  const byDefault = schema instanceof z.ZodDefault && ['number', 'string'].includes(typeof schema.def.defaultValue) ? ` (default: ${String(schema.def.defaultValue)})` : '';
  return `${schema.description ?? unwrap(schema).description ?? ''}${byDefault}`;
}

/** Gives a command the flag. */
export function addFlag(command: Command, { path, name, schema, isRequired }: Flag): void {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodBoolean) {
    command.option(`--${name}`, describeField(schema));
    return;
  }
  const { valueName, read } = readerOf(path.at(-1) ?? '', schema);
  const names = flagNames(name).map((one) => `--${one}`).join(', ');
  const isChoice = inner instanceof z.ZodEnum;
  const option = new Option(`${names} <${isChoice ? 'choice' : valueName}>`, describeField(schema));
  if (isChoice) option.choices(inner.options.map(String));
  else option.argParser(read);
  command.addOption(isRequired ? option.makeOptionMandatory() : option);
}

/** Name under which the parser keeps a flag's value. */
const attributeName = (flag: string): string => flag.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The input of a procedure from what was typed, each value checked against its own field. */
export function readInput(flags: readonly Flag[], valueOf: (attribute: string) => unknown): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const flag of flags) {
    const value = valueOf(attributeName(flag.name));
    if (value === undefined) continue;
    setAt(input, flag.path, checkValue(flag.schema, `--${flagNames(flag.name)[0]}`, value === none && isNullable(flag.schema) ? null : value));
  }
  fillOwners(flags, input);
  return input;
}

/** An object that must be there is empty where none of its flags was given; the contract says whether it may be, as the changes of an order may not. */
function fillOwners(flags: readonly Flag[], input: Record<string, unknown>): void {
  for (const { owner } of flags) {
    if (owner === null || input[owner.field] !== undefined) continue;
    input[owner.field] = {};
    if (owner.schema.safeParse({}).success) continue;
    const members = flags.filter((flag) => flag.owner?.field === owner.field);
    throw new UsageError(`Nothing would change; give at least one of ${members.map(({ name }) => `--${name}`).join(', ')}.`);
  }
}

function setAt(target: Record<string, unknown>, [field = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) target[field] = value;
  else setAt((target[field] ??= {}) as Record<string, unknown>, rest, value);
}
