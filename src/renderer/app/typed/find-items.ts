import type { Instrument } from '../../../contract/model/instrument.ts';
import { commandGroups, type Command } from '../commands.ts';
import { rankItem } from './rank-item.ts';

/** A row of the palette. */
export type PaletteItem = { readonly kind: 'instrument'; readonly instrument: Instrument } | { readonly kind: 'command'; readonly command: Command };

const shown = 60;

/** What fits the text, best first; of equals instruments first, then commands by group. Without text all, in that order. */
export function findItems(text: string, instruments: readonly Instrument[], commands: readonly Command[]): readonly PaletteItem[] {
  const ranked = [
    ...instruments.map((instrument) => ({ item: { kind: 'instrument' as const, instrument }, rank: rankItem(`${instrument.symbol} ${instrument.name} ${instrument.id}`, text) })),
    ...commandGroups.flatMap((group) => commands.filter((one) => one.group === group)).map((command) => ({
      item: { kind: 'command' as const, command }, rank: rankItem(`${command.title} ${command.words ?? ''} ${command.id}`, text),
    })),
  ];
  return ranked.filter(({ rank }) => rank > 0).sort((a, b) => b.rank - a.rank).slice(0, shown).map(({ item }) => item);
}
