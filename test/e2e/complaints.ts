import type { ConsoleMessage, Page } from 'playwright-core';

/** Whatever a browser complains about: console errors, uncaught errors, failed requests, breaches of the content policy. */
export type Complaints = {
  /** Listens to a page from before it loads anything. */
  listenTo(page: Page): Promise<void>;
  /** The complaints since the last look, which are forgotten by this. */
  take(): readonly string[];
  /** What comes from now on until `go` is expected and not kept. */
  pause(): void;
  go(): void;
  stop(): void;
};

export function listenForComplaints(): Complaints {
  let kept: string[] = [];
  let isKept = true;
  const keep = (text: string): void => void (isKept && kept.push(text));
  const hear = (message: ConsoleMessage): void => void (message.type() === 'error' && keep(`console: ${message.text()} (${message.location().url})`));
  return {
    async listenTo(page) {
      page.on('console', hear);
      page.on('pageerror', (error) => keep(`uncaught: ${error.stack ?? error.message}`));
      // A page that is left breaks its own requests off.
      page.on('requestfailed', (request) => request.failure()?.errorText !== 'net::ERR_ABORTED' && keep(`failed: ${request.url()} ${request.failure()?.errorText}`));
      page.on('response', (response) => void (response.status() >= 400 && keep(`${response.status()}: ${response.url()}`)));
      await page.addInitScript(() =>
        document.addEventListener('securitypolicyviolation', (event) => console.error(`content policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`)));
    },
    take() {
      const taken = kept;
      kept = [];
      return taken;
    },
    pause: () => void (isKept = false),
    go: () => void (isKept = true),
    stop: () => void (isKept = false),
  };
}
