import fc from 'fast-check'
import type { InboxLog } from './inbox-log.ts'

/** Something that a device, a server or time does. Chance is in it already: it shrinks. */
export type Step = (log: InboxLog) => void

const part = fc.double({ min: 0, max: 1, noNaN: true })
/** Ids that are there, one that may be gone, and one that never was. */
const some = fc.array(part, { minLength: 1, maxLength: 4 })
const idsOf = ({ inbox, events }: InboxLog, parts: readonly number[]) => {
  const kept = Object.keys(inbox.marks).map(Number)
  return parts.map((at) =>
    at > 0.95 ? events.length + 7 : (kept[Math.floor(at * kept.length)] ?? 1 + Math.floor(at * events.length)),
  )
}
const own =
  (name: string, input: (log: InboxLog) => object): Step =>
  (log) =>
    void log.own(name, input(log))
const onSome = (name: string) => some.map((parts) => own(name, (log) => ({ ids: idsOf(log, parts) })))

export const marking: fc.Arbitrary<Step> = fc.oneof(
  ...['read', 'read', 'unread', 'archive', 'unarchive', 'unsnooze', 'remove'].map(onSome),
  fc
    .tuple(some, fc.constantFrom(1000, 5000))
    .map(([parts, ms]) => own('snooze', (log) => ({ ids: idsOf(log, parts), until: log.now + ms }))),
  fc
    .tuple(part, fc.constantFrom('read', 'seen', 'archived'), fc.constantFrom(undefined, 'news'))
    .map(([at, as, category]) =>
      own('markAll', (log) => ({
        as,
        upTo: Math.floor(at * (log.events.length + 1)),
        ...(category === undefined ? {} : { category }),
      })),
    ),
  part.map((at) => own('see', (log) => ({ upTo: Math.floor(at * (log.events.length + 1)) }))),
  some.map((parts) => own('act', (log) => ({ id: idsOf(log, parts)[0]!, action: 'go' }))),
)

const people = fc.constantFrom('ben', 'cho', '__proto__', '7').map((id) => ({ id, name: `n ${id}` }))

export function notices(categories: readonly string[], keys: readonly (string | undefined)[]): fc.Arbitrary<Step> {
  return fc
    .record({
      category: fc.constantFrom(...categories),
      title: fc.constantFrom('a', 'b'),
      key: fc.constantFrom(...keys),
      digestKey: fc.constantFrom(undefined, 'x', '__proto__'),
      actor: fc.option(people, { nil: undefined }),
      silent: fc.constantFrom(undefined, undefined, true),
      quietUpdate: fc.constantFrom(undefined, undefined, true),
      lives: fc.constantFrom(undefined, undefined, undefined, 1, 3000),
      actions: fc.constantFrom(undefined, [{ id: 'go', label: 'Go' }]),
    })
    .map(({ lives, ...notice }) => (log) => {
      const given = Object.entries(notice).filter(([, value]) => value !== undefined)
      log.system('notify', {
        ...Object.fromEntries(given),
        ...(lives === undefined ? {} : { expiresAt: log.now + lives }),
      })
    })
}

export const withdrawing: fc.Arbitrary<Step> = fc
  .constantFrom('k1', 'k2', '__proto__')
  .map((key) => (log) => void log.system('withdraw', { key }))

export const waiting: fc.Arbitrary<Step> = fc
  .constantFrom(0, 1, 500, 2000, 61_000)
  .map((ms) => (log) => log.advance(ms))
export const longWaiting: fc.Arbitrary<Step> = fc
  .constantFrom(0, 60_000, 1_800_000, 14_400_000)
  .map((ms) => (log) => log.advance(ms))

const ways = fc.constantFrom('push', 'email', 'inbox')
export const wanting = (categories: readonly string[]): fc.Arbitrary<Step> =>
  fc.oneof(
    fc
      .record({ category: fc.constantFrom(...categories), way: ways, on: fc.constantFrom(true, false, null) })
      .map((input) => own('setPreference', () => input)),
    fc.record({ way: ways, on: fc.boolean() }).map((input) => own('setWay', () => input)),
    fc.record({ on: fc.boolean() }).map((input) => own('setAll', () => input)),
  )

export const quieting: fc.Arbitrary<Step> = fc
  .constantFrom(
    null,
    { from: '22:00', to: '07:00', zone: 'Europe/Berlin' },
    { from: '00:00', to: '12:00', zone: 'Asia/Kathmandu' },
  )
  .map((quiet) => own('setQuiet', () => ({ quiet })))

export function run(log: InboxLog, steps: readonly Step[]): InboxLog {
  for (const step of steps) step(log)
  return log
}
