/** A field or verb of the contract as a flag or command: `instrumentId` → `instrument-id`. */
export const flagName = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Every name that a flag of the contract can be typed by, the usual one first: to who trades it, an instrument is a symbol. */
export const flagNames = (name: string): readonly string[] => (/^instrument-ids?$/.test(name) ? [name.replace('instrument-id', 'symbol'), name] : [name]);
