import type { CrossValidation } from '../../../../contract/model/cross-validation.ts';
import type { SeriesDescription } from '../../../../contract/model/description.ts';
import type { ReplayJournal, ReplayScore, ReplayState } from '../../../../contract/model/replay.ts';
import type { LookAhead, Verdict } from '../../../../contract/model/verdict.ts';
import { describeEmptyList, listColumns } from './answers.ts';
import { renderCrossValidation } from './render-cross-validation.ts';
import { renderDescription } from './render-description.ts';
import { renderReplay, renderReplayJournal, renderReplayScore } from './render-replay.ts';
import { renderLookAhead, renderVerdict } from './render-verdict.ts';
import { formatCell } from '../format-cell.ts';
import { formatPairs, formatTable } from '../table.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Lists inside an answer are shown so far; --json gives all. */
const shownRows = 20;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isListOfFields = (value: unknown): value is readonly Fields[] => Array.isArray(value) && value.length > 0 && value.every(isFields);

/** The answer of a procedure (`area.verb`) for people: a table, pairs of names and values, or a sentence. */
export function renderAnswer(procedure: string, answer: unknown): string {
  if (Array.isArray(answer)) return answer.length === 0 ? (describeEmptyList(procedure) ?? 'There is nothing yet.') : renderList(answer, listColumns[procedure]);
  if (!isFields(answer)) return formatCell(answer);
  if (procedure === 'analysis.describe') return renderDescription(answer as SeriesDescription);
  if (procedure === 'backtests.crossValidate') return renderCrossValidation(answer as CrossValidation);
  if (procedure === 'backtests.verdict') return renderVerdict(answer as Verdict);
  if (procedure === 'replays.finish') return renderReplayScore(answer as ReplayScore);
  if (procedure === 'replays.journal') return renderReplayJournal(answer as ReplayJournal);
  if (procedure.startsWith('replays.') && 'replay' in answer) return renderReplay(answer as ReplayState);
  if (procedure === 'backtests.checkLookAhead') return renderLookAhead(answer as LookAhead);
  if (Object.keys(answer).length === 0) return 'Done.';
  return renderFields(answer);
}

/** One entry of a stream on one line: `instrument SIM:ACME  bid 41.2  ask 41.3`; a list of them on a line each. */
export function renderEntry(entry: unknown): string {
  if (Array.isArray(entry)) return entry.map(renderEntry).join('\n');
  if (!isFields(entry)) return formatCell(entry);
  return flatten(entry).filter(([, value]) => value !== null).map(([name, value]) => `${name} ${formatCell(value)}`).join('  ');
}

/** Names of fields as words: `filledQuantity` is "filled quantity", `orderId` is "order". */
export const toWords = (field: string): string => field.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase().replace(/^is /, '').replace(/ id$/, '');

function renderList(list: readonly unknown[], columns?: readonly string[]): string {
  if (!isListOfFields(list)) return list.map(formatCell).join('\n');
  const names = columns ?? [...new Set(list.flatMap((one) => Object.keys(one)))].filter((name) => list.some((one) => one[name] !== null && one[name] !== undefined));
  return formatTable(names.map(toWords), list.map((one) => names.map((name) => formatValue(one[name]))));
}

/** Scalars as pairs, then each list under its name. */
function renderFields(fields: Fields): string {
  const scalars = flatten(fields);
  const lists = Object.entries(fields).filter(([, value]) => isListOfFields(value)) as [string, readonly Fields[]][];
  const parts = scalars.length === 0 ? [] : [formatPairs(scalars.map(([name, value]) => [name, formatValue(value)]))];
  const columns = listTimeColumns(fields);
  if (columns !== null) parts.push(renderColumns(columns));
  for (const [name, list] of lists) {
    const rest = list.length - shownRows;
    parts.push(`${toWords(name)}\n${renderList(list.slice(0, shownRows))}${rest > 0 ? `\n… and ${rest} more; --json shows all.` : ''}`);
  }
  return parts.join('\n\n');
}

/** Fields of inner objects under names of both; lists of objects and columns of a series are shown elsewhere. */
function flatten(fields: Fields, prefix = ''): [string, unknown][] {
  const columns = listTimeColumns(fields);
  return Object.entries(fields).flatMap(([name, value]): [string, unknown][] => {
    const words = `${prefix}${toWords(name)}`;
    if (isFields(value)) return flatten(value, `${words} `);
    return isListOfFields(value) || columns?.has(name) === true ? [] : [[words, value]];
  });
}

/** The columns of a series: lists as long as the list of its times, also where they stand in an inner object. */
function listTimeColumns(fields: Fields): ReadonlyMap<string, readonly unknown[]> | null {
  const { time } = fields;
  if (!Array.isArray(time)) return null;
  const entries = Object.entries(fields).flatMap(([name, value]) => (isFields(value) ? Object.entries(value) : [[name, value] as const]));
  return new Map(entries.filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1]) && entry[1].length === time.length));
}

const renderColumns = (columns: ReadonlyMap<string, readonly unknown[]>): string => {
  const lists = [...columns.values()];
  return formatTable([...columns.keys()].map(toWords), (lists[0] ?? []).map((_, i) => lists.map((list) => formatCell(list[i]))));
};

/** A value in a cell: inner objects as `name value`, lists with commas. */
function formatValue(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map(formatValue).join(', ');
  return isFields(value) ? renderEntry(value) : formatCell(value);
}
