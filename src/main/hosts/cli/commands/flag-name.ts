/** A field or verb of the contract as a flag or command: `instrumentId` → `instrument-id`. */
export const flagName = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
