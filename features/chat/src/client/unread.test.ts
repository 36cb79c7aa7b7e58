import { applyEvent } from '@parley/channel/client'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Entry, Posted } from '../contract/index.ts'
import { threadKey } from '../contract/index.ts'
import { roomFold } from '../room/room-fold.ts'
import { summaryFold } from '../room/summary-fold.ts'
import type { Unread } from './models.ts'
import { badgeOf, unreadOf } from './unread.ts'

const me = '__proto__'
const people = [me, 'ana', 'ben', '🦊/a']

/** What happens in a room and what I do, each in the order of time. `pick` chooses among the messages there are. */
type Step =
  | {
      readonly do: 'post'
      readonly by: string
      readonly names: readonly string[]
      readonly all: boolean
      readonly times: number
    }
  | {
      readonly do: 'answer'
      readonly by: string
      readonly pick: number
      readonly names: readonly string[]
      readonly inRoom: boolean
    }
  | { readonly do: 'edit'; readonly pick: number; readonly names: readonly string[] }
  | { readonly do: 'delete' | 'read' | 'markUnread' | 'readThread'; readonly pick: number }
  | { readonly do: 'block'; readonly who: string; readonly on: boolean }

const someone = fc.constantFrom(...people)
const names = fc.uniqueArray(someone, { maxLength: 2 })
const pick = fc.nat({ max: 1000 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('post' as const),
      by: someone,
      names,
      all: fc.boolean(),
      times: fc.constantFrom(1, 1, 1, 30),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('answer' as const), by: someone, pick, names, inRoom: fc.boolean() }),
  },
  fc.record({ do: fc.constant('edit' as const), pick, names }),
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('delete' as const, 'read' as const, 'markUnread' as const, 'readThread' as const),
      pick,
    }),
  },
  fc.record({ do: fc.constant('block' as const), who: fc.constantFrom('ana', 'ben', '🦊/a'), on: fc.boolean() }),
)

interface Known {
  readonly offset: number
  readonly by: string
  readonly thread: number | undefined
  readonly inRoom: boolean
  names: readonly string[]
  readonly all: boolean
  isDeleted: boolean
}

/** The folds of a room beside a list of all that was ever said, with nothing clever in it. */
class Story {
  readonly room = roomFold.state()
  readonly summary = summaryFold.state()
  readonly said: Known[] = []
  readonly blocked: { [id: string]: true } = {}
  readonly threads: { [thread: string]: number } = {}
  readonly since: number
  readUpTo = 0
  readonly log: { readonly type: string; readonly data: unknown }[] = []
  #head = 0

  constructor(steps: readonly Step[], since: number) {
    this.since = since
    for (const each of steps) this.#take(each)
  }

  get unread(): Unread {
    return this.#unreadFrom(this.room)
  }

  get unreadOfSummary(): Unread {
    return this.#unreadFrom(this.summary)
  }

  /** As the rule says it, over everything. */
  get counted(): Known[] {
    return this.said.filter(({ offset, by, isDeleted, thread, inRoom }) => {
      const isMain = thread === undefined || inRoom
      const isHeard = by !== me && !Object.hasOwn(this.blocked, by)
      return isMain && isHeard && !isDeleted && offset > this.readUpTo && offset > this.since
    })
  }

  get countedInThreads(): Known[] {
    return this.said.filter(({ offset, by, isDeleted, thread, inRoom }) => {
      if (thread === undefined || inRoom || by === me || Object.hasOwn(this.blocked, by) || isDeleted) return false
      const mine = this.said.filter(
        (each) => each.by === me && each.thread === thread && !each.inRoom && !each.isDeleted,
      )
      const cursor = this.threads[threadKey('r', thread)] ?? mine.at(-1)?.offset ?? 0
      return offset > cursor && offset > this.since
    })
  }

  follows(thread: number): boolean {
    const alive = this.said.filter(({ isDeleted, by }) => !isDeleted && !Object.hasOwn(this.blocked, by))
    return (
      this.threads[threadKey('r', thread)] !== undefined ||
      alive.some(({ offset, by }) => offset === thread && by === me && this.#isMain(offset)) ||
      alive.some((each) => each.thread === thread && !each.inRoom && (each.by === me || isNamed(each)))
    )
  }

  #isMain(offset: number): boolean {
    const message = this.said.find((each) => each.offset === offset)
    return message !== undefined && (message.thread === undefined || message.inRoom)
  }

  #unreadFrom({ recent, recentAfter }: { recent: readonly Entry[]; recentAfter?: number }): Unread {
    const { since, readUpTo, threads, blocked } = this
    return unreadOf({ room: 'r', recent, recentAfter, me, since, readUpTo, threads, blocked })
  }

  happen(type: string, data: unknown): number {
    const offset = ++this.#head
    this.log.push({ type, data })
    for (const [fold, state] of [
      [roomFold, this.room],
      [summaryFold, this.summary],
    ] as const) {
      applyEvent(fold as typeof roomFold, state as typeof this.room, { type, data, offset, at: offset })
    }
    return offset
  }

  #post(by: string, named: readonly string[], all: boolean, thread?: number, inRoom = false): void {
    const mentions = { people: named.map((id) => ({ id, name: id })), ...(all ? { room: true as const } : {}) }
    const data: Posted = {
      id: `c.${this.#head}`,
      by: { id: by, name: by },
      text: 'x',
      ...(named.length > 0 || all ? { mentions } : {}),
      ...(thread === undefined ? {} : { thread }),
      ...(inRoom ? { inRoom } : {}),
    }
    const offset = this.happen('posted', data)
    this.said.push({ offset, by, thread, inRoom, names: named, all, isDeleted: false })
  }

  #take(each: Step): void {
    if (each.do === 'post') {
      for (let i = 0; i < each.times; i++) this.#post(each.by, each.names, each.all)
      return
    }
    if (each.do === 'block') {
      if (each.on) this.blocked[each.who] = true
      else delete this.blocked[each.who]
      return
    }
    const message = this.said[each.pick % Math.max(1, this.said.length)]
    if (message === undefined) return
    const { offset } = message
    switch (each.do) {
      case 'answer':
        if (message.thread === undefined) this.#post(each.by, each.names, false, offset, each.inRoom)
        break
      case 'edit': {
        if (message.isDeleted || message.all) break
        this.happen('edited', { offset, text: 'y', mentions: { people: each.names.map((id) => ({ id, name: id })) } })
        message.names = each.names
        break
      }
      case 'delete':
        if (message.isDeleted) break
        this.happen('deleted', { offset, as: 'by-author' })
        message.isDeleted = true
        break
      case 'read':
        this.readUpTo = Math.max(this.readUpTo, offset)
        break
      case 'markUnread':
        this.readUpTo = Math.min(this.readUpTo, offset - 1)
        break
      case 'readThread':
        if (message.thread !== undefined) this.threads[threadKey('r', message.thread)] = offset
    }
  }
}

function isNamed({ names, all }: Known): boolean {
  return all || names.includes(me)
}

const stories = fc
  .tuple(fc.array(step, { maxLength: 40 }), fc.nat({ max: 20 }))
  .map(([steps, since]) => new Story(steps, since))

describe('what is unread of a room', () => {
  it('is what a count over everything ever said gives, as long as the room names all of it', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const { unread, counted, countedInThreads } = story
        expect(unread.count).toBeLessThanOrEqual(counted.length)
        if (unread.isAtLeast) return
        expect(unread.count).toBe(counted.length)
        expect(unread.first).toBe(counted[0]?.offset)
        if (story.room.recentAfter !== undefined) return
        expect(unread.mentions).toBe([...counted, ...countedInThreads].filter(isNamed).length)
        const threads = new Set(countedInThreads.map(({ thread }) => thread!).filter((thread) => story.follows(thread)))
        expect(unread.threads).toEqual([...threads].sort((one, other) => one - other))
      }),
      { numRuns: 1000 },
    )
  })

  it('is the same from the view "room" and from the view "unread"', () => {
    fc.assert(
      fc.property(stories, (story) => {
        expect(story.unreadOfSummary).toEqual(story.unread)
      }),
    )
  })

  it('does not come back after reading to the end, while the same is told again from the beginning', () => {
    fc.assert(
      fc.property(stories, (story) => {
        story.readUpTo = story.said.at(-1)?.offset ?? 0
        expect(story.unread).toMatchObject({ count: 0, first: undefined, isAtLeast: false })
        const again = new Story([], story.since)
        Object.assign(again, { readUpTo: story.readUpTo, threads: story.threads, blocked: story.blocked })
        for (const { type, data } of story.log) {
          again.happen(type, data)
          expect(again.unread).toMatchObject({ count: 0, first: undefined, isAtLeast: false })
        }
        expect(again.unread).toEqual(story.unread)
      }),
    )
  })

  it('is at least so much when older messages may count that the room names no longer', () => {
    const many = new Story([{ do: 'post', by: 'ana', names: [], all: false, times: 101 }], 0)
    expect(many.unread).toMatchObject({ count: 100, isAtLeast: true, first: 2 })
    const someDeleted = Array.from({ length: 60 }, (_, i) => ({ do: 'delete', pick: 40 + i }) as const)
    const fewer = new Story([{ do: 'post', by: 'ana', names: [], all: false, times: 101 }, ...someDeleted], 0)
    expect(fewer.unread).toMatchObject({ count: 40, isAtLeast: true })
    fewer.readUpTo = 1
    expect(fewer.unread).toMatchObject({ count: 40, isAtLeast: false })
  })

  it('does not begin before one joined', () => {
    const story = new Story([{ do: 'post', by: 'ana', names: [me], all: false, times: 5 }], 3)
    expect(story.unread).toMatchObject({ count: 2, mentions: 2, first: 4 })
  })
})

// The table of Stream's own tests: what counts and what does not.
describe('a message that', () => {
  const cases: readonly [title: string, steps: readonly Step[], count: number][] = [
    ['is mine does not count', [{ do: 'post', by: me, names: [], all: false, times: 1 }], 0],
    ['another wrote counts', [{ do: 'post', by: 'ana', names: [], all: false, times: 1 }], 1],
    [
      'stands in a thread only does not count',
      [
        { do: 'post', by: 'ana', names: [], all: false, times: 1 },
        { do: 'read', pick: 0 },
        { do: 'answer', by: 'ana', pick: 0, names: [], inRoom: false },
      ],
      0,
    ],
    [
      'stands in a thread and in the room counts',
      [
        { do: 'post', by: 'ana', names: [], all: false, times: 1 },
        { do: 'read', pick: 0 },
        { do: 'answer', by: 'ana', pick: 0, names: [], inRoom: true },
      ],
      1,
    ],
    [
      'somebody I block wrote does not count',
      [
        { do: 'post', by: 'ana', names: [], all: false, times: 1 },
        { do: 'block', who: 'ana', on: true },
      ],
      0,
    ],
    [
      'somebody I block no longer wrote counts again',
      [
        { do: 'block', who: 'ana', on: true },
        { do: 'post', by: 'ana', names: [], all: false, times: 1 },
        { do: 'block', who: 'ana', on: false },
      ],
      1,
    ],
    [
      'was deleted does not count',
      [
        { do: 'post', by: 'ana', names: [], all: false, times: 1 },
        { do: 'delete', pick: 0 },
      ],
      0,
    ],
    [
      'I marked unread counts',
      [
        { do: 'post', by: 'ana', names: [], all: false, times: 2 },
        { do: 'read', pick: 1 },
        { do: 'markUnread', pick: 1 },
      ],
      1,
    ],
  ]
  it.each(cases)('%s', (_title, steps, count) => {
    expect(new Story(steps, 0).unread.count).toBe(count)
  })
})

it('a muted room adds nothing to the badge, and shows its own count still', () => {
  const { unread } = new Story([{ do: 'post', by: 'ana', names: [me], all: false, times: 2 }], 0)
  expect(unread).toMatchObject({ count: 2, mentions: 2 })
  const rooms = [
    { unread, isMuted: true },
    { unread, isMuted: false },
  ]
  expect(badgeOf(rooms)).toEqual({ count: 2, mentions: 2 })
})

it('a thread is followed by who began it, who wrote in it and who was named there, and by nobody else', () => {
  const unread = (by: string, answers: readonly Step[]) =>
    new Story([{ do: 'post', by, names: [], all: false, times: 1 }, ...answers], 0).unread.threads
  const answer = (by: string, names: string[] = []): Step => ({ do: 'answer', by, pick: 0, names, inRoom: false })
  expect(unread(me, [answer('ana')])).toEqual([1])
  expect(unread('ana', [answer(me), answer('ben')])).toEqual([1])
  expect(unread('ana', [answer('ben'), answer(me)])).toEqual([])
  expect(unread('ana', [answer('ben', [me])])).toEqual([1])
  expect(unread('ana', [answer('ben')])).toEqual([])
  expect(unread('ana', [answer('ben'), { do: 'readThread', pick: 1 }, answer('ben')])).toEqual([1])
})
