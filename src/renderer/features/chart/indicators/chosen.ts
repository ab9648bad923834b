import type { ChartIndicator, ChartInput, IndicatorHue, IndicatorLook } from '../../../../contract/model/chart-indicator.ts';
import type { IndicatorInfo, IndicatorInput, IndicatorSource } from '../../../../contract/model/indicator.ts';
import { pricesPane } from '../../../chart/plan.ts';

/** Indicators by name, as the application knows them. */
export type KnownIndicators = ReadonlyMap<string, IndicatorInfo>;

/** More than this nobody reads, and the layout that keeps them has an end. */
export const mostIndicators = 40;
/** An indicator and three below it: what the application computes in one. */
const deepest = 4;

export const lineHues: readonly IndicatorHue[] = ['ivory', 'phosphor', 'rose', 'violet', 'sage', 'grey'];
const paneHues: readonly IndicatorHue[] = ['rose', 'phosphor', 'ivory', 'violet', 'sage', 'grey'];

type OutputInput = Extract<ChartInput, { of: string }>;
/** Whether an input is an output of another indicator on the chart. */
export const isOutput = (input: ChartInput): input is OutputInput => typeof input === 'object' && 'of' in input;

/** Puts an indicator at the end. */
export function addChosen(all: readonly ChartIndicator[], info: IndicatorInfo, params: ChartIndicator['params'], inputs: ChartIndicator['inputs'], known: KnownIndicators): ChartIndicator[] {
  const added: ChartIndicator = { id: freeId(all, info.name), name: info.name, params, inputs, looks: {}, isShown: true };
  return withLooks([...all, added], known);
}

/** Puts a copy behind an indicator, in colours of its own. */
export function duplicateChosen(all: readonly ChartIndicator[], id: string, known: KnownIndicators): ChartIndicator[] {
  const at = all.findIndex((one) => one.id === id);
  const found = all[at];
  return found === undefined ? [...all] : withLooks(all.toSpliced(at + 1, 0, { ...found, id: freeId(all, found.name), looks: {} }), known);
}

/** Takes an indicator away, and with it those that read it. */
export function removeChosen(all: readonly ChartIndicator[], id: string): ChartIndicator[] {
  const gone = new Set([id, ...readersOf(all, id)]);
  return all.filter((one) => !gone.has(one.id));
}

/** Moves an indicator by so many places, as far as there are any. */
export function moveChosen(all: readonly ChartIndicator[], id: string, by: number): ChartIndicator[] {
  const at = all.findIndex((one) => one.id === id);
  const moved = all[at];
  const to = Math.min(all.length - 1, Math.max(0, at + by));
  return moved === undefined ? [...all] : all.toSpliced(at, 1).toSpliced(to, 0, moved);
}

/** Whatever reads an indicator, directly or through others. */
export function readersOf(all: readonly ChartIndicator[], id: string): string[] {
  const direct = all.filter((one) => one.inputs?.some((input) => isOutput(input) && input.of === id)).map((one) => one.id);
  return [...new Set(direct.flatMap((reader) => [reader, ...readersOf(all, reader)]))];
}

/** Others that an indicator may read: not itself, none that reads it, and no deeper than the application computes. */
export function readableBy(all: readonly ChartIndicator[], id: string | null): ChartIndicator[] {
  const readers = id === null ? [] : readersOf(all, id);
  const above = id === null ? 1 : heightOver(all, id);
  return all.filter((one) => one.id !== id && !readers.includes(one.id) && depthOf(all, one) + above <= deepest);
}

const depthOf = (all: readonly ChartIndicator[], one: ChartIndicator): number =>
  1 + Math.max(0, ...sourcesOf(all, one).map((source) => depthOf(all, source)));
const heightOver = (all: readonly ChartIndicator[], id: string): number =>
  1 + Math.max(0, ...all.filter((one) => sourcesOf(all, one).some((source) => source.id === id)).map((reader) => heightOver(all, reader.id)));
const sourcesOf = (all: readonly ChartIndicator[], one: ChartIndicator): ChartIndicator[] =>
  (one.inputs ?? []).flatMap((input) => (isOutput(input) ? all.filter((other) => other.id === input.of) : []));

/** What is asked of the application for an indicator: those that it reads are said in full. Null: one of them is not there. */
export function toRequest(all: readonly ChartIndicator[], one: ChartIndicator): (IndicatorSource & { columns?: IndicatorInput[] }) | null {
  if (one.inputs === null) return { name: one.name, params: one.params };
  const columns: IndicatorInput[] = [];
  for (const input of one.inputs) {
    const column = isOutput(input) ? toSource(all, input) : input;
    if (column === null) return null;
    columns.push(column);
  }
  return { name: one.name, params: one.params, columns };
}

function toSource(all: readonly ChartIndicator[], { of, output }: OutputInput): IndicatorSource | null {
  const found = all.find((one) => one.id === of);
  const source = found === undefined ? null : toRequest(all, found);
  return source === null ? null : { ...source, output };
}

/** Gives outputs that have no look yet the next colours of their pane, and fills that of what they lie between. */
export function withLooks(all: readonly ChartIndicator[], known: KnownIndicators): ChartIndicator[] {
  const done: ChartIndicator[] = [];
  for (const one of all) {
    const info = known.get(one.name);
    if (info === undefined || [...info.outputs, ...(info.fills ?? [])].every(({ name }) => one.looks[name] !== undefined)) {
      done.push(one);
      continue;
    }
    const looks = { ...one.looks };
    for (const output of info.outputs) {
      const home = homeOf(all, one, output.pane, known);
      const used = usedHues([...done, { ...one, looks }, ...all.slice(done.length + 1)], known, home);
      looks[output.name] ??= usualLook(info, output, nextHue(used, home === pricesPane ? lineHues : paneHues), looks);
    }
    for (const { name, first, hasSides } of info.fills ?? []) {
      looks[name] ??= { hue: hasSides ? 'sign' : (looks[first]?.hue ?? 'grey'), width: 1, dash: 'solid', isShown: true };
    }
    done.push({ ...one, looks });
  }
  return done;
}

/** The pane of an output: that of the prices, or the pane of an indicator by its id. What reads another lies where the other lies. */
export function homeOf(all: readonly ChartIndicator[], one: ChartIndicator, pane: 'price' | 'own', known: KnownIndicators): string {
  if (pane === 'own') return one.id;
  const read = one.inputs?.find(isOutput);
  const source = read === undefined ? undefined : all.find((other) => other.id === read.of);
  if (read !== undefined && source !== undefined) {
    return homeOf(all, source, known.get(source.name)?.outputs.find((output) => output.name === read.output)?.pane ?? 'own', known);
  }
  const first = one.inputs?.[0];
  // What is not in the money of the prices would not be seen beside them.
  return first === 'volume' || first === 'time' || typeof first === 'object' ? one.id : pricesPane;
}

const usedHues = (all: readonly ChartIndicator[], known: KnownIndicators, home: string): readonly IndicatorHue[] =>
  all.flatMap((one) => (known.get(one.name)?.outputs ?? []).flatMap((output) => {
    const look = one.looks[output.name];
    return look !== undefined && homeOf(all, one, output.pane, known) === home ? [look.hue] : [];
  }));

const rising = /^(up|long|bull|plus)$/;
const falling = /^(down|short|bear|minus)$/;

function usualLook(info: IndicatorInfo, output: IndicatorInfo['outputs'][number], next: IndicatorHue, mine: ChartIndicator['looks']): IndicatorLook {
  // What only comments on a line over the prices, such as its direction, is there to be asked for.
  const look = { width: 1, dash: 'solid' as const, isShown: output.pane === 'price' || info.outputs.every((one) => one.pane === 'own') };
  if (output.style === 'candles' || output.style === 'bricks') return { ...look, hue: 'grey' };
  if (output.style === 'histogram') return { ...look, hue: /Candles|Momentum/.test(info.group) ? 'sign' : 'grey' };
  if (rising.test(output.name)) return { ...look, hue: 'up' };
  if (falling.test(output.name)) return { ...look, hue: 'down' };
  // The lines of a channel are one thing: one colour, the middle dashed.
  const first = Object.values(mine)[0];
  const isChannel = info.outputs.length === 3 && info.outputs.some((one) => one.style === 'band');
  const hue = isChannel && first !== undefined ? first.hue : next;
  return { ...look, hue, dash: isChannel && output.style === 'line' ? 'dashed' : 'solid' };
}

/** The first colour that the fewest others wear. */
const nextHue = (used: readonly IndicatorHue[], hues: readonly IndicatorHue[]): IndicatorHue => {
  const counts = hues.map((hue) => used.filter((one) => one === hue).length);
  return hues[counts.indexOf(Math.min(...counts))] ?? 'ivory';
};

function freeId(all: readonly ChartIndicator[], name: string): string {
  let number = 1;
  while (all.some((one) => one.id === `${name}-${number}`)) number += 1;
  return `${name}-${number}`;
}
