import type { FileFault } from '../../core/data/ports.ts';

/** What is wrong with a file, up to a number after which looking further helps nobody. */
export class FaultList {
  readonly items: FileFault[] = [];
  /** All that were reported, also those beyond the limit. */
  total = 0;
  #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get isFull(): boolean {
    return this.items.length >= this.#limit;
  }

  add(code: FileFault['code'], line: number | null, column: string | null, reason: string, remedy: string): void {
    this.total += 1;
    if (!this.isFull) this.items.push({ code, line, column, reason, remedy });
  }

  /** Takes over what another list holds. */
  addAll(other: FaultList): void {
    for (const { code, line, column, reason, remedy } of other.items) this.add(code, line, column, reason, remedy);
    this.total += other.total - other.items.length;
  }

  /** Declares the list full: nothing that follows could be relied on. */
  stop(): void {
    this.#limit = this.items.length;
  }

  inOrder(): readonly FileFault[] {
    return this.items.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
  }
}

/** Text of a file as a sentence can carry it: in quotes, at most 40 characters, nothing unprintable. */
export function excerpt(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes.subarray(0, 160)).replace(/[\p{Cc}\p{Cf}\uFFFD]/gu, '?');
  return `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`;
}
