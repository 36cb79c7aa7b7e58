import type { QueueRank } from '../contract/index.ts'
import { compareInQueue } from '../contract/index.ts'

/** Ids in the order of their ranks, in blocks, none of which is empty: whoever comes or goes moves the ids of one block alone, however many wait. */
export type QueueLine = string[][]
type RankOf = (id: string) => QueueRank | undefined

/** Ids in one block at most. */
export const maxBlock = 512

export function putIntoQueue(line: QueueLine, rank: QueueRank, rankOf: RankOf): void {
  const at = blockFor(line, rank, rankOf)
  const block = line[at]
  if (block === undefined) {
    line.push([rank.id])
    return
  }
  block.splice(placeInBlock(block, rank, rankOf), 0, rank.id)
  if (block.length > maxBlock) line.splice(at + 1, 0, block.splice(maxBlock / 2))
}

/** `rank` is the one it was put in with, and `rankOf` says so. */
export function takeFromQueue(line: QueueLine, rank: QueueRank, rankOf: RankOf): void {
  const at = blockFor(line, rank, rankOf)
  const block = line[at]
  if (block === undefined) return
  const place = placeInBlock(block, rank, rankOf)
  if (block[place] !== rank.id) return
  if (block.length === 1) line.splice(at, 1)
  else block.splice(place, 1)
}

/** Where a rank stands among the others, or would stand. */
export function placeIn(line: QueueLine, rank: QueueRank, rankOf: RankOf): number {
  const at = blockFor(line, rank, rankOf)
  const block = line[at]
  if (block === undefined) return 0
  return lengthOf(line.slice(0, at)) + placeInBlock(block, rank, rankOf)
}

export function lengthOf(line: QueueLine): number {
  let length = 0
  for (const block of line) length += block.length
  return length
}

/** `undefined`: so many do not wait. */
export function idAt(line: QueueLine, place: number): string | undefined {
  let left = place
  for (const block of line) {
    if (left < block.length) return block[left]
    left -= block.length
  }
  return undefined
}

export function firstOf(line: QueueLine, count: number): readonly string[] {
  const first: string[] = []
  for (const block of line) {
    if (first.length >= count) break
    first.push(...block.slice(0, count - first.length))
  }
  return first
}

/** The first block that does not end before it, or the last. */
function blockFor(line: QueueLine, rank: QueueRank, rankOf: RankOf): number {
  const at = firstNotBefore(line.length, rank, (middle) => rankOf(line[middle]!.at(-1)!))
  return Math.min(at, Math.max(0, line.length - 1))
}

function placeInBlock(block: readonly string[], rank: QueueRank, rankOf: RankOf): number {
  return firstNotBefore(block.length, rank, (middle) => rankOf(block[middle]!))
}

function firstNotBefore(length: number, rank: QueueRank, at: (place: number) => QueueRank | undefined): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    const other = at(middle)
    if (other !== undefined && compareInQueue(other, rank) < 0) low = middle + 1
    else high = middle
  }
  return low
}
