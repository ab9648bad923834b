/** A line of the watchlist on the screen: when its newest tick was due on the market's clock, and when it was painted. */
export type PaintedLine = { readonly timeMs: number; readonly paintedMs: number };

/** The forming bar of the chart on the screen: how much had been traded in it, and when that was painted. */
export type PaintedBar = { readonly barMs: number; readonly volume: number; readonly paintedMs: number };

/**
 * Runs in the page before anything else. It listens to every socket of the page beside the window itself and notes when lines of the
 * watchlist and bars of the chart were painted: the frame after a message has been drawn when the task after it begins.
 */
export function installProbe(): void {
  const samples = { lines: [] as PaintedLine[], bars: [] as PaintedBar[] };
  Object.assign(globalThis, { tapedeckSamples: samples });
  const waiting = { lines: [] as number[], bars: [] as { barMs: number; volume: number }[] };
  let isAsked = false;
  const channel = new MessageChannel();
  channel.port1.addEventListener('message', () => {
    isAsked = false;
    const paintedMs = performance.timeOrigin + performance.now();
    for (const timeMs of waiting.lines.splice(0)) samples.lines.push({ timeMs, paintedMs });
    for (const bar of waiting.bars.splice(0)) samples.bars.push({ ...bar, paintedMs });
  });
  channel.port1.start();
  const hear = ({ data }: MessageEvent<unknown>): void => {
    const text = typeof data === 'string' ? data : new TextDecoder().decode(data as ArrayBuffer);
    if (text.includes('"previousClose"')) for (const [, time] of text.matchAll(/"timeMs":(\d+)/g)) waiting.lines.push(Number(time));
    else if (text.includes('"isForming"') && !text.includes('"outputs"')) {
      for (const [, time, volume] of text.matchAll(/"time":(\d+)[^{}]*?"volume":([\d.e+-]+)/g)) waiting.bars.push({ barMs: Number(time), volume: Number(volume) });
    } else return;
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(() => channel.port2.postMessage(null));
  };
  globalThis.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      this.addEventListener('message', hear);
    }
  };
}
