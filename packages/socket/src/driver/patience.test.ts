import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Deadlines } from './deadlines.ts'
import { Patience, type PatienceEnd } from './patience.ts'

class End implements PatienceEnd {
  isBlocked = false
  isAwaitingUser = false
  hasFault = false
  takenBytes = 0
  readonly minWriteBytes = 1_024
  readonly late: string[] = []
  messageLate(): void {
    this.late.push('message')
  }
  writeLate(): void {
    this.late.push('write')
  }
  closeLate(): void {
    this.late.push('close')
  }
}

function begin() {
  const end = new End()
  const of = {
    messageDeadlines: new Deadlines(1_000),
    writeDeadlines: new Deadlines(1_000),
    closeDeadlines: new Deadlines(1_000),
  }
  return { end, patience: new Patience(of, end) }
}

/** A deadline, and the tenth that it may be late. */
const wait = () => vi.advanceTimersByTime(1_101)

describe('Patience', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('with a write ends when the peer took less than minWriteBytes in its time', () => {
    const { end, patience } = begin()
    patience.awaitWrite()
    for (let round = 0; round < 5; round++) {
      end.takenBytes += 1_024
      wait()
    }
    expect(end.late).toEqual([])
    end.takenBytes += 1_023
    wait()
    expect(end.late).toEqual(['write'])
  })

  it('with a close does not end while what the peer sent waits for the user', () => {
    const { end, patience } = begin()
    patience.awaitClose()
    end.isAwaitingUser = true
    for (let round = 0; round < 5; round++) wait()
    expect(end.late).toEqual([])
    end.isAwaitingUser = false
    wait()
    expect(end.late).toEqual(['close'])
  })

  it('with a close does not end while the peer takes what was sent before, unless it was given up', () => {
    const { end, patience } = begin()
    patience.awaitClose()
    for (let round = 0; round < 5; round++) {
      end.takenBytes += 1_024
      wait()
    }
    expect(end.late).toEqual([])
    end.takenBytes += 1_024
    end.hasFault = true
    wait()
    expect(end.late).toEqual(['close'])
  })
})
