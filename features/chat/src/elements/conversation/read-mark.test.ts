import type { ReactiveController } from 'lit'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { ReadMark } from './read-mark.ts'

const page = { state: 'visible', changed: () => {} }

beforeEach(() => {
  page.state = 'visible'
  vi.stubGlobal('document', {
    get visibilityState() {
      return page.state
    },
    addEventListener: (_: string, heard: () => void) => {
      page.changed = heard
    },
    removeEventListener: () => {},
  })
  return () => vi.unstubAllGlobals()
})

function turn(state: 'visible' | 'hidden'): void {
  page.state = state
  page.changed()
}

function open(firstUnread?: number) {
  const read: number[] = []
  const list = { readUpTo: 0, markRead: (upTo: number) => read.push(upTo), markUnread: () => {} }
  const host = {
    list,
    isLive: true,
    requestUpdate: () => {},
    updateComplete: Promise.resolve(true),
    addController: (controller: ReactiveController) => controller.hostConnected?.(),
    removeController: () => {},
  }
  return { host, list, read, mark: new ReadMark(host, () => firstUnread) }
}

describe('what has been in view is marked as read', () => {
  test('once, and only forwards', () => {
    const { mark, read, list } = open()
    mark.seen(5)
    mark.seen(3)
    mark.seen(5)
    list.readUpTo = 9
    mark.seen(8)
    expect(read).toEqual([5])
  })

  test('when the reader comes back, if the page was hidden', () => {
    const { mark, read } = open()
    turn('hidden')
    mark.seen(5)
    expect(read).toEqual([])
    turn('visible')
    expect(read).toEqual([5])
  })

  test('not while the connection is away: what was fetched may not be all there is', () => {
    const { mark, read, host } = open()
    host.isLive = false
    mark.seen(5)
    expect(read).toEqual([])
  })

  test('not after "mark unread", until something is written', () => {
    const { mark, read } = open()
    mark.seen(5)
    mark.markUnread(3)
    mark.seen(6)
    expect([read, mark.newFrom]).toEqual([[5], 3])
    mark.wrote()
    mark.seen(6)
    expect(read).toEqual([5, 6])
  })
})

test('the line "new" is drawn where the room was opened, and anew when the page was left', () => {
  const { mark } = open(7)
  mark.note(true)
  expect(mark.newFrom).toBe(7)
  mark.reset()
  expect(mark.newFrom).toBeUndefined()
  turn('hidden')
  expect(mark.newFrom).toBe(7)
})
