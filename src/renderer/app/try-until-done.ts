/** Between one attempt and the next. */
export const againMs = 1_000;

/**
 * What `act` gives, tried again each second until it works; `onFailure` hears of every attempt that did not. null: nobody wants it any
 * more. A call made while the connection is lost waits for it, so the first attempt after it is back is made at once.
 */
export async function tryUntilDone<T>(act: () => Promise<T>, isWanted: () => boolean, onFailure: (error: unknown) => void = () => undefined): Promise<T | null> {
  while (isWanted()) {
    try {
      return await act();
    } catch (error) {
      if (!isWanted()) return null;
      onFailure(error);
      await new Promise((resolve) => setTimeout(resolve, againMs));
    }
  }
  return null;
}
