import { messageOf } from '../../core/kernel/index.ts';

/**
 * What this process has opened, closed in reverse order before it ends. Asking again changes nothing but a better exit code to a
 * worse one: Ctrl-C often arrives twice, from the terminal and from the launcher, and must not cut the closing short.
 */
export type Lifetime = {
  /** Registers what must be closed. */
  defer(close: () => Promise<void> | void): void;
  /** Closes everything and ends the process; what does not close within the limit is left. */
  end(exitCode: number): Promise<never>;
};

export type LifetimeOptions = {
  readonly limitMs: number;
  readonly exit: (exitCode: number) => never;
  /** Told in words what did not close. */
  readonly onTrouble: (sentence: string) => void;
};

export function createLifetime({ limitMs, exit, onTrouble }: LifetimeOptions): Lifetime {
  const closers: (() => Promise<void> | void)[] = [];
  let worstCode = 0;
  let ending: Promise<never> | undefined;

  const closeAll = async (): Promise<never> => {
    const limit = setTimeout(() => {
      onTrouble(`Tapedeck could not close everything within ${limitMs / 1_000} s and ends now.`);
      exit(1);
    }, limitMs);
    for (const close of closers.toReversed()) {
      try {
        await close();
      } catch (error) {
        worstCode = Math.max(worstCode, 1);
        onTrouble(`Something did not close in order: ${messageOf(error)}`);
      }
    }
    clearTimeout(limit);
    return exit(worstCode);
  };

  return {
    defer: (close) => void closers.push(close),
    end(exitCode) {
      worstCode = Math.max(worstCode, exitCode);
      ending ??= closeAll();
      return ending;
    },
  };
}
