/** The package has no types of its own; this is the part that we use. */
declare module 'pino-roll' {
  import type { SonicBoom } from 'sonic-boom';

  function build(options: {
    readonly file: string;
    readonly size: string;
    readonly limit: { readonly count: number; readonly removeOtherLogFiles: boolean };
    readonly mode: number;
    readonly maxLength: number;
  }): Promise<SonicBoom>;
  export = build;
}
