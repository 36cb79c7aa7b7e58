// The input that runs right now, where another thread can read it even if the one that runs it never comes back.

const HEAD_BYTES = 8
const MOST_BYTES = 1024 * 1024

export function newSharedInput(): SharedArrayBuffer {
  return new SharedArrayBuffer(HEAD_BYTES + MOST_BYTES)
}

export class SharedInput {
  readonly #head: Int32Array
  readonly #bytes: Uint8Array

  constructor(memory: SharedArrayBuffer) {
    this.#head = new Int32Array(memory, 0, 2)
    this.#bytes = new Uint8Array(memory, HEAD_BYTES)
  }

  write(input: Uint8Array): void {
    this.#bytes.set(input.subarray(0, MOST_BYTES))
    Atomics.store(this.#head, 1, Math.min(input.length, MOST_BYTES))
    Atomics.add(this.#head, 0, 1)
  }

  /** How many inputs have begun. */
  get count(): number {
    return Atomics.load(this.#head, 0)
  }

  read(): Uint8Array {
    return this.#bytes.slice(0, Atomics.load(this.#head, 1))
  }
}
