/** Structured log. Fields never carry secrets; the adapter redacts well-known names besides. */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** A log whose every line names its area. */
  child(area: string): Log;
}
export type LogFields = Readonly<Record<string, unknown>>;

/** Swallows everything. For tests and one-shot analysis. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {}, child: () => silentLog };
