/**
 * Runs in the page before anything else. It listens to every socket of the page beside the window itself and notes when the newest
 * tick of a line of the watchlist was painted: the frame after its message has been drawn when the task after it begins.
 */
export function installProbe(): void {
  type Sample = { readonly timeMs: number; readonly paintedMs: number };
  const samples: Sample[] = [];
  Object.assign(globalThis, { tapedeckSamples: samples });
  const waiting: number[] = [];
  const channel = new MessageChannel();
  channel.port1.addEventListener('message', () => {
    const paintedMs = performance.timeOrigin + performance.now();
    for (const timeMs of waiting.splice(0)) samples.push({ timeMs, paintedMs });
  });
  channel.port1.start();
  const hear = ({ data }: MessageEvent<unknown>): void => {
    const text = typeof data === 'string' ? data : new TextDecoder().decode(data as ArrayBuffer);
    if (!text.includes('"previousClose"')) return;
    const isFirst = waiting.length === 0;
    for (const [, time] of text.matchAll(/"timeMs":(\d+)/g)) waiting.push(Number(time));
    if (isFirst) requestAnimationFrame(() => channel.port2.postMessage(null));
  };
  globalThis.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      this.addEventListener('message', hear);
    }
  };
}
