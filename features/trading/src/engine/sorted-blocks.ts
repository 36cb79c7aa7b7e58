/** Numbers of a block; it is split when it has twice as many. Moving so few on for another to come in between costs nothing to speak of. */
const blockSize = 256

/**
 * Different numbers in order. One long array would be quicker for a thousand of them, and far slower for forty thousand; most come and go near the end, which is
 * looked at first.
 */
export class SortedBlocks {
  /** None is empty, but the only one. */
  readonly #blocks: number[][] = [[]]

  /** Adds a new one; the next smaller one, if there is one. */
  add(key: number): number | undefined {
    const blocks = this.#blocks
    const at = this.#blockOf(key)
    const block = blocks[at]!
    const place = placeIn(block, key)
    const below = place > 0 ? block[place - 1] : blocks[at - 1]?.at(-1)
    if (place === block.length) block.push(key)
    else block.splice(place, 0, key)
    if (block.length === blockSize * 2) blocks.splice(at + 1, 0, block.splice(blockSize))
    return below
  }

  /** It is there. */
  delete(key: number): void {
    const blocks = this.#blocks
    const at = this.#blockOf(key)
    const block = blocks[at]!
    if (block[block.length - 1] === key) block.pop()
    else block.splice(placeIn(block, key), 1)
    if (block.length === 0 && blocks.length > 1) blocks.splice(at, 1)
  }

  /** The last block that begins at or below it; else the first. */
  #blockOf(key: number): number {
    const blocks = this.#blocks
    let low = 0
    let high = blocks.length - 1
    if (high === 0 || blocks[high]![0]! <= key) return high
    while (low < high) {
      const middle = (low + high + 1) >>> 1
      if (blocks[middle]![0]! <= key) low = middle
      else high = middle - 1
    }
    return low
  }
}

/** How many of the block are smaller. */
function placeIn(block: readonly number[], key: number): number {
  let low = 0
  let high = block.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (block[middle]! < key) low = middle + 1
    else high = middle
  }
  return low
}
