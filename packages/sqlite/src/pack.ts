import type { Batch, CommandOutcome } from '@parley/channel/store'
import { packWrite, unpackWrite } from './pack-writes.ts'

/**
 * A group on its way to the worker: every text joined to one, and the numbers that take it apart again. Cloning one
 * long string between threads costs a fraction of cloning its thousand pieces, and nothing is escaped or parsed.
 */
export interface PackedGroup {
  readonly numbers: Float64Array
  readonly text: string
}

/** A batch as the worker stores it: its events as lines, unless one of them has line breaks itself. */
export interface PackedBatch extends Omit<Batch, 'events'> {
  readonly eventCount: number
  readonly events: string | readonly string[]
}

const absent = -1

export function packGroup(group: readonly Batch[]): PackedGroup {
  const numbers: number[] = [group.length]
  const pieces: string[] = []
  const add = (piece: string): void => {
    numbers.push(piece.length)
    pieces.push(piece)
  }
  for (const { channel, epoch, after, at, events, outcomes, writes, snapshot } of group) {
    const isLines = !events.some((event) => event.includes('\n'))
    numbers.push(after, at, events.length, isLines ? 1 : 0, outcomes.length)
    add(channel)
    add(epoch)
    if (isLines) add(events.join('\n'))
    else for (const event of events) add(event)
    for (const { actor, command, offset } of outcomes) {
      add(actor)
      add(command)
      numbers.push(offset)
    }
    numbers.push(writes?.length ?? absent)
    for (const write of writes ?? []) packWrite({ numbers, add }, write)
    if (snapshot === undefined) numbers.push(absent)
    else add(snapshot)
  }
  return { numbers: Float64Array.from(numbers), text: pieces.join('') }
}

export function unpackGroup({ numbers, text }: PackedGroup): PackedBatch[] {
  let at = 0
  let from = 0
  const number = (): number => numbers[at++]!
  const piece = (): string => {
    const start = from
    from += number()
    return text.slice(start, from)
  }
  const optional = <T>(unpack: () => T): T | undefined => {
    if (numbers[at] !== absent) return unpack()
    at++
    return undefined
  }
  const batches: PackedBatch[] = []
  for (let left = number(); left > 0; left--) {
    const after = number()
    const time = number()
    const eventCount = number()
    const isLines = number() === 1
    const outcomeCount = number()
    const channel = piece()
    const epoch = piece()
    const events = isLines ? piece() : Array.from({ length: eventCount }, piece)
    const outcomes: CommandOutcome[] = []
    for (let i = 0; i < outcomeCount; i++) outcomes.push({ actor: piece(), command: piece(), offset: number() })
    const batch = { channel, epoch, after, eventCount, events, outcomes, at: time }
    const writes = optional(() => Array.from({ length: number() }, () => unpackWrite({ number, piece })))
    const snapshot = optional(piece)
    batches.push({ ...batch, ...(writes && { writes }), ...(snapshot !== undefined && { snapshot }) })
  }
  return batches
}
