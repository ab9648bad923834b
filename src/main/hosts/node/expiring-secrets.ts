import type { Clock } from '../../core/kernel/index.ts';
import { createSecret, fingerprintSecret, type RandomBytes } from './secret.ts';

export type ExpiringSecretsOptions = {
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  readonly lifetimeMs: number;
  /** How many may be valid at once; the oldest makes room. */
  readonly capacity: number;
};

/**
 * Secrets that are handed out and recognised until they expire: login codes and browser sessions. Only fingerprints are kept,
 * in memory, so that they end with the process. Lifetimes are counted by the monotonic clock: setting the time prolongs nothing.
 */
export class ExpiringSecrets {
  readonly #options: ExpiringSecretsOptions;
  /** Fingerprint to the reading of the monotonic clock at which it ends, oldest first. */
  readonly #endsAtMs = new Map<string, number>();

  constructor(options: ExpiringSecretsOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#endsAtMs.size;
  }

  issue(): string {
    const { clock, randomBytes, lifetimeMs, capacity } = this.#options;
    const secret = createSecret(randomBytes);
    this.#endsAtMs.set(fingerprintSecret(secret), clock.monotonicMs() + lifetimeMs);
    for (const oldest of this.#endsAtMs.keys()) {
      if (this.#endsAtMs.size <= capacity) break;
      this.#endsAtMs.delete(oldest);
    }
    return secret;
  }

  /** How long a secret is still good for, milliseconds; null when it is unknown or over. */
  getRemainingMs(secret: string): number | null {
    const fingerprint = fingerprintSecret(secret);
    const endsAtMs = this.#endsAtMs.get(fingerprint);
    if (endsAtMs === undefined) return null;
    const remainingMs = endsAtMs - this.#options.clock.monotonicMs();
    if (remainingMs > 0) return remainingMs;
    this.#endsAtMs.delete(fingerprint);
    return null;
  }

  /** True once for a valid secret, which is then worth nothing. */
  redeem(secret: string): boolean {
    const isValid = this.getRemainingMs(secret) !== null;
    this.#endsAtMs.delete(fingerprintSecret(secret));
    return isValid;
  }
}
