import type { Batch, CommandOutcome } from '@parley/channel'

/**
 * A group on its way to the worker: every text joined to one, and the numbers that take it apart again. Cloning one
 * long string between threads costs a fraction of cloning its thousand pieces, and nothing is escaped or parsed.
 */
export interface PackedGroup {
  readonly numbers: readonly number[]
  readonly text: string
}

const noSnapshot = -1

export function packGroup(group: readonly Batch[]): PackedGroup {
  const numbers: number[] = [group.length]
  let text = ''
  const add = (piece: string): void => {
    numbers.push(piece.length)
    text += piece
  }
  for (const batch of group) {
    numbers.push(batch.after, batch.at, batch.events.length, batch.outcomes.length)
    add(batch.channel)
    add(batch.epoch)
    for (const event of batch.events) add(event)
    for (const { actor, command, offset } of batch.outcomes) {
      add(actor)
      add(command)
      numbers.push(offset)
    }
    if (batch.snapshot === undefined) numbers.push(noSnapshot)
    else add(batch.snapshot)
  }
  return { numbers, text }
}

export function unpackGroup({ numbers, text }: PackedGroup): Batch[] {
  let at = 0
  let from = 0
  const number = (): number => numbers[at++]!
  const piece = (): string => {
    const start = from
    from += number()
    return text.slice(start, from)
  }
  const batches: Batch[] = []
  for (let left = number(); left > 0; left--) {
    const after = number()
    const time = number()
    const eventCount = number()
    const outcomeCount = number()
    const channel = piece()
    const epoch = piece()
    const events: string[] = []
    for (let i = 0; i < eventCount; i++) events.push(piece())
    const outcomes: CommandOutcome[] = []
    for (let i = 0; i < outcomeCount; i++) outcomes.push({ actor: piece(), command: piece(), offset: number() })
    const batch = { channel, epoch, after, events, outcomes, at: time }
    if (numbers[at] === noSnapshot) {
      at++
      batches.push(batch)
    } else {
      batches.push({ ...batch, snapshot: piece() })
    }
  }
  return batches
}
