/** Numbers that cannot be computed from what was given. The only error type of quant; the message is one sentence. */
export class QuantError extends Error {
  override readonly name = 'QuantError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
