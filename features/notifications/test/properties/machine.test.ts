import { isDeepStrictEqual } from 'node:util'
import { systemActor } from '@parley/channel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countsOf, isUnread, wantsBy } from '../../src/contract/index.ts'
import { inboxFold } from '../../src/inbox/inbox-fold.ts'
import { quietUntil } from '../../src/inbox/quiet-hours.ts'
import { inboxConfig } from '../../src/options.ts'
import { actor, email, push, subscription } from '../stage.ts'
import { InboxLog, type Logged } from './inbox-log.ts'
import * as steps from './steps.ts'

const keys = [undefined, undefined, 'k1', 'k2', '__proto__']
const windowMs = 3000
/** 10 500 runs in all; so many times as many for a longer look. */
const more = Number(process.env.NOTIFICATIONS_RUNS ?? 1)

const plain = inboxConfig({ categories: { news: {}, more: {} }, limits: { maxItems: 5 } })
const anyOf = (...all: readonly [number, fc.Arbitrary<steps.Step>][]) =>
  fc.array(fc.oneof(...all.map(([weight, arbitrary]) => ({ weight, arbitrary }))), { maxLength: 16, size: 'max' })
const lives = anyOf(
  [6, steps.notices(['news', 'more'], keys)],
  [8, steps.marking],
  [1, steps.withdrawing],
  [3, steps.waiting],
).map((all) => steps.run(new InboxLog(plain), all))

type Times = { readonly [Field in 'seenAt' | 'readAt' | 'archivedAt' | 'snoozedUntil']?: number | undefined }

/** What the log says of one notification, in the plainest way. `undefined`: it is not there. */
function naiveMark(events: readonly Logged[], n: number): Times | undefined {
  let mark: Times | undefined
  for (const event of events) {
    const { at, offset } = event
    if (event.type === 'created' && offset === n) mark = {}
    if (mark === undefined) continue
    if (event.type === 'updated' && event.data.n === n && event.data.last === undefined) mark = {}
    if (event.type === 'acted' && event.data.n === n) mark = { ...mark, readAt: at, seenAt: at }
    if (!('ids' in event.data) || !event.data.ids.includes(n)) continue
    if (event.type === 'removed') return undefined
    if (event.type === 'snoozed') mark = { ...mark, snoozedUntil: event.data.until, archivedAt: undefined }
    if (event.type !== 'marked') continue
    const { on = [], off = [] } = event.data
    if (off.includes('read')) mark = { ...mark, readAt: undefined }
    if (off.includes('seen')) mark = { ...mark, seenAt: undefined }
    if (off.includes('archived')) mark = { ...mark, archivedAt: undefined }
    if (off.includes('snoozed')) mark = { ...mark, snoozedUntil: undefined }
    if (on.includes('seen') || on.includes('read')) mark = { ...mark, seenAt: at }
    if (on.includes('read')) mark = { ...mark, readAt: at }
    if (on.includes('archived')) mark = { ...mark, archivedAt: at }
  }
  return mark
}

describe('whatever devices, servers and time do to an inbox', { timeout: 120_000 }, () => {
  it('what a device folds from any state it was given is the state of the channel', () => {
    fc.assert(
      fc.property(lives, fc.double({ min: 0, max: 1, noNaN: true }), (log, part) => {
        const half = Math.floor(part * log.events.length)
        const end = log.projected()
        const empty = { ...end, ...inboxFold.state(), categories: end.categories }
        expectSame(log.shown(0, empty), end)
        const earlier = new InboxLog(plain)
        earlier.events.push(...log.events.slice(0, half))
        expectSame(log.shown(half, earlier.shown(0, empty)), end)
        // The state is plain JSON.
        expectSame(JSON.parse(JSON.stringify(log.state)), log.state)
      }),
      { numRuns: 2500 * more },
    )
  })

  it('unread is what is visible and not read, read is seen, and the later of two devices holds', () => {
    fc.assert(
      fc.property(lives, ({ inbox, events }) => {
        const created = events.filter(({ type }) => type === 'created').map(({ offset }) => offset)
        let unread = 0
        for (const n of created) {
          const naive = naiveMark(events, n)
          const mark = inbox.marks[n]
          expect(mark === undefined, `${n}`).toBe(naive === undefined)
          if (mark === undefined || naive === undefined) continue
          for (const field of ['seenAt', 'readAt', 'archivedAt', 'snoozedUntil'] as const)
            expect(mark[field] !== undefined, `${n} ${field}`).toBe(naive[field] !== undefined)
          if (mark.readAt !== undefined) expect(mark.seenAt).toBeDefined()
          if (mark.archivedAt !== undefined) expect(isUnread(mark)).toBe(false)
          if ([naive.readAt, naive.archivedAt, naive.snoozedUntil].every((at) => at === undefined)) unread++
        }
        expect(countsOf(inbox.marks).unread).toBe(unread)
        expect(
          Object.keys(inbox.marks)
            .map(Number)
            .every((n) => created.includes(n)),
        ).toBe(true)
      }),
      { numRuns: 2000 * more },
    )
  })

  it('there is one of a key, as many as may be, and the newest are shown without a gap', () => {
    fc.assert(
      fc.property(lives, ({ inbox, items }) => {
        const marks = Object.entries(inbox.marks)
        const named = marks.flatMap(([, { key }]) => (key === undefined ? [] : [key]))
        expect(new Set(named).size).toBe(named.length)
        expect(marks.length).toBeLessThanOrEqual(5)
        const found = [...items].map(([id, { order }]) => [id, order]).sort()
        expect(found).toEqual(marks.map(([n, { last }]) => [n, last]).sort())
        const newestFirst = [...items.values()]
          .sort((one, other) => other.order - one.order)
          .map(({ content }) => content)
        expect(inbox.recent).toEqual(newestFirst.slice(0, inbox.recent.length))
        expect(inbox.recent).toHaveLength(newestFirst.length)
      }),
      { numRuns: 2000 * more },
    )
  })

  it('marking all twice is marking all once', () => {
    const ways = fc.constantFrom('read', 'seen', 'archived')
    fc.assert(
      fc.property(lives, ways, fc.nat({ max: 60 }), (log, as, upTo) => {
        log.own('markAll', { as, upTo })
        const { length } = log.events
        const state = JSON.stringify(log.state)
        log.own('markAll', { as, upTo })
        expect(log.events).toHaveLength(length)
        expect(JSON.stringify(log.state)).toBe(state)
        for (const mark of Object.values(log.inbox.marks))
          if (as === 'read' && mark.last <= upTo) expect(isUnread(mark)).toBe(false)
      }),
      { numRuns: 1000 * more },
    )
  })
})

const categories = ['news', 'news', 'rare', 'bills', 'alarm', 'mail']
const reaching = () =>
  inboxConfig({
    categories: {
      ...{
        news: {},
        rare: { throttle: { max: 2, perMs: 3_600_000 } },
        bills: { required: true },
        alarm: { urgent: true },
      },
      mail: { ways: { email: false } },
    },
    ways: [push, email],
    limits: { maxWaiting: 5, maxDeliveries: 10 },
  })

describe('whatever is wanted, and when', { timeout: 120_000 }, () => {
  const sent = anyOf(
    [8, steps.notices(categories, [undefined, undefined, undefined, 'k1'])],
    [4, steps.wanting(categories)],
    [4, steps.quieting],
    [2, steps.marking],
    [4, steps.longWaiting],
  ).map((all) => {
    const log = new InboxLog(reaching())
    log.own('subscribePush', { device: 'Phone', subscription })
    steps.run(log, all)
    // What waits, goes.
    log.advance(86_400_000)
    return log
  })

  it('a notification leaves by a way only if it is wanted then, never in quiet hours, and in the order of its category', () => {
    const { categories: book } = reaching()
    fc.assert(
      fc.property(sent, ({ left, events, lines, state }) => {
        const newest = new Map<string, number>()
        for (const { delivery, at, preferences } of left) {
          const { category, way, n, key } = delivery
          const rule = book.get(category)!
          expect(wantsBy(rule, preferences, category, way)).toBe(true)
          if (!rule.urgent && preferences.quiet) expect(quietUntil(preferences.quiet, at)).toBeUndefined()
          if (key !== undefined) continue
          const place = `${category} ${way}`
          expect(n, place).toBeGreaterThan(newest.get(place) ?? 0)
          newest.set(place, n)
        }
        expect(new Set(left.map(({ delivery }) => delivery.id)).size).toBe(left.length)
        expect(state.own.waiting.length).toBeLessThanOrEqual(5)
        expect(lines.size).toBeLessThanOrEqual(10)
        for (const event of events) {
          if (event.type !== 'created' && event.type !== 'passed') continue
          expect(event.data.routes.map(({ way }) => way)).toEqual(['push', 'email'])
        }
      }),
      { numRuns: 600 * more },
    )
  })

  it('a throttled category leaves by a way at most so often', () => {
    fc.assert(
      fc.property(sent, ({ left }) => {
        const rare = left
          .filter(({ delivery }) => delivery.category === 'rare' && delivery.way === 'email')
          .map(({ at }) => at)
        for (const at of rare)
          expect(rare.filter((other) => other > at - 3_600_000 && other <= at).length).toBeLessThanOrEqual(2)
      }),
      { numRuns: 400 * more },
    )
  })
})

describe('digests, whatever comes when', { timeout: 120_000 }, () => {
  const digested = () =>
    inboxConfig({ categories: { d: { digest: { windowMs } }, e: { digest: { windowMs } } }, limits: { maxDigests: 3 } })
  const gathered = anyOf(
    [8, steps.notices(['d', 'e'], keys)],
    [1, steps.withdrawing],
    [1, steps.wanting(['d', 'e'])],
    [4, steps.waiting],
  ).map((all) => steps.run(new InboxLog(digested()), all))

  it('each notice is in exactly one, which opens with its first and closes on time', () => {
    fc.assert(
      fc.property(gathered, (log) => {
        log.advance(2 * windowMs)
        expect(log.state.own.digests).toEqual({})
        const open = new Map<string, { closesAt: number; notices: { standIn?: string; expiresAt?: number }[] }>()
        for (const event of log.events) {
          if (event.type === 'gathered') {
            const { digest, closesAt, standIn } = event.data
            const notice = { ...event.data.notice, ...(standIn === undefined ? {} : { standIn }) }
            const known = open.get(digest)
            expect(closesAt === undefined).toBe(known !== undefined)
            if (known === undefined) open.set(digest, { closesAt: closesAt!, notices: [notice] })
            else known.notices.push(notice)
            expect(open.get(digest)!.closesAt).toBeGreaterThan(event.at)
            if (closesAt !== undefined) expect(closesAt).toBe(event.at + windowMs)
          } else if (event.type === 'ungathered') {
            for (const [id, { closesAt, notices }] of open) {
              const left = notices.filter(({ standIn }) => standIn !== event.data.standIn)
              if (left.length === 0) open.delete(id)
              else open.set(id, { closesAt, notices: left })
            }
          } else if (
            (event.type === 'created' || event.type === 'updated' || event.type === 'passed') &&
            event.data.digest
          ) {
            const { closesAt, notices } = open.get(event.data.digest)!
            expect(event.at).toBe(closesAt)
            const live = notices.filter(({ expiresAt = Number.POSITIVE_INFINITY }) => expiresAt > event.at)
            if (event.type !== 'updated') expect(event.data.content.count).toBe(live.length)
            open.delete(event.data.digest)
          } else if (event.type === 'digestDropped') {
            expect(open.get(event.data.digest)!.notices.every(({ expiresAt }) => expiresAt! <= event.at)).toBe(true)
            open.delete(event.data.digest)
          }
        }
        expect([...open]).toEqual([])
      }),
      { numRuns: 1500 * more },
    )
  })
})

describe('nothing is left of somebody who was erased', { timeout: 120_000 }, () => {
  it('in his own inbox, and no word of him in those of others', () => {
    fc.assert(
      fc.property(lives, ({ events, channel }) => {
        const rest = (person: string) => events.map((event) => ({ ...event, ...channel.erase?.(event, person) }))
        expect(new Set(rest('ana').map(({ type }) => type)).size).toBeLessThanOrEqual(1)
        expect(JSON.stringify(rest('ben'))).not.toMatch(/"ben"|n ben/)
        expect(rest('nobody')).toEqual(events)
      }),
      { numRuns: 500 * more },
    )
  })
})

it('every command of a person is refused to all others, and every other one to all but the server', () => {
  const { channel, state } = new InboxLog(plain)
  const told = ['notify', 'withdraw', 'reported', 'deviceTaken', 'learnPushKey', 'leave']
  const ofServer = [...told, 'closeDigest', 'deliver', 'expire', 'wake']
  for (const [name, { decide }] of channel.commands) {
    const strangers = [
      actor('ben'),
      actor(''),
      { ...systemActor },
      ofServer.includes(name) ? actor('ana') : systemActor,
    ]
    for (const who of strangers)
      expect(
        decide(state, { ids: [1] }, { actor: who, key: 'ana', id: 'c', now: 1, documents: [] }),
        name,
      ).toMatchObject({
        reason: { code: 'not-allowed' },
      })
  }
})

/** As `toEqual`, which takes its time to find words for what differs. */
function expectSame(one: unknown, other: unknown): void {
  if (!isDeepStrictEqual(one, other)) expect(one).toEqual(other)
}
