/** Bytes that arrived and were not taken yet; pieces are joined only where somebody looks at them. */
export class ByteQueue {
  #pieces: Buffer[] = []
  #length = 0

  get length(): number {
    return this.#length
  }

  push(piece: Buffer): void {
    if (piece.length === 0) return
    this.#pieces.push(piece)
    this.#length += piece.length
  }

  /** The first `count` bytes, left where they are. */
  peek(count: number): Buffer {
    if (this.#length < count) throw new RangeError(`expected ${count} bytes, there are ${this.#length}`)
    while (this.#pieces.length > 1 && this.#pieces[0]!.length < count) {
      let size = 0
      let last = 0
      while (size < count) size += this.#pieces[last++]!.length
      this.#pieces.splice(0, last, Buffer.concat(this.#pieces.slice(0, last)))
    }
    return this.#pieces[0]?.subarray(0, count) ?? Buffer.alloc(0)
  }

  take(count: number): Buffer {
    const bytes = this.peek(count)
    this.#length -= count
    const rest = this.#pieces[0]?.subarray(count)
    if (rest === undefined || rest.length === 0) this.#pieces.shift()
    else this.#pieces[0] = rest
    return bytes
  }
}
