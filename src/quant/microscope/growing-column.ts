type Numbers = Float64Array | Int32Array | Uint8Array;
type Make<T extends Numbers> = (memory: SharedArrayBuffer | ArrayBuffer) => T;

/** A column of numbers whose length is not known before: it doubles when it is full. */
export class GrowingColumn<T extends Numbers> {
  readonly #make: Make<T>;
  readonly #bytes: number;
  #values: T;
  length = 0;

  constructor(make: Make<T>, bytes: number, capacity = 256) {
    this.#make = make;
    this.#bytes = bytes;
    this.#values = make(new ArrayBuffer(capacity * bytes));
  }

  push(value: number): void {
    if (this.length === this.#values.length) {
      const wider = this.#make(new ArrayBuffer(2 * this.length * this.#bytes));
      wider.set(this.#values);
      this.#values = wider;
    }
    this.#values[this.length] = value;
    this.length += 1;
  }

  at(place: number): number {
    return this.#values[place];
  }

  /** What was pushed, on memory that threads share. */
  finish(): T {
    const finished = this.#make(new SharedArrayBuffer(this.length * this.#bytes));
    finished.set(this.#values.subarray(0, this.length));
    return finished;
  }
}

export const growingFloats = (): GrowingColumn<Float64Array> => new GrowingColumn((memory) => new Float64Array(memory), 8);
export const growingInts = (): GrowingColumn<Int32Array> => new GrowingColumn((memory) => new Int32Array(memory), 4);
export const growingBytes = (): GrowingColumn<Uint8Array> => new GrowingColumn((memory) => new Uint8Array(memory), 1);

/** Numbers on memory that threads share. */
export const sharedFloats = (length: number): Float64Array => new Float64Array(new SharedArrayBuffer(length * 8));
export const sharedInts = (length: number): Int32Array => new Int32Array(new SharedArrayBuffer(length * 4));

/** The same numbers on memory that threads share; themselves where they lie there already. */
export function shareFloats(values: Float64Array): Float64Array {
  if (values.buffer instanceof SharedArrayBuffer) return values;
  const shared = sharedFloats(values.length);
  shared.set(values);
  return shared;
}

export function shareInts(values: Int32Array): Int32Array {
  const shared = sharedInts(values.length);
  shared.set(values);
  return shared;
}
